package org.kcpfpga.fixed.calibration;

import java.util.Arrays;
import org.kcpfpga.rnn.Model;

/**
 * The biases as the cell adds them.
 *
 * @param joint added to the sum of both operators, [G*M]; of the gate n of a GRU to W x alone
 * @param candidate added to U h in the gate n of a GRU, [M]; null for other cells
 */
record Biases(double[] joint, double[] candidate) {

  /** The biases of a model: those of the gates r and z of a GRU are one sum. */
  static Biases of(Model model) {
    double[] joint = model.bias().values().clone();
    if (model.hiddenBias() == null) {
      return new Biases(joint, null);
    }
    double[] hidden = model.hiddenBias().values();
    int candidate = 2 * model.hiddenSize();
    for (int row = 0; row < candidate; row++) {
      joint[row] += hidden[row];
    }
    return new Biases(joint, Arrays.copyOfRange(hidden, candidate, hidden.length));
  }

  double largest() {
    double largest = Ranges.largest(0, joint);
    return candidate == null ? largest : Ranges.largest(largest, candidate);
  }

  /**
   * How many of them a format clips.
   *
   * @param fraction fraction bits
   * @param bits word width
   */
  Clipped clipped(int fraction, int bits) {
    Clipped clipped = Clipped.of("bias", joint, fraction, bits);
    return candidate == null ? clipped : clipped.and(Clipped.of("bias", candidate, fraction, bits));
  }
}
