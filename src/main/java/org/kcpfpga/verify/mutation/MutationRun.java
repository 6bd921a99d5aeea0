package org.kcpfpga.verify.mutation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kcpfpga.common.Parallel;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.gates.Mutant;
import org.kcpfpga.gates.Mutants;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.jobs.Share;
import org.kcpfpga.verify.Reasons;
import org.kcpfpga.verify.cosim.SaturatingModel;

/** Tries whether co-simulation sees small mistakes in the hardware. */
public final class MutationRun {
  /** Of the factors of every further model, the part that stands at an edge of the range. */
  private static final double[] EXTREME = {0, 0.7, 1};

  private final Mutants mutants;
  private final List<Mutant> share;
  private final int threads;
  private final Consumer<String> progress;
  private final List<MutationBench> benches = new ArrayList<>();

  private MutationRun(Mutants mutants, List<Mutant> share, int threads, Consumer<String> progress) {
    this.mutants = mutants;
    this.share = share;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Which mutants.
   *
   * @param count of all
   * @param share of them that is run
   */
  public record Draw(int count, int seed, Share share) {}

  /** How many of the mutants of a place were seen. */
  public record Score(int killed, int total) {
    Score plus(boolean dead) {
      return plus(new Score(dead ? 1 : 0, 1));
    }

    Score plus(Score other) {
      return new Score(killed + other.killed, total + other.total);
    }
  }

  /**
   * What was found.
   *
   * @param places scores by instance, without what is equivalent
   * @param equivalent mutants that were proved to change nothing; all are named by number and place
   * @param explained survivors for which there is a reason, with it
   * @param survivors the other mutants that change something that no run showed
   * @param refuted mutants that were seen, although there is a reason why they cannot be, with it
   * @param cycles of all runs of one mutant
   */
  public record Outcome(
      Map<String, Score> places,
      List<String> equivalent,
      Map<String, String> explained,
      List<String> survivors,
      Map<String, String> refuted,
      long cycles) {

    /** All places together. */
    public Score all() {
      return places.values().stream().reduce(new Score(0, 0), Score::plus);
    }

    /** With the mutants of the next share of the same ones; the runs were the same. */
    public Outcome plus(Outcome next) {
      Map<String, Score> scores = new TreeMap<>(places);
      next.places.forEach((place, score) -> scores.merge(place, score, Score::plus));
      return new Outcome(
          scores,
          joined(equivalent, next.equivalent),
          joined(explained, next.explained),
          joined(survivors, next.survivors),
          joined(refuted, next.refuted),
          cycles);
    }

    private static List<String> joined(List<String> some, List<String> more) {
      return Stream.of(some, more).flatMap(List::stream).toList();
    }

    private static Map<String, String> joined(Map<String, String> some, Map<String, String> more) {
      Map<String, String> all = new LinkedHashMap<>(some);
      all.putAll(more);
      return all;
    }
  }

  /**
   * Draws mutants and runs a share of them.
   *
   * @param folder for the files of Yosys
   * @param reasons file of known reasons why some cannot be seen
   * @param threads mutants at a time
   * @param progress is told what is being done
   */
  public static Outcome of(
      Deployment deployment,
      Path folder,
      Path reasons,
      Draw draw,
      int threads,
      Consumer<String> progress) {
    int seed = draw.seed();
    progress.accept("drawing mutants");
    Deployment drawn = SaturatingModel.of(deployment);
    Mutants mutants = Mutants.of(Emitter.emit(drawn.core()), folder, draw.count(), seed);
    List<Mutant> share = draw.share().of(mutants.all());
    MutationRun run = new MutationRun(mutants, share, threads, progress);
    run.add(drawn, drawn, folder.resolve("drawn"), seed);
    for (double extreme : EXTREME) {
      Deployment wide = SaturatingModel.wide(drawn, extreme, new SplittableRandom(seed));
      run.add(drawn, wide, folder.resolve("extreme" + Math.round(100 * extreme)), seed);
    }
    return run.outcome(deployment.plan().design().name(), run.unseen(), Reasons.read(reasons));
  }

  private void add(Deployment drawn, Deployment model, Path images, int seed) {
    Emitter.write(Emitter.emit(model.core()), images);
    benches.add(new MutationBench(drawn, model, mutants, images, seed + benches.size()));
  }

  /** The mutants that show with the factors of no model: each sees what another masks. */
  private List<Mutant> unseen() {
    List<Mutant> unseen = share;
    for (MutationBench.Part part : MutationBench.Part.values()) {
      for (MutationBench bench : benches) {
        progress.accept("running " + unseen.size() + " mutants");
        unseen = bench.unseen(part, unseen, threads);
      }
    }
    return unseen;
  }

  private Outcome outcome(String design, List<Mutant> unseen, Reasons reasons) {
    progress.accept("proving " + unseen.size() + " mutants equivalent, or not");
    List<Callable<Boolean>> proofs = new ArrayList<>();
    unseen.forEach(mutant -> proofs.add(() -> mutants.equivalent(mutant)));
    List<Boolean> proved = Parallel.run(threads, proofs, done -> {});
    List<String> equivalent = new ArrayList<>();
    Map<String, String> explained = new LinkedHashMap<>();
    List<String> survivors = new ArrayList<>();
    for (int i = 0; i < unseen.size(); i++) {
      String mutant = unseen.get(i).toString();
      String reason = reasons.of(design + " " + mutant);
      if (proved.get(i)) {
        equivalent.add(mutant);
      } else if (reason != null) {
        explained.put(mutant, reason);
      } else {
        survivors.add(mutant);
      }
    }
    Map<String, Score> places = new TreeMap<>();
    Map<String, String> refuted = new LinkedHashMap<>();
    for (Mutant mutant : share) {
      boolean seen = !unseen.contains(mutant);
      if (!equivalent.contains(mutant.toString())) {
        Score before = places.getOrDefault(mutant.place(), new Score(0, 0));
        places.put(mutant.place(), before.plus(seen));
      }
      String reason = reasons.of(design + " " + mutant);
      if (seen && reason != null) {
        refuted.put(mutant.toString(), reason);
      }
    }
    long cycles = benches.stream().mapToLong(MutationBench::cycles).sum();
    return new Outcome(places, equivalent, explained, survivors, refuted, cycles);
  }
}
