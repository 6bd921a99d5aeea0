package org.kcpfpga.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the script with which Yosys makes the model of a proof. */
final class Script {
  /** What every proof needs of {@code hdl/formal}, besides its wrapper. */
  static final List<String> COMMON = List.of("harness.svh", "values.sv", "memories.sv");

  /** The wrapper that looks at a whole core. */
  private static final String WHOLE = "core";

  private static final List<String> RAMS = List.of("kcp_lutram.v", "kcp_ram.v");

  /** Hand-written blocks, which are proven as they are. */
  private static final Set<String> BLOCKS =
      Set.of("kcp_credits.v", "kcp_queue.v", "kcp_requantiser.v");

  /** Memories become registers, and words bits, so that of a word only its flags are left. */
  private static final List<String> BITS =
      List.of(
          "memory",
          "opt -full",
          "simplemap",
          "opt -full",
          "dffunmap",
          "techmap",
          "opt_clean -purge",
          // half the gates are half the time of the solver
          "abc -g AND,OR,XOR,MUX");

  private static final List<String> MODEL =
      List.of(
          "opt_clean -purge",
          "check -assert",
          "async2sync",
          "dffunmap",
          "write_smt2 -wires " + Prover.MODEL);

  private Script() {}

  /**
   * The script, to be run in {@code place}.
   *
   * @param core the folder with the Verilog
   */
  static String text(Proof proof, Path place, Path core) throws IOException {
    Path relative = place.toAbsolutePath().relativize(core.toAbsolutePath());
    boolean structure = proof.mode() == Mode.STRUCTURE;
    boolean whole = whole(proof);
    List<String> lines = new ArrayList<>();
    lines.add("read_verilog -sv -formal values.sv" + (structure ? "" : " " + source(proof)));
    lines.add(
        whole
            ? "read_verilog -DSYNTHESIS " + paths(relative, RAMS)
            : "read_verilog -sv -formal memories.sv");
    lines.add("read_verilog " + paths(relative, blocks(core)));
    lines.add(
        "hierarchy -check " + (structure ? "-auto-top" : "-top " + proof.wrapper() + "_proof"));
    lines.addAll(List.of("proc", "flatten", "select -assert-none a:hierconn", "opt -full"));
    if (whole) {
      lines.addAll(BITS);
    }
    lines.addAll(
        structure
            ? List.of("splitnets -ports", "opt_clean -purge", "script " + source(proof))
            : MODEL);
    lines.add("");
    return String.join("\n", lines);
  }

  /** Whether a proof looks at a whole core, bit by bit. */
  static boolean whole(Proof proof) {
    return proof.mode() == Mode.STRUCTURE || proof.wrapper().equals(WHOLE);
  }

  /** The file of {@code hdl/formal} that says what is to be proven. */
  static String source(Proof proof) {
    return proof.wrapper() + (proof.mode() == Mode.STRUCTURE ? ".ys" : ".sv");
  }

  /** The files of blocks; memories and multipliers are chosen by the kind of proof. */
  private static List<String> blocks(Path core) throws IOException {
    try (Stream<Path> files = Files.list(core)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".v"))
          .filter(name -> BLOCKS.contains(name) || !name.startsWith("kcp_"))
          .sorted()
          .toList();
    }
  }

  private static String paths(Path folder, List<String> names) {
    return String.join(" ", names.stream().map(name -> folder.resolve(name).toString()).toList());
  }
}
