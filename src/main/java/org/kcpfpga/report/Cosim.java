package org.kcpfpga.report;

import java.util.Arrays;
import java.util.List;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.host.BeatFormat;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.host.Frame;
import org.kcpfpga.host.Traffic;
import org.kcpfpga.plan.Port;
import org.kcpfpga.plan.TopPorts;
import org.kcpfpga.verilated.Beats;
import org.kcpfpga.verilated.VerilatedModel;

/**
 * Lock-step co-simulation: the same pins into cycle model and Verilated RTL, every output pin of
 * every cycle compared; the values that come out, and states that are read, are compared with the
 * functional model.
 */
public final class Cosim {
  /** Cycles per bulk call. */
  private static final int CHUNK = 8192;

  private final Deployment deployment;
  private final VerilatedModel rtl;
  private final CycleModel cycle;
  private final BeatFormat format;
  private final List<Port> outputs;
  private long mismatchedCycles;
  private Mismatch first;

  private Cosim(Deployment deployment, VerilatedModel rtl) {
    this.deployment = deployment;
    this.rtl = rtl;
    this.cycle = new CycleModel(deployment.plan(), deployment.quantised());
    this.format = new BeatFormat(deployment.plan());
    this.outputs = TopPorts.of(deployment.plan()).stream().filter(port -> !port.input()).toList();
  }

  /**
   * Runs whole frames.
   *
   * @param rtl a Verilated core that was just loaded
   * @param traffic gaps and stalls; also the seed of what is done to the registers
   */
  public static CosimResult run(
      Deployment deployment, VerilatedModel rtl, List<Frame> frames, Traffic traffic) {
    Beats beats = new BeatFormat(deployment.plan()).pack(frames);
    return run(deployment, rtl, beats, frames, traffic);
  }

  /**
   * Runs any beats, whole frames or not.
   *
   * @param frames those of them that are not dropped
   */
  public static CosimResult run(
      Deployment deployment, VerilatedModel rtl, Beats beats, List<Frame> frames, Traffic traffic) {
    return run(deployment, rtl, beats, new Replay(deployment, frames), traffic);
  }

  static CosimResult run(
      Deployment deployment,
      VerilatedModel rtl,
      Beats beats,
      Expectation expected,
      Traffic traffic) {
    return new Cosim(deployment, rtl).run(beats, expected, traffic);
  }

  private CosimResult run(Beats beats, Expectation expected, Traffic traffic) {
    Stimulus stimulus =
        new Stimulus(deployment, beats, expected.steps() * format.outputBeats(), traffic);
    int in = rtl.inputs().words();
    int out = rtl.outputs().words();
    int[] inputs = new int[CHUNK * in];
    int[] fromCycle = new int[CHUNK * out];
    int[] pinsIn = new int[in];
    int[] pinsOut = new int[out];
    // Registers are undefined before the first clock edge in reset, so that one is not compared.
    rtl.run(1, pinsIn, pinsOut);
    while (!stimulus.finished()) {
      int cycles = 0;
      while (cycles < CHUNK && !stimulus.finished()) {
        stimulus.drive(pinsIn);
        cycle.run(1, pinsIn, pinsOut);
        stimulus.observe(pinsOut);
        System.arraycopy(pinsIn, 0, inputs, cycles * in, in);
        System.arraycopy(pinsOut, 0, fromCycle, cycles * out, out);
        cycles++;
      }
      long begin = cycle.cycles() - cycles;
      int[] fromRtl = new int[cycles * out];
      rtl.run(cycles, Arrays.copyOf(inputs, cycles * in), fromRtl);
      compare(fromCycle, fromRtl, cycles, begin, stimulus);
    }
    Expectation.Outcome outcome = expected.after(stimulus.accesses());
    first = first == null ? outcome.first() : first;
    long wrong = outcome.wrongStates() + wrongValues(outcome.hidden(), stimulus.received());
    return new CosimResult(
        cycle.cycles(),
        stimulus.received().size() / Math.max(1, format.outputBeats()),
        outcome.windows(),
        mismatchedCycles,
        wrong,
        first);
  }

  private void compare(int[] model, int[] rtlWords, int cycles, long begin, Stimulus stimulus) {
    int words = rtl.outputs().words();
    for (int c = 0; c < cycles; c++) {
      boolean same =
          Arrays.equals(model, c * words, (c + 1) * words, rtlWords, c * words, (c + 1) * words);
      if (!same) {
        mismatchedCycles++;
        if (first == null) {
          first = locate(model, rtlWords, c * words, begin + c, stimulus);
        }
      }
    }
  }

  private Mismatch locate(int[] model, int[] rtlWords, int from, long at, Stimulus stimulus) {
    for (Port port : outputs) {
      int offset = from + rtl.outputs().offset(port.name());
      for (int word = 0; word < (port.width() + 31) / 32; word++) {
        if (model[offset + word] != rtlWords[offset + word]) {
          return new Mismatch(
              at,
              stimulus.stepAt(at),
              port.name(),
              String.format("%08x", model[offset + word]),
              String.format("%08x", rtlWords[offset + word]));
        }
      }
    }
    throw new IllegalStateException("a difference outside all pins");
  }

  private long wrongValues(List<int[]> expected, List<int[]> received) {
    long wrong = 0;
    int beats = format.outputBeats();
    for (int step = 0; step < expected.size(); step++) {
      for (int e = 0; e < expected.get(step).length; e++) {
        int beat = step * beats + e / format.outputLanes();
        boolean there = beat < received.size();
        int value = there ? format.output(received.get(beat), 0, e % format.outputLanes()) : 0;
        if (!there || value != expected.get(step)[e]) {
          wrong++;
          if (first == null) {
            first =
                new Mismatch(
                    -1,
                    step,
                    "h[" + e + "]",
                    String.valueOf(expected.get(step)[e]),
                    there ? String.valueOf(value) : "nothing");
          }
        }
      }
    }
    return wrong + Math.max(0, received.size() - (long) expected.size() * beats);
  }
}
