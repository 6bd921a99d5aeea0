package org.kcpfpga.fpga;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Core;

/**
 * What Yosys makes of a core alone for a family; nothing was placed, so there is no clock.
 *
 * @param luts lookup tables, without those that are RAM
 * @param flipFlops flip-flops
 * @param carries cells of carry chains
 * @param lutRams cells of RAM or shift registers in lookup tables
 * @param dsps multipliers
 * @param blockRams block RAMs, of 18 kbit
 */
public record Estimate(
    long luts, long flipFlops, long carries, long lutRams, long dsps, long blockRams) {

  /**
   * Synthesises a core.
   *
   * @param folder where core, script and log are written
   */
  public static Estimate of(Core core, Family family, Path folder) {
    EmittedDesign design = Emitter.emit(core);
    Emitter.write(design, folder);
    List<String> verilog = List.copyOf(design.verilog().keySet());
    return family.estimate(
        Synthesis.run(folder, verilog, design.top(), Map.of(), family.command()));
  }
}
