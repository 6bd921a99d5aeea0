package org.kcpfpga.host;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.tensor.Tensor;

/** From numbers to the activations of a stream. */
public final class Frames {
  private Frames() {}

  /** Quantised frames of [sequences, steps, N] inputs, in order. */
  public static List<Frame> of(Deployment deployment, Tensor inputs) {
    int size = deployment.model().inSize();
    inputs.requireShape("input", -1, -1, size);
    int steps = inputs.extent(1);
    double[] values = inputs.values();
    List<Frame> frames = new ArrayList<>();
    for (int vector = 0; vector < inputs.extent(0) * steps; vector++) {
      int[] x = new int[size];
      for (int j = 0; j < size; j++) {
        x[j] = deployment.quantised().quantiseInput(values[vector * size + j]);
      }
      frames.add(new Frame(x, vector % steps == 0));
    }
    return frames;
  }
}
