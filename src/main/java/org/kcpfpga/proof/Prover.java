package org.kcpfpga.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Carries out proofs about one core, each in a folder of its own. */
public final class Prover {
  private static final List<String> COMMON = List.of("harness.svh", "memories.sv");
  private static final String TWINS = "twins";
  private static final String REGISTERS = "registers.svh";
  private static final String MODEL = "model.smt2";
  private static final String TRACE = "trace.vcd";

  private final Path properties;
  private final Path core;
  private final Path folder;
  private final int limit;

  /**
   * @param properties the folder {@code hdl/formal}
   * @param core the folder with the Verilog of the core
   * @param folder where proofs leave their files
   * @param limit seconds that a step of a proof may take
   */
  public Prover(Path properties, Path core, Path folder, int limit) {
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
      Path trace = place.resolve(TRACE);
      boolean shown = failure != null && Files.exists(trace);
      double seconds = (System.nanoTime() - begin) / 1e9;
      return new ProofResult(proof, failure == null, failure, shown ? trace : null, seconds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What fails, or null. */
  private String failure(Proof proof, Path place) throws IOException {
    prepare(proof, place);
    Tool tool = new Tool(place, limit);
    String unbuilt = build(tool);
    if (unbuilt == null && proof.wrapper().equals(TWINS)) {
      String model = Files.readString(place.resolve(MODEL));
      Files.writeString(place.resolve(REGISTERS), Registers.equal(model));
      unbuilt = build(tool);
    }
    if (unbuilt != null) {
      return unbuilt;
    }
    for (List<String> options : solverRuns(proof)) {
      Tool.Result solved = tool.run("solver" + options.get(0) + ".log", solver(options));
      if (!solved.ended()) {
        return noAnswer();
      }
      if (solved.exitCode() != 0) {
        return Verdict.of(solved.text());
      }
    }
    return null;
  }

  /** Makes the model; returns what hinders it, or null. */
  private String build(Tool tool) throws IOException {
    Tool.Result built = tool.run("yosys.log", List.of("yosys", "-q", "prove.ys"));
    if (!built.ended()) {
      return noAnswer();
    }
    return built.exitCode() == 0 ? null : "Yosys: " + built.line("ERROR");
  }

  private String noAnswer() {
    return "no answer in " + limit + " s";
  }

  private void prepare(Proof proof, Path place) throws IOException {
    Files.createDirectories(place);
    Files.deleteIfExists(place.resolve(TRACE));
    Files.writeString(place.resolve("plan.svh"), proof.setting());
    Files.writeString(place.resolve(REGISTERS), "");
    List<String> copied = new ArrayList<>(COMMON);
    copied.add(proof.wrapper() + ".sv");
    for (String name : copied) {
      Files.writeString(place.resolve(name), Files.readString(properties.resolve(name)));
    }
    Files.writeString(place.resolve("prove.ys"), script(proof, place));
  }

  private String script(Proof proof, Path place) throws IOException {
    Path relative = place.toAbsolutePath().relativize(core.toAbsolutePath());
    String verilog;
    try (Stream<Path> files = Files.list(core)) {
      verilog =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".v") && !name.startsWith("kcp_"))
              .sorted()
              .map(name -> relative.resolve(name).toString())
              .collect(Collectors.joining(" "));
    }
    return String.join(
        "\n",
        "read_verilog -sv -formal memories.sv " + proof.wrapper() + ".sv",
        "read_verilog " + verilog,
        "hierarchy -check -top " + proof.wrapper() + "_proof",
        "proc",
        "flatten",
        "select -assert-none a:hierconn",
        "opt -full",
        "opt_clean -purge",
        "check -assert",
        "async2sync",
        "dffunmap",
        "write_smt2 -wires " + MODEL,
        "");
  }

  /** The runs of the solver; the name of each comes first. */
  private static List<List<String>> solverRuns(Proof proof) {
    String steps = String.valueOf(proof.steps());
    return switch (proof.mode()) {
      case COVER -> List.of(List.of("-c", "-c", "-t", steps));
      case BOUNDED -> List.of(List.of("", "--presat", "-t", steps));
      case INDUCTION ->
          List.of(List.of("", "--presat", "-t", steps), List.of("-i", "-i", "-t", steps));
    };
  }

  private static List<String> solver(List<String> options) {
    List<String> words =
        new ArrayList<>(List.of("yosys-smtbmc", "-s", "z3", "--unroll", "--noprogress"));
    words.addAll(options.subList(1, options.size()));
    words.addAll(List.of("--dump-vcd", TRACE, MODEL));
    return words;
  }
}
