package org.kcpfpga.verify.cosim;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.kcpfpga.accuracy.Mismatch;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.BeatFormat;
import org.kcpfpga.verilated.Beats;

/**
 * A run of the cycle model, from a reset on: the pins that any implementation of the core must show
 * too, and whether their values are those of the functional model.
 */
public final class ModelRun {
  /** Cycles of a block. */
  private static final int BLOCK = 8192;

  /**
   * What the functional model says of the run.
   *
   * @param steps delivered
   * @param windows accepted accesses to the state windows
   * @param wrong values and states that differ
   * @param first the first of them, or null
   * @param saturations clipped values by stage
   */
  public record Verdict(
      long steps, int windows, long wrong, Mismatch first, Map<String, Long> saturations) {}

  private final CycleModel cycle;
  private final BeatFormat format;
  private final Expectation expected;
  private final Stimulus stimulus;
  private final long begin;

  /** A run on a model that may have run before: the pins begin with a reset. */
  public ModelRun(
      Deployment deployment, CycleModel cycle, Beats beats, Expectation expected, Traffic traffic) {
    this.cycle = cycle;
    this.format = new BeatFormat(deployment.plan());
    this.expected = expected;
    // a cycle of reset that is not compared: what it shows is left from before
    cycle.run(1, new int[cycle.inputWords()], new int[cycle.outputWords()]);
    this.begin = cycle.cycles();
    int outputs = expected.steps() * format.outputBeats();
    this.stimulus = new Stimulus(deployment, beats, outputs, traffic);
  }

  /** A run of whole frames on a new model. */
  static ModelRun of(Deployment deployment, List<Frame> frames, Traffic traffic) {
    CycleModel cycle = new CycleModel(deployment.plan(), deployment.quantised());
    Beats beats = new BeatFormat(deployment.plan()).pack(frames);
    return new ModelRun(deployment, cycle, beats, new Replay(deployment, frames), traffic);
  }

  /** Sets the probability that registers are visited before a frame, and returns this run. */
  public ModelRun visiting(double probability) {
    stimulus.visits(probability);
    return this;
  }

  public boolean finished() {
    return stimulus.finished();
  }

  /** The cycles to come, some thousands unless the run ends. */
  public PinBlock next() {
    return next(BLOCK);
  }

  /** The cycles to come, at most so many. */
  public PinBlock next(int most) {
    int in = cycle.inputWords();
    int out = cycle.outputWords();
    int[] inputs = new int[most * in];
    int[] outputs = new int[most * out];
    int[] pinsIn = new int[in];
    int[] pinsOut = new int[out];
    int cycles = 0;
    while (cycles < most && !stimulus.finished()) {
      stimulus.drive(pinsIn);
      cycle.run(1, pinsIn, pinsOut);
      stimulus.observe(pinsOut);
      System.arraycopy(pinsIn, 0, inputs, cycles * in, in);
      System.arraycopy(pinsOut, 0, outputs, cycles * out, out);
      cycles++;
    }
    return new PinBlock(
        cycles, Arrays.copyOf(inputs, cycles * in), Arrays.copyOf(outputs, cycles * out));
  }

  /** Cycles so far. */
  public long cycles() {
    return cycle.cycles() - begin;
  }

  /** The step whose output was due in a cycle of this run. */
  long stepAt(long at) {
    return stimulus.stepAt(at);
  }

  /** What the functional model says, at the end. */
  public Verdict verdict() {
    Expectation.Outcome outcome = expected.after(stimulus.accesses());
    List<int[]> received = stimulus.received();
    int beats = format.outputBeats();
    long wrong = outcome.wrongStates();
    Mismatch first = outcome.first();
    for (int step = 0; step < outcome.hidden().size(); step++) {
      int[] h = outcome.hidden().get(step);
      for (int e = 0; e < h.length; e++) {
        int beat = step * beats + e / format.outputLanes();
        boolean there = beat < received.size();
        int value = there ? format.output(received.get(beat), 0, e % format.outputLanes()) : 0;
        if (!there || value != h[e]) {
          wrong++;
          String found = there ? String.valueOf(value) : "nothing";
          first =
              first != null
                  ? first
                  : new Mismatch(-1, step, "h[" + e + "]", String.valueOf(h[e]), found);
        }
      }
    }
    wrong += Math.max(0, received.size() - (long) outcome.hidden().size() * beats);
    return new Verdict(
        received.size() / Math.max(1, beats),
        outcome.windows(),
        wrong,
        first,
        outcome.saturations());
  }
}
