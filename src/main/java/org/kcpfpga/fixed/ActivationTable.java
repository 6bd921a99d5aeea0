package org.kcpfpga.fixed;

import java.util.function.DoubleUnaryOperator;
import org.kcpfpga.rnn.CellDefinition.Activation;

/**
 * The function of a gate by table with linear interpolation.
 *
 * <p>The argument is a pre-activation: {@code bits} bits, range -8 to 8. Its top bits, as an
 * unsigned number, select a segment; the value is {@code base + floor((slope * rest + half) /
 * 2^restBits)}, with {@code bits - 2} fraction bits.
 *
 * <p>The ends of the range stand for all that saturates there: their values are the limits of the
 * function, so that a gate can be wholly open or closed and an LSTM holds a value for ever.
 */
public final class ActivationTable {
  private static final int SEGMENT_BITS = 8;

  private final int bits;
  private final int[] base;
  private final int[] slope;

  private ActivationTable(int bits, DoubleUnaryOperator function) {
    this.bits = bits;
    int segments = 1 << segmentBits(bits);
    base = new int[segments];
    slope = new int[segments];
    for (int index = 0; index < segments; index++) {
      int signed = index < segments / 2 ? index : index - segments;
      base[index] = value(function, signed, segments);
      slope[index] = value(function, signed + 1, segments) - base[index];
    }
  }

  /** A function for pre-activations of this width. */
  public static ActivationTable of(Activation function, int bits) {
    return new ActivationTable(bits, function);
  }

  /** Bits of the argument that select the segment. */
  public static int segmentBits(int bits) {
    return Math.min(SEGMENT_BITS, bits);
  }

  /** Bits of the argument that interpolate inside a segment. */
  public static int restBits(int bits) {
    return bits - segmentBits(bits);
  }

  /**
   * Bits of a slope, two's complement: no segment rises by more than its length, 16 / segments,
   * plus one for rounding.
   */
  public static int slopeBits(int bits) {
    int steepest = (16 << (bits - 2)) / (1 << segmentBits(bits)) + 1;
    return 33 - Integer.numberOfLeadingZeros(steepest);
  }

  /** The value for a pre-activation, {@code bits - 2} fraction bits. */
  public long apply(long pre) {
    int rest = restBits(bits);
    int index = (int) (pre >> rest) & (base.length - 1);
    long fraction = pre & ((1L << rest) - 1);
    return base[index] + Rounding.shift(slope[index] * fraction, rest);
  }

  /** Value at the start of each segment, by the top bits of the argument read as unsigned. */
  public int[] base() {
    return base.clone();
  }

  /** Rise over each segment. */
  public int[] slope() {
    return slope.clone();
  }

  private int value(DoubleUnaryOperator function, int segment, int segments) {
    boolean end = 2 * Math.abs(segment) == segments;
    double argument = end ? segment * Double.POSITIVE_INFINITY : 16.0 * segment / segments;
    return (int) Math.floor(Math.scalb(function.applyAsDouble(argument), bits - 2) + 0.5);
  }
}
