package org.kcpfpga.verify.levels;

import java.nio.file.Path;
import java.util.function.BiFunction;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.gates.Netlist;
import org.kcpfpga.image.Deployment;

/**
 * What all levels compute, and where a mistake is planted.
 *
 * @param right what every level is to be
 * @param planted the same with a mistake, for one level
 * @param at the level that has the mistake, or null
 * @param leastSqnr dB that quantisation must leave of the hidden values
 * @param folder for the files of synthesis
 * @param chip makes a bitstream in a folder and reads it back
 */
public record LevelTask(
    Deployment right,
    Deployment planted,
    Level at,
    double leastSqnr,
    Path folder,
    BiFunction<EmittedDesign, Path, Netlist> chip) {
  /** What a level computes, with the mistake if it has it. */
  Deployment on(Level level) {
    return level == at ? planted : right;
  }
}
