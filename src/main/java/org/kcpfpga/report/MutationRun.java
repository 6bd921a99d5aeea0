package org.kcpfpga.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.gates.Mutant;
import org.kcpfpga.gates.Mutants;
import org.kcpfpga.host.Deployment;

/** Tries whether co-simulation sees small mistakes in the hardware. */
public final class MutationRun {
  private final MutationBench bench;

  private MutationRun(MutationBench bench) {
    this.bench = bench;
  }

  /** How many of the mutants of a place were seen. */
  public record Score(int killed, int total) {
    Score plus(boolean dead) {
      return new Score(killed + (dead ? 1 : 0), total + 1);
    }
  }

  /**
   * What was found.
   *
   * @param places scores by instance, without what is equivalent
   * @param equivalent mutants that were proved to change nothing
   * @param explained survivors for which there is a reason, with it
   * @param survivors the other mutants that change something that no run showed
   * @param cycles of all runs of one mutant
   */
  public record Outcome(
      Map<String, Score> places,
      List<Mutant> equivalent,
      Map<Mutant, String> explained,
      List<Mutant> survivors,
      long cycles) {

    /** All places together. */
    public Score all() {
      int killed = places.values().stream().mapToInt(Score::killed).sum();
      return new Score(killed, places.values().stream().mapToInt(Score::total).sum());
    }
  }

  /**
   * Draws mutants and runs them all.
   *
   * @param folder for the files of Yosys
   * @param reasons file of known reasons why some cannot be seen
   * @param progress is told what is being done
   */
  public static Outcome of(
      Deployment deployment,
      Path folder,
      Path reasons,
      int count,
      int seed,
      Consumer<String> progress) {
    progress.accept("drawing mutants");
    // factors that clip in every stage, and small inputs, where nothing does
    Deployment wide = LoudModel.of(LoudModel.wide(deployment, new SplittableRandom(seed)));
    Mutants mutants = Mutants.of(Emitter.emit(wide.core()), folder, count, seed);
    MutationBench bench = new MutationBench(wide, mutants, seed);
    return new MutationRun(bench).all(Reasons.read(reasons), progress);
  }

  private Outcome all(Reasons reasons, Consumer<String> progress) {
    Mutants mutants = bench.mutants();
    progress.accept("running " + mutants.all().size() + " mutants");
    List<Mutant> unseen = bench.unseen(mutants.all());
    progress.accept("proving " + unseen.size() + " mutants equivalent, or not");
    List<Callable<Boolean>> proofs = new ArrayList<>();
    unseen.forEach(mutant -> proofs.add(() -> mutants.equivalent(mutant)));
    List<Boolean> proved =
        Parallel.run(Runtime.getRuntime().availableProcessors(), proofs, done -> {});
    List<Mutant> equivalent = new ArrayList<>();
    Map<Mutant, String> explained = new LinkedHashMap<>();
    List<Mutant> survivors = new ArrayList<>();
    for (int i = 0; i < unseen.size(); i++) {
      Mutant mutant = unseen.get(i);
      if (proved.get(i)) {
        equivalent.add(mutant);
      } else if (reasons.of(mutant.toString()) != null) {
        explained.put(mutant, reasons.of(mutant.toString()));
      } else {
        survivors.add(mutant);
      }
    }
    Map<String, Score> places = new TreeMap<>();
    for (Mutant mutant : mutants.all()) {
      if (!equivalent.contains(mutant)) {
        Score before = places.getOrDefault(mutant.place(), new Score(0, 0));
        places.put(mutant.place(), before.plus(!unseen.contains(mutant)));
      }
    }
    long cycles = bench.cycles();
    return new Outcome(places, equivalent, explained, survivors, cycles);
  }
}
