package org.kcpfpga.verify.cosim;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.kcpfpga.accuracy.Mismatch;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.verilated.VerilatedModel;

/** One core in lock step for a very long time, run after run, each from a reset on. */
public final class Soak {
  /** Frames of a run. */
  private static final int FRAMES = 2000;

  private static final long PATIENCE = 10_000_000;

  private Soak() {}

  /**
   * What is to be reached.
   *
   * @param cycles at least so many
   * @param frames and so many
   */
  public record Goal(long cycles, long frames) {}

  /**
   * How far it went.
   *
   * @param cycles compared
   * @param steps delivered
   * @param heapMegabytes in use after a collection, at the end
   * @param early the same after the first run
   * @param first the first difference, which ends it, or null
   */
  public record Outcome(long cycles, long steps, long early, long heapMegabytes, Mismatch first) {}

  /**
   * Runs until the goal or a difference is met.
   *
   * @param progress is told after every run
   */
  public static Outcome run(
      Deployment deployment, VerilatedModel rtl, Goal goal, long seed, Consumer<Outcome> progress) {
    CycleModel cycle = new CycleModel(deployment.plan(), deployment.quantised());
    SplittableRandom random = new SplittableRandom(seed);
    Outcome soFar = new Outcome(0, 0, 0, 0, null);
    while (soFar.first() == null
        && (soFar.cycles() < goal.cycles() || soFar.steps() < goal.frames())) {
      RandomFrames source = new RandomFrames(deployment, random);
      List<Frame> frames = source.whole(FRAMES);
      Traffic traffic = new Traffic(rate(random), rate(random), random.nextLong(), PATIENCE);
      Replay expected = new Replay(deployment, frames);
      CosimResult result =
          Cosim.run(
              deployment,
              rtl,
              new ModelRun(deployment, cycle, source.withWrongLengths(frames), expected, traffic));
      long heap = heapMegabytes();
      soFar =
          new Outcome(
              soFar.cycles() + result.cycles(),
              soFar.steps() + result.steps(),
              soFar.early() == 0 ? heap : soFar.early(),
              heap,
              result.first());
      progress.accept(soFar);
    }
    return soFar;
  }

  /** Half of the runs go without gaps, or without stalls. */
  private static double rate(SplittableRandom random) {
    return random.nextBoolean() ? 0 : random.nextDouble(0.8);
  }

  private static long heapMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
