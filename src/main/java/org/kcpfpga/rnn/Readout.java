package org.kcpfpga.rnn;

import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/** The linear classifier on the last hidden state; it stays in software for every engine. */
public final class Readout {
  private Readout() {}

  /**
   * weight * h + bias of the last step.
   *
   * @param hidden [sequences, steps, M], from any engine
   * @return [sequences, C]
   * @throws UserError if the model has no readout, or there is no step
   */
  public static Tensor logits(Network network, Tensor hidden) {
    CellTensors tensors = network.tensors();
    if (tensors.readoutWeight() == null) {
      throw UserError.at("readout.weight", "missing", "a model with a readout");
    }
    hidden.requireShape("hidden states", -1, -1, network.hiddenSize());
    return logits(tensors.readoutWeight(), tensors.readoutBias(), hidden);
  }

  /**
   * Likewise.
   *
   * @param weight [C, M]
   * @param bias [C], or null
   */
  public static Tensor logits(Tensor weight, Tensor bias, Tensor hidden) {
    int m = weight.extent(1);
    int steps = hidden.extent(1);
    if (steps < 1) {
      throw UserError.at("hidden states", "no step", "at least one step");
    }
    int classes = weight.extent(0);
    Tensor logits = Tensor.zeros(hidden.extent(0), classes);
    for (int s = 0; s < hidden.extent(0); s++) {
      int last = (s * steps + steps - 1) * m;
      for (int c = 0; c < classes; c++) {
        double sum = bias == null ? 0 : bias.values()[c];
        for (int j = 0; j < m; j++) {
          sum += weight.values()[c * m + j] * hidden.values()[last + j];
        }
        logits.values()[s * classes + c] = sum;
      }
    }
    return logits;
  }

  /** The index of the largest logit of each sequence, the first one among equals. */
  public static int[] argmax(Tensor logits) {
    int classes = logits.extent(1);
    int[] best = new int[logits.extent(0)];
    for (int s = 0; s < best.length; s++) {
      for (int c = 1; c < classes; c++) {
        if (logits.at(s, c) > logits.at(s, best[s])) {
          best[s] = c;
        }
      }
    }
    return best;
  }

  /**
   * How many sequences the logits classify as {@code labels} say.
   *
   * @param labels [sequences]
   * @throws UserError if there is not one label for each sequence
   */
  public static int correct(Tensor logits, Tensor labels) {
    int[] best = argmax(logits);
    labels.requireShape("labels", best.length);
    int correct = 0;
    for (int s = 0; s < best.length; s++) {
      correct += labels.values()[s] == best[s] ? 1 : 0;
    }
    return correct;
  }
}
