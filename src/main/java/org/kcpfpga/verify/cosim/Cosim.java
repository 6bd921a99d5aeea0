package org.kcpfpga.verify.cosim;

import java.util.List;
import java.util.Locale;
import org.kcpfpga.accuracy.Mismatch;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.BeatFormat;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.Beats;
import org.kcpfpga.verilated.VerilatedModel;

/**
 * Lock-step co-simulation: the same pins into cycle model and Verilated RTL, every output pin of
 * every cycle compared; the values that come out, and states that are read, are compared with the
 * functional model.
 */
public final class Cosim {
  private final VerilatedModel rtl;
  private final ModelRun model;
  private final List<Port> outputs;
  private final LoadFault fault;
  private final BeatFormat format;
  private long wrongValues;
  private long cycles;
  private long mismatchedCycles;
  private Mismatch first;

  private Cosim(Deployment deployment, VerilatedModel rtl, ModelRun model, LoadFault fault) {
    this.rtl = rtl;
    this.model = model;
    this.fault = fault;
    this.format = new BeatFormat(deployment.plan());
    this.outputs = Port.only(TopPorts.of(deployment.plan()), false);
  }

  /**
   * Runs whole frames.
   *
   * @param rtl a Verilated core; it begins with a reset
   * @param traffic gaps and stalls; also the seed of what is done to the registers
   */
  public static CosimResult run(
      Deployment deployment, VerilatedModel rtl, List<Frame> frames, Traffic traffic) {
    return run(deployment, rtl, ModelRun.of(deployment, frames, traffic));
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
    return new Cosim(deployment, rtl, model, null).run();
  }

  /**
   * Runs whole frames, with one wrong bit in what a loadable core is given; the models are right.
   */
  public static CosimResult runWithFault(
      Deployment deployment, VerilatedModel rtl, List<Frame> frames, Traffic traffic) {
    ModelRun model = ModelRun.of(deployment, frames, traffic);
    return new Cosim(deployment, rtl, model, new LoadFault(deployment.plan())).run();
  }

  private CosimResult run() {
    // Registers are undefined before the first clock edge in reset, so that one is not compared.
    rtl.run(1, new int[rtl.inputs().words()], new int[rtl.outputs().words()]);
    while (!model.finished()) {
      PinBlock block = model.next();
      int[] inputs = block.inputs().clone();
      if (fault != null) {
        fault.plant(inputs);
      }
      compare(block, block.of(rtl, inputs));
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
