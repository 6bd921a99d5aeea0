package org.kcpfpga.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.plan.Port;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.VerilatedOptions;
import org.kcpfpga.verilated.VerilatedSource;

/** A core with many small mistakes, of which an input selects one; 0 is none. */
public final class Mutants {
  /** The input that selects. */
  public static final String SELECT = "mutant";

  private static final int SELECT_BITS = 16;
  private static final String MODULES = "modules.il";
  private static final String LIST = "mutants.txt";
  private static final String FILE = "mutants.v";
  private static final int PROOF_SECONDS = 30;

  private final EmittedDesign design;
  private final Path folder;
  private final List<Mutant> all;

  private Mutants(EmittedDesign design, Path folder, List<Mutant> all) {
    this.design = design;
    this.folder = folder;
    this.all = all;
  }

  /**
   * Draws mutations of the word-level netlist, evenly over all of it.
   *
   * @param folder where files are written
   */
  public static Mutants of(EmittedDesign design, Path folder, int count, int seed) {
    Emitter.write(design, folder);
    List<String> commands = new ArrayList<>(Netlist.read(design));
    commands.add("hierarchy -check -top " + design.top());
    // dead logic goes before, so that mistakes are made in what matters
    commands.addAll(List.of("proc", "opt -full", "wreduce", "opt -full"));
    commands.add("write_rtlil " + MODULES);
    commands.addAll(List.of("flatten", "memory -nomap", "opt_clean"));
    commands.add(
        String.format(
            "mutate -list %d -ctrl %s %d 1 -seed %d -o %s",
            count, SELECT, SELECT_BITS, seed, LIST));
    commands.add("script " + LIST);
    commands.add("opt_clean");
    commands.add("write_verilog -noattr " + FILE);
    Yosys.run(folder, commands);
    try {
      List<Mutant> all = Files.readAllLines(folder.resolve(LIST)).stream().map(Mutant::of).toList();
      return new Mutants(design, folder, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The mutants, by number from 1. */
  public List<Mutant> all() {
    return all;
  }

  /** The core, with {@link #SELECT} as its last pin. */
  public VerilatedModel verilated(VerilatedOptions options) {
    List<Port> ports = new ArrayList<>(design.ports());
    ports.add(Port.input(SELECT, SELECT_BITS));
    return VerilatedModel.build(
        new VerilatedSource(
            design.top(), List.of(folder.resolve(FILE)), Optional.empty(), ports, options));
  }

  /** Whether a proof shows that a mutant's module does what it did. */
  public boolean equivalent(Mutant mutant) {
    String module = module(mutant.path());
    List<String> commands =
        List.of(
            "read_rtlil " + MODULES,
            "copy " + module + " gold",
            mutant.commandIn(module),
            "rename " + module + " gate",
            "equiv_make gold gate both",
            "hierarchy -top both",
            "memory_map",
            "opt_clean",
            "equiv_simple -undef",
            "equiv_induct -undef",
            "equiv_status -assert");
    return Yosys.attempt(folder, commands, PROOF_SECONDS).good();
  }

  /** The module of an instance. */
  private String module(List<String> path) {
    String module = design.top();
    for (String instance : path) {
      Pattern made =
          Pattern.compile(
              "(?m)^ *([a-z]\\w*) +(?:#\\((?:[^()]|\\([^()]*\\))*\\) *)?" + instance + " *\\(");
      String text = design.verilog().get(module + ".v");
      Matcher found = made.matcher(text == null ? "" : text);
      if (!found.find()) {
        // a hand-written memory, which Yosys has renamed for its parameters
        return module + "." + instance;
      }
      module = found.group(1);
    }
    return module;
  }
}
