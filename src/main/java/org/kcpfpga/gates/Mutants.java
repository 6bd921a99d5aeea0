package org.kcpfpga.gates;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.kcpfpga.verilated.build.VerilatedSource;

/**
 * A core with many small mistakes, of which an input selects one; 0 is none. Its factor ROMs are
 * left as instances, so that the same mutants run with the factors of any model.
 */
public final class Mutants {
  /** The input that selects. */
  public static final String SELECT = "mutant";

  private static final int SELECT_BITS = 16;
  static final String FLAT = "flat.il";
  private static final String LIST = "mutants.txt";
  private static final String FILE = "mutants.v";
  private static final String ROM = "kcp_rom";
  private static final String ROM_FILE = ROM + ".v";

  /** The black box that stands for a factor ROM. */
  private static final String FACTORS = "kcp_factors";

  /** What every factor memory is called in its stage. */
  private static final String FACTORS_INSTANCE = "factors";

  private final EmittedDesign design;
  private final Path folder;
  private final List<Mutant> all;

  private Mutants(EmittedDesign design, Path folder, List<Mutant> all) {
    this.design = design;
    this.folder = folder;
    this.all = all;
  }

  /**
   * Draws mutations of the word-level netlist, evenly over all of it but the factor ROMs.
   *
   * @param folder where files are written
   */
  public static Mutants of(EmittedDesign design, Path folder, int count, int seed) {
    Emitter.write(design, folder);
    List<String> commands = new ArrayList<>();
    if (hasRom(design)) {
      commands.add("read_verilog -lib -DSYNTHESIS " + ROM_FILE);
      commands.add("rename " + ROM + " " + FACTORS);
    }
    commands.addAll(Netlist.read(design));
    if (hasRom(design)) {
      // a loadable core has RAMs of that name
      commands.add("chtype -set " + FACTORS + " t:" + ROM + " */" + FACTORS_INSTANCE + " %i");
    }
    commands.add("hierarchy -check -top " + design.top());
    // dead logic goes before, so that mistakes are made in what matters
    commands.addAll(List.of("proc", "flatten", "opt -full", "wreduce", "opt -full"));
    commands.addAll(List.of("memory -nomap", "wreduce", "opt -full", "write_rtlil " + FLAT));
    commands.add(
        String.format(
            Locale.ROOT,
            "mutate -list %d -ctrl %s %d 1 -seed %d -o %s",
            count,
            SELECT,
            SELECT_BITS,
            seed,
            LIST));
    commands.add("script " + LIST);
    commands.add("opt_clean");
    commands.add("chtype -set " + ROM + " t:" + FACTORS);
    commands.add("write_verilog -noattr " + FILE);
    Yosys.run(folder, commands);
    try {
      List<Mutant> all = Files.readAllLines(folder.resolve(LIST)).stream().map(Mutant::of).toList();
      return new Mutants(design, folder, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a core has ROMs: a loadable one may have none. */
  private static boolean hasRom(EmittedDesign design) {
    return design.verilog().containsKey(ROM_FILE);
  }

  /** The mutants, by number from 1. */
  public List<Mutant> all() {
    return all;
  }

  /**
   * The core, with {@link #SELECT} as its last pin.
   *
   * @param images folder of the memory images of a model
   */
  public VerilatedModel verilated(Path images, VerilatedOptions options) {
    List<Port> ports = new ArrayList<>(design.ports());
    ports.add(Port.input(SELECT, SELECT_BITS));
    List<Path> files = new ArrayList<>(List.of(folder.resolve(FILE)));
    if (hasRom(design)) {
      files.add(folder.resolve(ROM_FILE));
    }
    return VerilatedModel.build(
        new VerilatedSource(design.top(), files, Optional.of(images), ports, options));
  }

  /** Whether a proof shows that a mutant does what the core does. */
  public boolean equivalent(Mutant mutant) {
    return EquivalenceProof.shows(folder, design.top(), mutant);
  }
}
