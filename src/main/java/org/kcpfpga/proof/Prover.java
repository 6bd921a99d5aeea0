package org.kcpfpga.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.gates.Yosys;

/** Carries out proofs about one core, each in a folder of its own. */
public final class Prover {
  private static final String TWINS = "twins";
  private static final String REGISTERS = "registers.svh";
  private static final String SCRIPT = "prove.ys";
  static final String MODEL = "model.smt2";

  /**
   * Most steps of the solver for one question, as z3's {@code rlimit} counts them, which can hold
   * no more: the same on every machine however busy it is, as no limit in seconds would be. The
   * proofs of the tests need up to 10 million.
   */
  public static final long LIMIT = 4_000_000_000L;

  /** The runs of a proof, each with its trace if it failed; the last one tells most. */
  private static final List<String> RUNS = List.of("search", "base", "step", "cover");

  private final Path properties;
  private final Path core;
  private final Path folder;
  private final long limit;

  /**
   * @param properties the folder {@code hdl/formal}
   * @param core the folder with the Verilog of the core
   * @param folder where proofs leave their files
   * @param limit most steps of the solver for one question, at most {@link #LIMIT}
   */
  public Prover(Path properties, Path core, Path folder, long limit) {
    this.properties = properties;
    this.core = core;
    this.folder = folder;
    this.limit = limit;
  }

  /** Carries out a proof; what it leaves is in the folder of its name. */
  public ProofResult prove(Proof proof) {
    long begin = System.nanoTime();
    Path place = folder.resolve(proof.name());
    try {
      String failure = failure(proof, place);
      double seconds = (System.nanoTime() - begin) / 1e9;
      Path trace = failure == null ? null : trace(place);
      return new ProofResult(proof, failure == null, failure, trace, seconds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The trace that tells most, or null. */
  private static Path trace(Path place) {
    return RUNS.stream()
        .map(run -> place.resolve(run + ".vcd"))
        .filter(Files::exists)
        .findFirst()
        .orElse(null);
  }

  /** What fails, or null. */
  private String failure(Proof proof, Path place) throws IOException {
    prepare(proof, place);
    String unbuilt = build(place);
    if (unbuilt == null && proof.wrapper().equals(TWINS)) {
      String model = Files.readString(place.resolve(MODEL));
      Files.writeString(place.resolve(REGISTERS), Registers.equal(model));
      unbuilt = build(place);
    }
    if (unbuilt != null) {
      return unbuilt;
    }
    return new Solver(place, limit, Script.whole(proof)).answer(proof);
  }

  /** Makes the model; returns what hinders it, or null. */
  private String build(Path place) {
    Yosys.Result built = Yosys.attempt(place, List.of("script " + SCRIPT));
    return built.good() ? null : "Yosys: " + built.error();
  }

  private void prepare(Proof proof, Path place) throws IOException {
    Files.createDirectories(place);
    for (String run : RUNS) {
      Files.deleteIfExists(place.resolve(run + ".vcd"));
    }
    Files.writeString(place.resolve("plan.svh"), proof.setting());
    Files.writeString(place.resolve(REGISTERS), "");
    List<String> copied = new ArrayList<>(Script.COMMON);
    copied.add(Script.source(proof));
    for (String name : copied) {
      Files.writeString(place.resolve(name), Files.readString(properties.resolve(name)));
    }
    Files.writeString(place.resolve(SCRIPT), Script.text(proof, place, core));
  }
}
