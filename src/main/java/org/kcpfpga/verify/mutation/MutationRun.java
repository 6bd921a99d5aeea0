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
import org.kcpfpga.common.Parallel;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.gates.Mutant;
import org.kcpfpga.gates.Mutants;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.verify.Reasons;
import org.kcpfpga.verify.cosim.SaturatingModel;

/** Tries whether co-simulation sees small mistakes in the hardware. */
public final class MutationRun {
  /** Of the factors of every further model, the part that stands at an edge of the range. */
  private static final double[] EXTREME = {0, 0.7, 1};

  private final Mutants mutants;
  private final Consumer<String> progress;
  private final List<MutationBench> benches = new ArrayList<>();

  private MutationRun(Mutants mutants, Consumer<String> progress) {
    this.mutants = mutants;
    this.progress = progress;
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
   * @param refuted mutants that were seen, although there is a reason why they cannot be, with it
   * @param cycles of all runs of one mutant
   */
  public record Outcome(
      Map<String, Score> places,
      List<Mutant> equivalent,
      Map<Mutant, String> explained,
      List<Mutant> survivors,
      Map<Mutant, String> refuted,
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
    Deployment drawn = SaturatingModel.of(deployment);
    Mutants mutants = Mutants.of(Emitter.emit(drawn.core()), folder, count, seed);
    MutationRun run = new MutationRun(mutants, progress);
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
    List<Mutant> unseen = mutants.all();
    for (MutationBench.Part part : MutationBench.Part.values()) {
      for (MutationBench bench : benches) {
        progress.accept("running " + unseen.size() + " mutants");
        unseen = bench.unseen(part, unseen);
      }
    }
    return unseen;
  }

  private Outcome outcome(String design, List<Mutant> unseen, Reasons reasons) {
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
    Map<Mutant, String> refuted = new LinkedHashMap<>();
    for (Mutant mutant : mutants.all()) {
      boolean seen = !unseen.contains(mutant);
      if (!equivalent.contains(mutant)) {
        Score before = places.getOrDefault(mutant.place(), new Score(0, 0));
        places.put(mutant.place(), before.plus(seen));
      }
      String reason = reasons.of(design + " " + mutant);
      if (seen && reason != null) {
        refuted.put(mutant, reason);
      }
    }
    long cycles = benches.stream().mapToLong(MutationBench::cycles).sum();
    return new Outcome(places, equivalent, explained, survivors, refuted, cycles);
  }
}
