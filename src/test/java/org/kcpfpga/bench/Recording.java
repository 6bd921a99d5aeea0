package org.kcpfpga.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.datasets.SampleInputs;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.simulated.BeatFormat;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verilated.Beats;
import org.kcpfpga.verilated.build.RecordLayout;

/**
 * The pins of a core at full rate, cycle by cycle: a beat is always offered, an output always
 * taken.
 *
 * <p>It begins with reset, so that it can be replayed any number of times into the same core.
 *
 * @param deployment the core
 * @param inputs input pins of all cycles
 * @param outputs what the cycle model answered
 */
record Recording(Deployment deployment, int[] inputs, int[] outputs) {
  /** Cycles of a recording, reset included. */
  static final int CYCLES = 20_000;

  /** Of the weights and the inputs. */
  static final long SEED = 1;

  private static final int RESET_CYCLES = 4;
  private static final int STEPS = 5;

  /** Records the design in a file, with random weights and sample inputs. */
  static Recording of(Path file) {
    Design design = DesignFile.read(file);
    Model model = Model.random(design.cell(), design.input(), design.hidden(), 0, SEED);
    Tensor samples =
        SampleInputs.of(design.inSize(), 1, STEPS, SEED, Home.file("models/fashion/inputs.npy"));
    Deployment deployment = Deployment.of(design, model, samples);
    CycleModel core = new CycleModel(deployment.plan(), deployment.quantised());
    Beats beats = beats(deployment, samples);
    int[] inputs = new int[CYCLES * core.inputWords()];
    int[] outputs = new int[CYCLES * core.outputWords()];
    RecordLayout in = RecordLayout.of(TopPorts.of(deployment.plan()), true);
    RecordLayout out = RecordLayout.of(TopPorts.of(deployment.plan()), false);
    int[] pinsIn = new int[core.inputWords()];
    int[] pinsOut = new int[core.outputWords()];
    int beat = 0;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      boolean awake = cycle >= RESET_CYCLES;
      drive(pinsIn, in, awake, beats, beat);
      core.run(1, pinsIn, pinsOut);
      if (awake && pinsOut[out.offset("s_axis_tready")] == 1) {
        beat = (beat + 1) % beats.size();
      }
      System.arraycopy(pinsIn, 0, inputs, cycle * pinsIn.length, pinsIn.length);
      System.arraycopy(pinsOut, 0, outputs, cycle * pinsOut.length, pinsOut.length);
    }
    return new Recording(deployment, inputs, outputs);
  }

  private static Beats beats(Deployment deployment, Tensor samples) {
    int size = deployment.model().inSize();
    List<Frame> frames = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      int[] x = new int[size];
      for (int j = 0; j < size; j++) {
        x[j] = deployment.quantised().quantiseInput(samples.values()[step * size + j]);
      }
      frames.add(new Frame(x, step == 0, 0));
    }
    return new BeatFormat(deployment.plan()).pack(frames);
  }

  private static void drive(int[] pins, RecordLayout in, boolean awake, Beats beats, int beat) {
    Arrays.fill(pins, 0);
    if (!awake) {
      return;
    }
    pins[in.offset("aresetn")] = 1;
    pins[in.offset("m_axis_tready")] = 1;
    pins[in.offset("s_axis_tvalid")] = 1;
    pins[in.offset("s_axis_tlast")] = beats.last(beat) ? 1 : 0;
    pins[in.offset("s_axis_tuser")] = beats.user(beat);
    for (int word = 0; word < beats.words(); word++) {
      pins[in.offset("s_axis_tdata") + word] = beats.data(beat, word);
    }
  }
}
