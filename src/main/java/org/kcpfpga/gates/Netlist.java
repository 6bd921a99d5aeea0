package org.kcpfpga.gates;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.kcpfpga.verilated.build.VerilatedSource;

/**
 * A core as one flat module of operators, or of gates, and flip-flops, memories and their contents
 * included.
 *
 * @param top name of its one module
 * @param file Verilog
 * @param ports pins besides the clock
 */
public record Netlist(String top, Path file, List<Port> ports) {

  /**
   * How far synthesis goes.
   *
   * <p>Gates are for Icarus: bits of one vector depend on each other in them, and Verilator 5.006
   * gets the values of some of these wrong (Icarus and Yosys's own proofs agree that the netlist is
   * right).
   */
  public enum Depth {
    /** Flat, memories as flip-flops, optimised, arithmetic still as operators. */
    OPERATORS(List.of("proc", "flatten", "opt -full", "memory", "memory_map", "opt -full")),
    /** Single gates. */
    GATES(List.of("synth -flatten"));

    private final List<String> commands;

    Depth(List<String> commands) {
      this.commands = commands;
    }
  }

  /** Synthesises a core into {@code folder}. */
  public static Netlist of(EmittedDesign design, Path folder, Depth depth) {
    Emitter.write(design, folder);
    List<String> commands = new ArrayList<>(read(design));
    commands.add("hierarchy -check -top " + design.top());
    commands.addAll(depth.commands);
    commands.add("write_verilog -noattr netlist.v");
    Yosys.run(folder, commands);
    return new Netlist(design.top(), folder.resolve("netlist.v"), design.ports());
  }

  /** Commands that read a core from the folder that it was written to. */
  static List<String> read(EmittedDesign design) {
    return List.of("read_verilog -DSYNTHESIS " + String.join(" ", design.verilog().keySet()));
  }

  /** The netlist as something to run; the caller closes it. */
  public VerilatedModel verilated(VerilatedOptions options) {
    return VerilatedModel.build(
        new VerilatedSource(top, List.of(file), Optional.empty(), ports, options));
  }
}
