package org.kcpfpga.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.rnn.CellDefinition.Activation;

/** Both tables at every width and every argument, against a second definition and the functions. */
class ActivationTableTest {
  private static final DoubleUnaryOperator SIGMOID = v -> (1 + Math.tanh(v / 2)) / 2;
  private static final DoubleUnaryOperator TANH = v -> Math.expm1(2 * v) / (Math.expm1(2 * v) + 2);

  @Test
  void aFewValuesByHand() {
    // 8 bits: 4 fraction bits in, 6 out, a table entry for every argument
    ActivationTable sigmoid = ActivationTable.of(Activation.SIGMOID, 8);
    ActivationTable tanh = ActivationTable.of(Activation.TANH, 8);
    assertThat(sigmoid.apply(0)).isEqualTo(32); // 0.5 * 64
    assertThat(sigmoid.apply(16)).isEqualTo(47); // sigmoid(1) = 0.73106, * 64 = 46.8
    assertThat(sigmoid.apply(-128)).isEqualTo(0); // sigmoid(-8) = 0.000335
    assertThat(tanh.apply(0)).isEqualTo(0);
    assertThat(tanh.apply(8)).isEqualTo(30); // tanh(0.5) = 0.46212, * 64 = 29.6
    assertThat(tanh.apply(-8)).isEqualTo(-30);
    assertThat(tanh.apply(127)).isEqualTo(64); // tanh(7.94) rounds to 1
  }

  @Test
  void betweenTwoEntriesTheValueLiesOnTheirLine() {
    // 12 bits: 16 arguments a segment, 10 fraction bits. tanh(0) = 0, tanh(1/16) = 63.9 -> 64
    ActivationTable tanh = ActivationTable.of(Activation.TANH, 12);
    for (int rest = 0; rest < 16; rest++) {
      assertThat(tanh.apply(rest)).isEqualTo(4 * rest);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
  void aSecondDefinitionAgreesAtEveryArgument(int bits) {
    agrees(ActivationTable.of(Activation.SIGMOID, bits), bits, SIGMOID);
    agrees(ActivationTable.of(Activation.TANH, bits), bits, TANH);
  }

  private static void agrees(ActivationTable table, int bits, DoubleUnaryOperator function) {
    int length = 1 << Math.max(0, bits - 8);
    int compared = 0;
    for (int pre = first(bits); pre <= last(bits); pre++, compared++) {
      int segment = Math.floorDiv(pre, length);
      BigInteger left = entry(function, segment * length, bits);
      BigInteger right = entry(function, (segment + 1) * length, bits);
      // left + floor((right - left) * rest / length + 1/2)
      BigInteger rest = BigInteger.valueOf(pre - (long) segment * length);
      BigDecimal rise =
          new BigDecimal(right.subtract(left).multiply(rest))
              .divide(BigDecimal.valueOf(length))
              .add(length == 1 ? BigDecimal.ZERO : BigDecimal.valueOf(0.5));
      BigInteger expected = left.add(rise.setScale(0, RoundingMode.FLOOR).toBigInteger());
      if (table.apply(pre) != expected.longValueExact()) {
        assertThat(table.apply(pre)).as("bits %d at %d", bits, pre).isEqualTo(expected);
      }
    }
    assertThat(compared).isEqualTo(1 << bits);
  }

  /**
   * The function at an argument of bits - 4 fraction bits, rounded to bits - 2; at the ends of the
   * range, -8 and 8, what it tends to.
   */
  private static BigInteger entry(DoubleUnaryOperator function, int argument, int bits) {
    double value = argument / Math.pow(2, bits - 4);
    double at = Math.abs(value) == 8 ? Math.signum(value) * 40 : value;
    return new BigDecimal(function.applyAsDouble(at))
        .multiply(BigDecimal.valueOf(1L << (bits - 2)))
        .add(BigDecimal.valueOf(0.5))
        .setScale(0, RoundingMode.FLOOR)
        .toBigInteger();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
  void valuesRiseAndStayInTheirRange(int bits) {
    ActivationTable sigmoid = ActivationTable.of(Activation.SIGMOID, bits);
    ActivationTable tanh = ActivationTable.of(Activation.TANH, bits);
    long one = 1L << (bits - 2);
    for (int pre = first(bits) + 1; pre <= last(bits); pre++) {
      boolean rises =
          sigmoid.apply(pre - 1) <= sigmoid.apply(pre) && tanh.apply(pre - 1) <= tanh.apply(pre);
      assertThat(rises).as("bits %d at %d", bits, pre).isTrue();
    }
    // a gate that saturates is closed, or open: what it holds does not leak
    assertThat(sigmoid.apply(first(bits))).isZero();
    assertThat(sigmoid.apply(last(bits))).isEqualTo(one);
    assertThat(tanh.apply(first(bits))).isEqualTo(-one);
    assertThat(tanh.apply(last(bits))).isEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8, 9, 16, 18})
  void tanhIsOddUpToOneUnit(int bits) {
    ActivationTable tanh = ActivationTable.of(Activation.TANH, bits);
    for (int pre = 0; pre <= last(bits); pre++) {
      long sum = tanh.apply(pre) + tanh.apply(-pre);
      assertThat(Math.abs(sum) <= 1).as("bits %d at %d: %d", bits, pre, sum).isTrue();
    }
  }

  /** Its corners at -2.5 and 2.5 are ends of segments, so that lines are all there is to it. */
  @Test
  void theHardSigmoidIsExactButForRounding() {
    ActivationTable table = ActivationTable.of(Activation.HARD_SIGMOID, 16);
    assertThat(table.apply(0)).isEqualTo(1 << 13); // 0.5
    assertThat(table.apply(10240)).isEqualTo(1 << 14); // 2.5: 1
    assertThat(table.apply(-10240)).isZero();
    assertThat(table.apply(4096)).isEqualTo(11469); // 1: 0.7 * 2^14 = 11468.8
    double worst = worst(table, v -> Math.max(0, Math.min(1, v / 5 + 0.5)));
    assertThat(worst).isLessThanOrEqualTo(Math.scalb(1.0, -14));
  }

  @Test
  void at16BitsTheErrorStaysBelowThatOfALineAndTwoRoundings() {
    // A line over a segment of 1/16 misses f by (1/16)^2 / 8 * max |f''| at most;
    // |tanh''| <= 4 / (3 sqrt 3), |sigmoid''| <= 1 / (6 sqrt 3); half a unit for entries, half for
    // the interpolation
    double unit = Math.scalb(1.0, -14);
    double line = 1.0 / 256 / 8;
    double tanh = worst(ActivationTable.of(Activation.TANH, 16), Math::tanh);
    assertThat(tanh).isBetween(unit / 2, line * 4 / (3 * Math.sqrt(3)) + unit);
    double sigmoid = worst(ActivationTable.of(Activation.SIGMOID, 16), v -> 1 / (1 + Math.exp(-v)));
    // in the segments at the ends it reaches 0 and 1, from which the function is 1 / (1 + e^8) away
    double end = 1 / (1 + Math.exp(8));
    assertThat(sigmoid).isBetween(end, end + unit);
  }

  private static double worst(ActivationTable table, DoubleUnaryOperator function) {
    double worst = 0;
    for (int pre = first(16); pre <= last(16); pre++) {
      double value = Math.scalb((double) table.apply(pre), -14);
      worst = Math.max(worst, Math.abs(value - function.applyAsDouble(Math.scalb(pre, -12))));
    }
    return worst;
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
  void entriesAndSlopesFitTheirMemories(int bits) {
    for (ActivationTable table :
        new ActivationTable[] {
          ActivationTable.of(Activation.SIGMOID, bits), ActivationTable.of(Activation.TANH, bits)
        }) {
      assertThat(table.base()).hasSize(1 << ActivationTable.segmentBits(bits));
      assertThat(table.slope()).hasSameSizeAs(table.base());
      for (int i = 0; i < table.base().length; i++) {
        assertThat(signedBits(table.base()[i])).isLessThanOrEqualTo(bits);
        assertThat(signedBits(table.slope()[i]))
            .isLessThanOrEqualTo(ActivationTable.slopeBits(bits));
      }
    }
    int rest = ActivationTable.restBits(bits);
    assertThat(ActivationTable.segmentBits(bits) + rest).isEqualTo(bits);
  }

  @Test
  void aSlopeHasTheBitsOfTheSteepestSegment() {
    // a rise of 16 / segments in units of 2^-(bits-2), and one for rounding, and the sign
    assertThat(ActivationTable.slopeBits(4)).isEqualTo(4); // 64 / 16 + 1 = 5
    assertThat(ActivationTable.slopeBits(8)).isEqualTo(4); // 1024 / 256 + 1 = 5
    assertThat(ActivationTable.slopeBits(9)).isEqualTo(5); // 2048 / 256 + 1 = 9
    assertThat(ActivationTable.slopeBits(16)).isEqualTo(12); // 2^18 / 256 + 1 = 1025
    assertThat(ActivationTable.slopeBits(18)).isEqualTo(14); // 2^20 / 256 + 1 = 4097
  }

  private static int signedBits(int value) {
    return BigInteger.valueOf(value).bitLength() + 1;
  }

  private static int first(int bits) {
    return -(1 << (bits - 1));
  }

  private static int last(int bits) {
    return (1 << (bits - 1)) - 1;
  }
}
