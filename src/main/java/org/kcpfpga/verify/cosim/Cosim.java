package org.kcpfpga.verify.cosim;

import java.util.List;
import java.util.Locale;
import org.kcpfpga.accuracy.Mismatch;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.BeatFormat;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.Beats;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedFailure;
import org.kcpfpga.wave.ComparedWave;
import org.kcpfpga.wave.InnerSignals;
import org.kcpfpga.wave.Wave;

/**
 * Lock-step co-simulation: the same pins into cycle model and Verilated RTL, every output pin of
 * every cycle compared; the values that come out, and states that are read, are compared with the
 * functional model.
 */
public final class Cosim {
  /** Cycles of a block when all signals within the RTL are written: much text. */
  private static final int TRACED_BLOCK = 64;

  private final VerilatedModel rtl;
  private final ModelRun model;
  private final AcceleratorPlan plan;
  private final List<Port> outputs;
  private final BeatFormat format;
  private LoadFault fault;
  private Wave record;
  private ComparedWave wave;
  private long wrongValues;
  private long cycles;
  private long mismatchedCycles;
  private Mismatch first;

  private Cosim(Deployment deployment, VerilatedModel rtl, ModelRun model) {
    this.rtl = rtl;
    this.model = model;
    this.format = new BeatFormat(deployment.plan());
    this.plan = deployment.plan();
    this.outputs = Port.only(TopPorts.of(plan), false);
  }

  /**
   * Runs whole frames.
   *
   * @param rtl a Verilated core; it begins with a reset
   * @param traffic gaps and stalls; also the seed of what is done to the registers
   */
  public static CosimResult run(
      Deployment deployment, VerilatedModel rtl, List<Frame> frames, Traffic traffic) {
    return of(deployment, rtl, frames, traffic).run();
  }

  /** A run of whole frames that is yet to begin. */
  public static Cosim of(
      Deployment deployment, VerilatedModel rtl, List<Frame> frames, Traffic traffic) {
    return new Cosim(deployment, rtl, ModelRun.of(deployment, frames, traffic));
  }

  /** Whether one bit is wrong in what a loadable core is given, while the models are right. */
  public Cosim withLoadFault(boolean planted) {
    fault = planted ? new LoadFault(plan) : null;
    return this;
  }

  /**
   * Writes the pins of both into a wave, if it is wanted.
   *
   * @param kept if it is to have what is within the RTL, that must be built with trace
   */
  public Cosim into(Wave kept) {
    record = kept.wanted() ? kept : null;
    return this;
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
    CycleModel cycle = new CycleModel(deployment.plan(), deployment.quantised());
    return run(deployment, rtl, new ModelRun(deployment, cycle, beats, expected, traffic));
  }

  /** Runs what a model runs. */
  static CosimResult run(Deployment deployment, VerilatedModel rtl, ModelRun model) {
    return new Cosim(deployment, rtl, model).run();
  }

  /** Runs to the end. */
  public CosimResult run() {
    // Registers are undefined before the first clock edge in reset, so that one is not compared.
    rtl.run(1, new int[rtl.inputs().words()], new int[rtl.outputs().words()]);
    beginWave();
    while (!model.finished()) {
      PinBlock block = inner() ? model.next(TRACED_BLOCK) : model.next();
      int[] inputs = block.inputs().clone();
      if (fault != null) {
        fault.plant(inputs);
      }
      compare(block, found(block, inputs));
    }
    ModelRun.Verdict verdict = model.verdict();
    return new CosimResult(
        cycles,
        verdict.steps(),
        verdict.windows(),
        mismatchedCycles,
        verdict.wrong() + wrongValues,
        first == null ? verdict.first() : first,
        verdict.saturations());
  }

  private void beginWave() {
    if (record != null) {
      InnerSignals signals = inner() ? new InnerSignals(rtl.traceText(), rtl.top()) : null;
      wave = new ComparedWave(record, TopPorts.of(plan), fault != null, signals);
    }
  }

  private boolean inner() {
    return record != null && record.inner();
  }

  /** What the RTL answers; if it stops, what it did until then is in the wave. */
  private int[] found(PinBlock block, int[] inputs) {
    if (wave == null) {
      return block.of(rtl, inputs);
    }
    long before = rtl.cycles();
    int[] found = new int[block.outputs().length];
    try {
      rtl.run(block.cycles(), inputs, found);
    } catch (VerilatedFailure e) {
      record(block, inputs, found, (int) (rtl.cycles() - before));
      throw e;
    }
    record(block, inputs, found, block.cycles());
    return found;
  }

  private void record(PinBlock block, int[] inputs, int[] found, int cycles) {
    String changes = inner() ? rtl.takeTrace() : null;
    wave.add(
        new ComparedWave.Pins(cycles, block.inputs(), block.outputs(), inputs, found, changes));
  }

  private void compare(PinBlock block, int[] found) {
    for (int cycle = 0; cycle < block.cycles(); cycle++) {
      if (!block.same(cycle, found)) {
        mismatchedCycles++;
        wrongValues += wrongValues(block, found, cycle);
        if (first == null) {
          first = locate(block.outputs(), found, cycle * block.outputWords(), cycles + cycle);
        }
      }
    }
    cycles += block.cycles();
  }

  /** Values that the model delivers in a cycle and the RTL does not. */
  private int wrongValues(PinBlock block, int[] found, int cycle) {
    int in = cycle * rtl.inputs().words() + rtl.inputs().offset("m_axis_tready");
    int out = cycle * block.outputWords();
    int valid = out + rtl.outputs().offset("m_axis_tvalid");
    if (block.inputs()[in] == 0 || block.outputs()[valid] == 0) {
      return 0;
    }
    int data = out + rtl.outputs().offset("m_axis_tdata");
    int wrong = 0;
    for (int lane = 0; lane < format.outputLanes(); lane++) {
      int expected = format.output(block.outputs(), data, lane);
      wrong += found[valid] == 0 || format.output(found, data, lane) != expected ? 1 : 0;
    }
    return wrong;
  }

  private Mismatch locate(int[] expected, int[] found, int from, long at) {
    for (Port port : outputs) {
      int offset = from + rtl.outputs().offset(port.name());
      for (int word = 0; word < port.words(); word++) {
        if (expected[offset + word] != found[offset + word]) {
          return new Mismatch(
              at,
              model.stepAt(at),
              port.name(),
              String.format(Locale.ROOT, "%08x", expected[offset + word]),
              String.format(Locale.ROOT, "%08x", found[offset + word]));
        }
      }
    }
    throw new IllegalStateException("a difference outside all pins");
  }
}
