package org.kcpfpga.plan;

import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.rnn.CellKind;

/**
 * The cell: joins the exact sums of both operators with the bias, applies the gates and keeps c.
 *
 * <p>One hidden element per cycle. Ranks of the LSTM, counted from issue: 1 sums and bias read, 2
 * joint sum, 3 pre-activation, 4 table entry, 5 interpolation product, 6 gate, 7 products f*c and
 * i*g, 8 state, 9 its table input, 10 entry, 11 interpolation product, 12 tanh, 13 product with o,
 * 14 h.
 *
 * @param kind kind of cell
 * @param size M
 * @param bits word widths
 * @param inputSumBits width of an exact sum of the input operator
 * @param hiddenSumBits width of an exact sum of the hidden operator
 */
public record CellPlan(CellKind kind, int size, BitWidths bits, int inputSumBits, int hiddenSumBits)
    implements Stage {
  /** f*c, i*g and o*tanh(c). */
  private static final int LSTM_PRODUCTS = 3;

  /** Interpolations of i, f, g, o and tanh(c). */
  private static final int LSTM_INTERPOLATIONS = 5;

  private static final int LSTM_LATENCY = 14;

  @Override
  public String name() {
    return "cell";
  }

  public int gates() {
    return kind.gates();
  }

  /** Cycles from issuing an element to pushing its h. */
  public int latency() {
    return LSTM_LATENCY;
  }

  @Override
  public int multipliers() {
    boolean interpolates = ActivationTable.restBits(bits.latent()) > 0;
    return LSTM_PRODUCTS + (interpolates ? LSTM_INTERPOLATIONS : 0);
  }

  @Override
  public long multiplications() {
    return (long) size * multipliers();
  }

  @Override
  public long cycles() {
    return size;
  }
}
