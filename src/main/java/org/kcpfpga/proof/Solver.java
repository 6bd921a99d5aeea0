package org.kcpfpga.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kcpfpga.verilated.build.Command;

/**
 * Asks z3 about the model of a proof.
 *
 * @param place where the model is
 * @param limit most steps of the solver for one question
 * @param bits whether the model is one of single bits
 */
record Solver(Path place, long limit, boolean bits) {
  /** Steps from reset in which a failure is looked for that induction has found elsewhere. */
  private static final int SEARCH = 30;

  /** z3's SAT solver: for words it is slower than its general one, for bits faster. */
  private static final List<String> SAT =
      List.of("-S", "sat.euf=true", "-S", "tactic.default_tactic=smt");

  /** One question about all steps, instead of one a step; z3 chooses how to answer it. */
  private static final String ONCE = "--noincr";

  /** What z3 says when it has used up its steps. */
  private static final String GIVEN_UP = "solver: unknown";

  /** What fails, or null. */
  String answer(Proof proof) throws IOException {
    String steps = String.valueOf(proof.steps());
    return switch (proof.mode()) {
      case COVER -> run("cover", "-c", "-t", steps);
      case BOUNDED -> run("base", ONCE, "-t", "0:" + steps + ":" + steps);
      case INDUCTION -> induction(steps);
      // what has no model is proven once it is built
      case STRUCTURE -> null;
    };
  }

  /** Where a step from any state fails, a run from reset that fails tells more, if there is one. */
  private String induction(String steps) throws IOException {
    String base = run("base", "--presat", "-t", steps);
    if (base != null) {
      return base;
    }
    String step = run("step", "-i", "-t", steps);
    if (step == null || step.equals(noAnswer())) {
      return step;
    }
    String real = run("search", "-t", String.valueOf(SEARCH));
    boolean found = real != null && !real.equals(noAnswer());
    return found ? real : step + " (induction does not close)";
  }

  /** What fails, or null; {@code name} is that of the run. */
  private String run(String name, String... options) throws IOException {
    List<String> words =
        new ArrayList<>(List.of("yosys-smtbmc", "-s", "z3", "--unroll", "--noprogress"));
    words.addAll(List.of(options));
    words.addAll(List.of("-S", "rlimit=" + limit));
    words.addAll(bits && !words.contains(ONCE) ? SAT : List.of());
    words.addAll(List.of("--dump-vcd", name + ".vcd", Prover.MODEL));
    Command.Result solved = Command.run(place, words);
    Files.writeString(place.resolve(name + ".log"), solved.text());
    if (solved.exitCode() == 0) {
      return null;
    }
    return solved.text().contains(GIVEN_UP) ? noAnswer() : Verdict.of(solved.text());
  }

  /** What counts as failure if there is none within the limit. */
  private String noAnswer() {
    return String.format(Locale.ROOT, "no answer within %,d steps of z3", limit);
  }
}
