package org.kcpfpga.fixed;

/**
 * The shifts of the cell. Alignments are exact left shifts, the others requantise; a negative one
 * of these is an exact left shift before saturation.
 *
 * @param inputAlign of the input operator's exact sum, to the fraction of the joint sum
 * @param hiddenAlign of the hidden operator's exact sum
 * @param biasAlign of the bias
 * @param preShift joint sum to pre-activation
 * @param forgetAlign of f * c, to the fraction of the state sum
 * @param updateAlign of i * g
 * @param stateShift state sum to state
 * @param argumentShift state to the argument of its tanh
 * @param hiddenShift o * tanh(c) to h
 */
public record CellScales(
    int inputAlign,
    int hiddenAlign,
    int biasAlign,
    int preShift,
    int forgetAlign,
    int updateAlign,
    int stateShift,
    int argumentShift,
    int hiddenShift) {

  /**
   * The scales that follow from the fractions.
   *
   * @param bits word widths
   * @param input fraction bits of the input operator's exact sum
   * @param hidden fraction bits of the hidden operator's exact sum
   * @param bias fraction bits of the bias
   * @param state fraction bits of the state
   */
  public static CellScales of(BitWidths bits, int input, int hidden, int bias, int state) {
    int joint = Math.max(input, Math.max(hidden, bias));
    int gate = bits.gateFraction();
    int sum = Math.max(gate + state, 2 * gate);
    return new CellScales(
        joint - input,
        joint - hidden,
        joint - bias,
        joint - bits.preFraction(),
        sum - gate - state,
        sum - 2 * gate,
        sum - state,
        state - bits.preFraction(),
        2 * gate - bits.hiddenFraction());
  }

  /** Bits of the joint sum of both operators and the bias. */
  public int jointBits(int inputSumBits, int hiddenSumBits, int latentBits) {
    int sums = Math.max(inputSumBits + inputAlign, hiddenSumBits + hiddenAlign);
    return Math.max(sums, latentBits + biasAlign) + 2;
  }
}
