package org.kcpfpga.verify.cosim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.kcpfpga.accuracy.EngineRun;
import org.kcpfpga.common.Parallel;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.RandomDesign;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.StreamStalled;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedFailure;
import org.kcpfpga.verilated.build.VerilatedOptions;

/** Co-simulation of random designs with random models, frames, gaps, stalls and registers. */
public final class RandomCosim {
  private static final int STEPS = 10;

  /** Probabilities of gaps and stalls among which a case draws. */
  private static final double[] RATES = {0, 0.3, 0.6};

  private RandomCosim() {}

  /**
   * One random design.
   *
   * @param seed of everything in it
   * @param design what was drawn
   * @param result what its co-simulation gave
   */
  public record Case(long seed, Design design, CosimResult result) {}

  /**
   * What many cases gave together.
   *
   * @param first the first difference, with its seed and design; null if there is none
   */
  public record Total(
      long steps,
      long cycles,
      long windows,
      long mismatchedCycles,
      long mismatchedValues,
      String first) {

    /** The sums over the cases. */
    public static Total of(List<Case> cases) {
      return new Total(
          sum(cases, CosimResult::steps),
          sum(cases, CosimResult::cycles),
          sum(cases, CosimResult::windows),
          sum(cases, CosimResult::mismatchedCycles),
          sum(cases, CosimResult::mismatchedValues),
          cases.stream()
              .filter(one -> !one.result().equal())
              .findFirst()
              .map(one -> "seed " + one.seed() + ", " + one.design() + ": " + one.result().first())
              .orElse(null));
    }

    /** The sums of two; the first difference is that of {@code this} if it has one. */
    public Total plus(Total later) {
      return new Total(
          steps + later.steps,
          cycles + later.cycles,
          windows + later.windows,
          mismatchedCycles + later.mismatchedCycles,
          mismatchedValues + later.mismatchedValues,
          first == null ? later.first : first);
    }

    private static long sum(List<Case> cases, ToLongFunction<CosimResult> figure) {
      return cases.stream().map(Case::result).mapToLong(figure).sum();
    }
  }

  /**
   * Many cases, of the seeds from {@code seed} on, some at a time.
   *
   * @param done is told of each case, in order
   */
  public static List<Case> run(int count, long seed, int threads, Consumer<Case> done) {
    List<Callable<Case>> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long own = seed + i;
      cases.add(() -> run(own));
    }
    return Parallel.run(Math.min(count, threads), cases, done);
  }

  /** The kinds with the equations of a random design take turns, from seed to seed. */
  private static Design withFunctions(Design design, long seed) {
    List<CellKind> kinds = design.cell().sameEquations();
    return design.withCell(kinds.get((int) Math.floorMod(seed, (long) kinds.size())));
  }

  /** Every part for a system in a third of the cases. */
  private static Design withParts(Design design, long seed) {
    SplittableRandom drawn = new SplittableRandom(-1 - seed);
    return design.withSystem(
        Stream.of(SystemPart.values())
            .filter(part -> drawn.nextInt(3) == 0)
            .toArray(SystemPart[]::new));
  }

  /** The case of a seed. */
  public static Case run(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Design design = withParts(withFunctions(RandomDesign.of(random, "random"), seed), seed);
    try {
      Model model = Model.random(design.cell(), design.input(), design.hidden(), 0, seed);
      Deployment deployment = Deployment.of(design, model, samples(design, random));
      RandomFrames source = new RandomFrames(deployment, random);
      List<Frame> frames = source.whole(STEPS);
      double gap = RATES[random.nextInt(RATES.length)];
      double stall = RATES[random.nextInt(RATES.length)];
      long patience = (long) (EngineRun.patience(deployment) / (1 - gap) / (1 - stall));
      try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
        CosimResult result =
            Cosim.run(
                deployment,
                rtl,
                source.withWrongLengths(frames),
                frames,
                new Traffic(gap, stall, seed, patience));
        return new Case(seed, design, result);
      }
    } catch (StreamStalled | VerilatedFailure e) {
      throw new VerilatedFailure("seed " + seed + ", " + design + ": " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new IllegalStateException("seed " + seed + ", " + design + ": " + e.getMessage(), e);
    }
  }

  private static Tensor samples(Design design, SplittableRandom random) {
    int[] shape = {2, 3, design.inSize()};
    return Tensor.of(shape, random.doubles(6L * design.inSize()).toArray());
  }
}
