package org.kcpfpga.link;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.tensor.Tensor;

/** From numbers to the activations of a stream. */
public final class Frames {
  private Frames() {}

  /** The order in which inputs go through a core. */
  public static Interleaving order(Deployment deployment, Tensor inputs) {
    int slots = deployment.plan().design().sequences();
    return new Interleaving(inputs.extent(0), inputs.extent(1), slots);
  }

  /** Quantised frames of [sequences, steps, N] inputs, in the order of {@link #order}. */
  public static List<Frame> of(Deployment deployment, Tensor inputs) {
    int size = deployment.model().inSize();
    inputs.requireShape("input", -1, -1, size);
    Interleaving order = order(deployment, inputs);
    double[] values = inputs.values();
    List<Frame> frames = new ArrayList<>();
    for (int frame = 0; frame < order.frames(); frame++) {
      int vector = order.vector(frame);
      int[] x = new int[size];
      for (int j = 0; j < size; j++) {
        x[j] = deployment.quantised().quantiseInput(values[vector * size + j]);
      }
      frames.add(new Frame(x, order.step(frame) == 0, order.slot(frame)));
    }
    return frames;
  }
}
