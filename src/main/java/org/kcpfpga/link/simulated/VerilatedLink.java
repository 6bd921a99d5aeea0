package org.kcpfpga.link.simulated;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.StreamStalled;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.Transfer;
import org.kcpfpga.verilated.Beats;
import org.kcpfpga.verilated.ErrorAnswer;
import org.kcpfpga.verilated.StreamRequest;
import org.kcpfpga.verilated.StreamResult;
import org.kcpfpga.verilated.VerilatedModel;

/** The Verilated core behind the driver. */
public final class VerilatedLink implements Link {
  private final VerilatedModel model;
  private final BeatFormat format;

  /** Takes over the model and closes it. */
  public VerilatedLink(Deployment deployment, VerilatedModel model) {
    this.model = model;
    this.format = new BeatFormat(deployment.plan());
    model.reset();
  }

  @Override
  public Transfer stream(List<Frame> frames, Traffic traffic) {
    Beats beats = format.pack(frames);
    int expected = frames.size() * format.outputBeats();
    StreamResult result =
        model.stream(
            new StreamRequest(
                beats,
                expected,
                traffic.gap(),
                traffic.stall(),
                traffic.seed(),
                traffic.idleLimit()));
    if (result.status() != StreamResult.Status.DONE) {
      throw new StreamStalled(
          traffic.idleLimit(), result.accepted(), beats.size(), result.outputs().size(), expected);
    }
    List<Long> ends =
        result.lastStamps().stream().map(stamp -> stamp - result.firstAccepted()).toList();
    return new Transfer(vectors(result.outputs(), frames.size()), result.cycles(), ends);
  }

  private List<int[]> vectors(Beats beats, int steps) {
    List<int[]> vectors = new ArrayList<>();
    int lanes = format.outputLanes();
    int[] words = new int[beats.words()];
    for (int step = 0; step < steps; step++) {
      int[] vector = new int[format.outputBeats() * lanes];
      for (int i = 0; i < vector.length; i++) {
        int beat = step * format.outputBeats() + i / lanes;
        for (int word = 0; word < words.length; word++) {
          words[word] = beats.data(beat, word);
        }
        vector[i] = format.output(words, 0, i % lanes);
      }
      vectors.add(vector);
    }
    return vectors;
  }

  @Override
  public int read(int address) {
    try {
      return model.readRegister(address);
    } catch (ErrorAnswer e) {
      throw Link.refused(false, address);
    }
  }

  @Override
  public void write(int address, int value) {
    try {
      model.writeRegister(address, value);
    } catch (ErrorAnswer e) {
      throw Link.refused(true, address);
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
