package org.kcpfpga.bench;

import java.nio.file.Path;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.host.BeatFormat;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.host.Frames;
import org.kcpfpga.host.SampleInputs;
import org.kcpfpga.plan.Design;
import org.kcpfpga.plan.DesignFile;
import org.kcpfpga.plan.TopPorts;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verilated.Beats;
import org.kcpfpga.verilated.RecordLayout;

/** The input pins of a core at full rate, cycle by cycle, to be replayed on any model of it. */
final class Recording {
  final Deployment deployment;
  final int[] inputs;
  final int cycles;

  private Recording(Deployment deployment, int[] inputs, int cycles) {
    this.deployment = deployment;
    this.inputs = inputs;
    this.cycles = cycles;
  }

  /** The first cycles of a design that streams real images, or random values for other shapes. */
  static Recording of(String name, int cycles) {
    Design design = DesignFile.read(Path.of("designs", name + ".json"));
    Model model = Model.random(design.cell(), design.input(), design.hidden(), 0, 1);
    Tensor inputs = SampleInputs.of(design.inSize(), 2, 4, 1, Path.of("models/fashion/inputs.npy"));
    Deployment deployment = Deployment.of(design, model, inputs);
    Beats beats = new BeatFormat(deployment.plan()).pack(Frames.of(deployment, inputs));
    return new Recording(deployment, record(deployment, beats, cycles), cycles);
  }

  private static int[] record(Deployment deployment, Beats beats, int cycles) {
    RecordLayout in = RecordLayout.of(TopPorts.of(deployment.plan()), true);
    RecordLayout out = RecordLayout.of(TopPorts.of(deployment.plan()), false);
    CycleModel model = new CycleModel(deployment.plan(), deployment.quantised());
    int[] all = new int[cycles * in.words()];
    int[] outputs = new int[out.words()];
    int beat = 0;
    for (int cycle = 0; cycle < cycles; cycle++) {
      int[] pins = new int[in.words()];
      boolean awake = cycle > 0;
      pins[in.offset("aresetn")] = awake ? 1 : 0;
      pins[in.offset("m_axis_tready")] = 1;
      pins[in.offset("s_axis_tvalid")] = awake ? 1 : 0;
      for (int word = 0; word < beats.words(); word++) {
        pins[in.offset("s_axis_tdata") + word] = beats.data(beat, word);
      }
      pins[in.offset("s_axis_tlast")] = beats.last(beat) ? 1 : 0;
      pins[in.offset("s_axis_tuser")] = beats.user(beat);
      System.arraycopy(pins, 0, all, cycle * in.words(), in.words());
      model.run(1, pins, outputs);
      if (awake && outputs[out.offset("s_axis_tready")] == 1) {
        beat = (beat + 1) % beats.size();
      }
    }
    return all;
  }
}
