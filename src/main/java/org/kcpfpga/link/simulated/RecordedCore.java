package org.kcpfpga.link.simulated;

import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.cycle.base.PinWords;
import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.wave.CoreWave;
import org.kcpfpga.wave.InnerSignals;
import org.kcpfpga.wave.Wave;

/** A core whose pins go into a wave, cycle by cycle: the same wave of cycle model and RTL. */
public final class RecordedCore implements PinCore {
  private final Bulk core;
  private final VerilatedModel rtl;
  private final boolean inner;
  private final PinWords words;
  private final CoreWave wave;
  private final int[] in;
  private final int[] out;

  /** The call that cycle model and Verilated RTL have in common. */
  private interface Bulk {
    void run(int cycles, int[] inputs, int[] outputs);
  }

  /** RTL or null: a cycle model has nothing to be looked into. */
  private RecordedCore(AcceleratorPlan plan, Bulk core, VerilatedModel rtl, Wave wave) {
    this.core = core;
    this.rtl = rtl;
    this.inner = rtl != null && wave.inner();
    words = new PinWords(plan);
    in = new int[words.inputWords()];
    out = new int[words.outputWords()];
    // registers of the RTL are undefined before the first edge in reset: not recorded
    core.run(1, in, out);
    InnerSignals signals = inner ? new InnerSignals(rtl.traceText(), rtl.top()) : null;
    this.wave = new CoreWave(wave, rtl == null ? "model" : "rtl", TopPorts.of(plan), signals);
  }

  /** The cycle model, recorded in scope {@code model}. */
  public static RecordedCore model(Deployment deployment, Wave wave) {
    CycleModel model = new CycleModel(deployment.plan(), deployment.quantised());
    return new RecordedCore(deployment.plan(), model::run, null, wave);
  }

  /**
   * Verilated RTL, recorded in scope {@code rtl}; it is taken over and closed.
   *
   * @param core built with trace if the wave is to have what is within
   */
  public static RecordedCore rtl(Deployment deployment, VerilatedModel core, Wave wave) {
    return new RecordedCore(deployment.plan(), core::run, core, wave);
  }

  @Override
  public void step(Pins pins) {
    words.packInputs(pins, in, 0);
    core.run(1, in, out);
    words.unpackOutputs(out, 0, pins);
    wave.cycle(in, out, inner ? rtl.takeTrace() : null);
  }

  @Override
  public void close() {
    if (rtl != null) {
      rtl.close();
    }
  }
}
