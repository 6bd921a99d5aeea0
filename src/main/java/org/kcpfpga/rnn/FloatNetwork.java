package org.kcpfpga.rnn;

import java.util.Arrays;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/** Runs a model over sequences in double precision: the reference for every other engine. */
public final class FloatNetwork {
  private FloatNetwork() {}

  /**
   * All hidden states.
   *
   * @param inputs [sequences, steps, N], normalised; each sequence starts from the zero state
   * @return [sequences, steps, M]
   * @throws UserError if the inputs have another shape, are empty or not finite, or the network
   *     overflows
   */
  public static Tensor run(Network network, Tensor inputs) {
    int n = network.inSize();
    inputs.requireShape("inputs", -1, -1, n).requireFinite("inputs");
    if (inputs.size() == 0) {
      throw UserError.at("inputs", "no values", "at least one sequence of at least one step");
    }
    int sequences = inputs.extent(0);
    int steps = inputs.extent(1);
    int m = network.hiddenSize();
    FloatCell cell = new FloatCell(network);
    Tensor hidden = Tensor.zeros(sequences, steps, m);
    for (int s = 0; s < sequences; s++) {
      FloatCell.State state = cell.start();
      for (int t = 0; t < steps; t++) {
        int at = s * steps + t;
        state = cell.step(Arrays.copyOfRange(inputs.values(), at * n, (at + 1) * n), state);
        System.arraycopy(state.h(), 0, hidden.values(), at * m, m);
      }
    }
    return hidden.requireFinite("floating point: h");
  }
}
