package org.kcpfpga.fixed;

import org.kcpfpga.rnn.CellKind;

/**
 * The shifts of the cell. Alignments are exact left shifts, the others requantise; a negative one
 * of these is an exact left shift before saturation. What a cell does not have is 0.
 *
 * @param joint of the sum of both operators and the bias
 * @param pointwise of what the cell makes of it, element by element
 */
public record CellScales(Joint joint, Pointwise pointwise) {

  /**
   * Shifts of the joint sum.
   *
   * @param inputAlign of the input operator's exact sum, to the fraction of the joint sum
   * @param hiddenAlign of the hidden operator's exact sum
   * @param biasAlign of the bias, and of a GRU's hidden bias
   * @param preShift joint sum to pre-activation; of a linear cell to the output
   */
  public record Joint(int inputAlign, int hiddenAlign, int biasAlign, int preShift) {}

  /**
   * Shifts behind the gates.
   *
   * @param forgetAlign LSTM: of f * c, to the fraction of the state sum; GRU and minimal gated
   *     unit: of z * h, to the fraction of the hidden sum
   * @param updateAlign LSTM: of i * g; else of (1 - z) * n
   * @param stateShift LSTM: state sum to state; GRU that resets after the product: (xn &lt;&lt;
   *     stateShift) + r * un to the pre-activation of n
   * @param argumentShift LSTM: state to the argument of its tanh
   * @param hiddenShift to h: of an LSTM's o * tanh(c), the hidden sum, an RNN's tanh
   */
  public record Pointwise(
      int forgetAlign, int updateAlign, int stateShift, int argumentShift, int hiddenShift) {
    /** Of a cell that only adds. */
    static final Pointwise NONE = new Pointwise(0, 0, 0, 0, 0);
  }

  /**
   * Fraction bits of what a cell reads, keeps and writes.
   *
   * @param input exact sum of the input operator
   * @param hidden exact sum of the hidden operator; as {@code input} if there is none
   * @param bias bias
   * @param state c; not read unless the cell is an LSTM
   * @param output h; read for a linear cell only, {@link BitWidths} has that of the others
   */
  public record Fractions(int input, int hidden, int bias, int state, int output) {}

  /** The scales that follow from the widths and the fractions. */
  public static CellScales of(CellKind cell, BitWidths bits, Fractions f) {
    return switch (cell.equations()) {
      case LSTM -> lstm(bits, f);
      case GRU -> gru(bits, f);
      case RNN -> rnn(bits, f);
      case RESET_BEFORE -> interpolation(bits, f, 0);
      case LINEAR -> new CellScales(joint(f, f.output()), Pointwise.NONE);
    };
  }

  private static CellScales lstm(BitWidths bits, Fractions f) {
    int gate = bits.gateFraction();
    int state = f.state();
    int sum = gate + Math.max(gate, state);
    return new CellScales(
        joint(f, bits.preFraction()),
        new Pointwise(
            sum - gate - state,
            sum - 2 * gate,
            sum - state,
            state - bits.preFraction(),
            2 * gate - bits.hiddenFraction()));
  }

  private static CellScales gru(BitWidths bits, Fractions f) {
    return interpolation(bits, f, bits.gateFraction());
  }

  /** Of (1 - z) * n + z * h. */
  private static CellScales interpolation(BitWidths bits, Fractions f, int stateShift) {
    int gate = bits.gateFraction();
    int h = bits.hiddenFraction();
    int sum = gate + Math.max(gate, h);
    return new CellScales(
        joint(f, bits.preFraction()),
        new Pointwise(sum - gate - h, sum - 2 * gate, stateShift, 0, sum - h));
  }

  private static CellScales rnn(BitWidths bits, Fractions f) {
    int hiddenShift = bits.gateFraction() - bits.hiddenFraction();
    return new CellScales(joint(f, bits.preFraction()), new Pointwise(0, 0, 0, 0, hiddenShift));
  }

  private static Joint joint(Fractions f, int preFraction) {
    int joint = Math.max(f.input(), Math.max(f.hidden(), f.bias()));
    return new Joint(joint - f.input(), joint - f.hidden(), joint - f.bias(), joint - preFraction);
  }

  /**
   * Bits that hold the joint sum of both operators and the bias; enough for a sum without one of
   * the operators too. {@code hiddenSumBits} 0 if there is no hidden operator.
   */
  public int jointBits(int inputSumBits, int hiddenSumBits, int latentBits) {
    int sums = Math.max(inputSumBits + joint.inputAlign(), hiddenSumBits + joint.hiddenAlign());
    return Math.max(sums, latentBits + joint.biasAlign()) + 2;
  }
}
