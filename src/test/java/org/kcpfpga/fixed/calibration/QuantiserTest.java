package org.kcpfpga.fixed.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.fixed.RandomModels;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/** Scales by hand, and the laws that every calibration keeps. */
class QuantiserTest {

  @Test
  void aMaximumGetsTheMostFractionBitsThatHoldIt() {
    assertThat(Quantiser.fraction(1.0, 8)).isEqualTo(6); // 64; 128 would not fit
    assertThat(Quantiser.fraction(0.5, 8)).isEqualTo(7); // 64
    assertThat(Quantiser.fraction(127.0 / 128, 8)).isEqualTo(7); // 127, the last that fits
    assertThat(Quantiser.fraction(255.0 / 256, 8)).isEqualTo(6); // 127.5 would round to 128
    assertThat(Quantiser.fraction(0, 8)).isEqualTo(7);
    assertThat(Quantiser.fraction(0.25, 8)).isEqualTo(8); // 64, finer than one
    assertThat(Quantiser.fraction(100, 8)).isEqualTo(0); // 100
    assertThat(Quantiser.fraction(1000, 8)).isEqualTo(-3); // 125, in steps of 8
    assertThat(Quantiser.fraction(1.0, 4)).isEqualTo(2); // 4
  }

  @ParameterizedTest
  @EnumSource
  void randomModelsKeepEveryLaw(CellKind cell) {
    SplittableRandom r = RandomDesigns.random("QuantiserTest " + cell, 2);
    int merged = 0;
    for (int i = 0; i < 100; i++) {
      RandomModels.Case one = RandomModels.of(r, cell);
      Model model = one.model();
      QuantisedModel quantised = one.quantised();
      String place = "case " + i + " " + one;
      BitWidths bits = one.bits();
      Ranges ranges = Ranges.of(model, one.samples());
      inputs(place, one.samples().values(), quantised.fractions().input(), bits.activation());
      int x = quantised.fractions().input();
      operator(place, model.input(), quantised.input(), ranges.input(), x, bits);
      if (cell.recurrent()) {
        int h = bits.hiddenFraction();
        operator(place, model.hidden(), quantised.hidden(), ranges.hidden(), h, bits);
        assertThat(quantised.fractions().output()).as(place).isEqualTo(h);
      } else {
        assertThat(quantised.hidden()).as(place).isNull();
        fits(place + " y", ranges.outputs(), quantised.fractions().output(), bits.activation() - 1);
      }
      if (cell.keepsCell()) {
        fits(place + " c", ranges.state(), quantised.fractions().state(), bits.state());
      } else {
        assertThat(quantised.fractions().state()).as(place).isZero();
      }
      alignments(place, quantised);
      for (boolean identity : quantised.input().identity()) {
        merged += identity ? 1 : 0;
      }
    }
    assertThat(merged).isGreaterThan(50);
  }

  /** Follows the fraction through the stages, apart from the quantiser. */
  private static void operator(
      String place,
      KcpOperator operator,
      QuantisedOperator quantised,
      Ranges.Stages seen,
      int inputFraction,
      BitWidths bits) {
    OperatorShape shape = operator.shape();
    int fraction = inputFraction;
    for (int mode = shape.modes(); mode >= 1; mode--) {
      fraction += factor(place, operator.v(mode), quantised.v()[mode - 1], bits.factor());
      assertThat(quantised.contractShift()[mode - 1]).as(place).isNotNegative();
      fraction -= quantised.contractShift()[mode - 1];
      assertThat(quantised.contractFraction()[mode - 1]).as(place).isEqualTo(fraction);
      fits(place + " z" + mode, seen.contract()[mode - 1], fraction, bits.latent());
    }
    for (int mode = 1; mode <= shape.modes(); mode++) {
      assertThat(quantised.identity(mode)).as(place).isEqualTo(operator.identity(mode));
      if (quantised.identity(mode)) {
        assertThat(quantised.expandShift()[mode - 1]).as(place).isZero();
        assertThat(quantised.expandFraction()[mode - 1]).as(place).isEqualTo(fraction);
        continue;
      }
      fraction += factor(place, operator.u(mode), quantised.u()[mode - 1], bits.factor());
      if (mode < shape.modes()) {
        assertThat(quantised.expandShift()[mode - 1]).as(place).isNotNegative();
        fraction -= quantised.expandShift()[mode - 1];
        fits(place + " y" + mode, seen.expand()[mode - 1], fraction, bits.latent());
      }
      assertThat(quantised.expandFraction()[mode - 1]).as(place).isEqualTo(fraction);
    }
    assertThat(quantised.sumFraction()).as(place).isEqualTo(fraction);
  }

  /** The fraction of a factor, all of whose entries are rounded and none clipped. */
  private static int factor(String place, Tensor values, int[] integers, int bits) {
    int fraction = Quantiser.fraction(values.values(), bits);
    assertThat(integers).hasSize(values.size());
    for (int i = 0; i < integers.length; i++) {
      double scaled = values.values()[i] * Math.pow(2, fraction);
      assertThat(Math.abs(integers[i] - scaled)).as(place).isLessThanOrEqualTo(0.5);
    }
    return fraction;
  }

  /** Nothing clips, or clipping costs less than the bit that would prevent it. */
  private static void inputs(String place, double[] x, int fraction, int bits) {
    boolean clips = Arrays.stream(x).anyMatch(v -> v != 0 && clips(v, fraction, bits));
    if (clips) {
      assertThat(squares(x, fraction, bits)).as(place).isLessThan(squares(x, fraction - 1, bits));
    }
    assertThat(Arrays.stream(x).anyMatch(v -> clips(v, fraction - 1, bits))).as(place).isFalse();
  }

  private static boolean clips(double value, int fraction, int bits) {
    double rounded = Math.floor(value * Math.pow(2, fraction) + 0.5);
    return rounded > Math.pow(2, bits - 1) - 1 || rounded < -Math.pow(2, bits - 1);
  }

  private static double squares(double[] values, int fraction, int bits) {
    double end = Math.pow(2, bits - 1);
    double unit = Math.pow(2, -fraction);
    return Arrays.stream(values)
        .map(v -> Math.max(-end, Math.min(end - 1, Math.floor(v / unit + 0.5))) * unit - v)
        .map(error -> error * error)
        .sum();
  }

  /** Half a unit below the positive end, so that rounding does not clip either. */
  private static void fits(String place, double largest, int fraction, int bits) {
    double scaled = Math.floor(largest * Math.pow(2, fraction) + 0.5);
    assertThat(scaled).as(place).isLessThanOrEqualTo(Math.pow(2, bits - 1) - 1);
  }

  /** Alignments are left shifts, and every accumulator has at most 62 bits. */
  private static void alignments(String place, QuantisedModel quantised) {
    CellScales scales = quantised.scales();
    int[] lefts = {
      scales.joint().inputAlign(),
      scales.joint().hiddenAlign(),
      scales.joint().biasAlign(),
      scales.pointwise().forgetAlign(),
      scales.pointwise().updateAlign()
    };
    assertThat(IntStream.of(lefts)).as(place).allMatch(left -> left >= 0);
    BitWidths bits = quantised.bits();
    int input = sumBits(quantised.input(), bits);
    int hidden = quantised.hidden() == null ? 0 : sumBits(quantised.hidden(), bits);
    assertThat(scales.jointBits(input, hidden, bits.latent())).as(place).isLessThanOrEqualTo(62);
    if (!quantised.cell().recurrent()) {
      assertThat(input + Math.max(0, -scales.joint().preShift())).as(place).isLessThanOrEqualTo(62);
    }
  }

  /** Bits of the sum of K R_d products. */
  private static int sumBits(QuantisedOperator operator, BitWidths bits) {
    int products = operator.shape().terms() * operator.shape().rank(operator.shape().modes());
    return bits.latent() + bits.factor() + 32 - Integer.numberOfLeadingZeros(products - 1);
  }

  @Test
  void sumsOfTinyFactorsAreBoundedWhateverIsMerged() {
    int atTheBound = 0;
    for (int modes = 1; modes <= 3; modes++) {
      for (int set = 0; set < 1 << (2 * modes); set++) {
        Model model = withTinyFactors(modes).merged(flags(set, modes), flags(set >> modes, modes));
        Tensor samples = RandomDesigns.inputs(new SplittableRandom(set), 1, 3, model.inSize());
        QuantisedModel quantised = Quantiser.quantise(model, BitWidths.DEFAULT, samples);
        int input = quantised.input().sumFraction();
        int hidden = quantised.hidden().sumFraction();
        assertThat(input).as("modes " + modes + " set " + set).isLessThanOrEqualTo(36);
        assertThat(Math.abs(input - hidden)).isLessThanOrEqualTo(10);
        atTheBound += input == 36 && hidden == 36 ? 1 : 0;
      }
    }
    // 4 sets of one mode, 16 of two, 64 of three; a merged single mode needs no more than 34
    assertThat(atTheBound).isEqualTo(84 - 3);
  }

  private static boolean[] flags(int set, int modes) {
    boolean[] flags = new boolean[modes];
    for (int i = 0; i < modes; i++) {
      flags[i] = (set >> i & 1) == 1;
    }
    return flags;
  }

  /** Values of both operators need far more fraction bits than their sums may have. */
  private static Model withTinyFactors(int modes) {
    int[] twos = new int[modes];
    Arrays.fill(twos, 2);
    OperatorShape shape = new OperatorShape(twos, twos, 2, twos);
    Model model = Model.random(CellKind.RNN, shape, shape, 0, 1);
    return new Model(
        CellKind.RNN, small(model.input()), small(model.hidden()), model.bias(), null, null, null);
  }

  @Test
  void samplesOfNothingButZerosStillGiveLegalScales() {
    SplittableRandom r = RandomDesigns.random("QuantiserTest zeros", 3);
    for (int i = 0; i < 20; i++) {
      Design design = RandomDesigns.design(r);
      Tensor zeros = Tensor.zeros(1, 1, design.inSize());
      QuantisedModel quantised = Quantiser.quantise(model(design, i), design.bits(), zeros);
      assertThat(IntStream.of(quantised.input().contractShift())).allMatch(s -> s >= 0);
      assertThat(IntStream.of(quantised.hidden().contractShift())).allMatch(s -> s >= 0);
    }
  }

  @Test
  void theLastHiddenVectorIsSeenToo() {
    Design design = RandomDesigns.design(RandomDesigns.random("QuantiserTest last", 5));
    Tensor sample = RandomDesigns.inputs(new SplittableRandom(1), 1, 1, design.inSize());
    // the core contracts h behind every step, also behind the last of a sequence
    double[] seen = Ranges.of(model(design, 1), sample).hidden().contract();
    assertThat(seen[seen.length - 1]).isPositive();
  }

  @Test
  void theJointSumFitsALongHoweverSmallTheFactors() {
    Design design =
        RandomDesigns.design(
            new int[] {3, 2, 2},
            new int[] {2, 2, 2},
            new int[] {2, 2, 2},
            1,
            2,
            1,
            BitWidths.DEFAULT);
    Model model = model(design, 1);
    Model small =
        new Model(
            model.cell(),
            small(model.input()),
            small(model.hidden()),
            model.bias(),
            null,
            null,
            null);
    Tensor samples = RandomDesigns.inputs(new SplittableRandom(1), 1, 3, design.inSize());
    QuantisedModel quantised = Quantiser.quantise(small, design.bits(), samples);
    int sumBits = design.bits().latent() + design.bits().factor() + 1;
    int joint = quantised.scales().jointBits(sumBits, sumBits, design.bits().latent());
    assertThat(joint).isLessThanOrEqualTo(64);
  }

  /** Every factor a thousandth of what it was. */
  private static KcpOperator small(KcpOperator operator) {
    List<Tensor> u = new ArrayList<>();
    List<Tensor> v = new ArrayList<>();
    for (int mode = 1; mode <= operator.shape().modes(); mode++) {
      u.add(small(operator.u(mode)));
      v.add(small(operator.v(mode)));
    }
    return new KcpOperator(operator.shape(), u, v);
  }

  private static Tensor small(Tensor factor) {
    double[] values = Arrays.stream(factor.values()).map(value -> value / 1000).toArray();
    return Tensor.of(factor.shape(), values);
  }

  @Test
  void samplesOfAnotherLengthAreRefused() {
    Design design = RandomDesigns.design(RandomDesigns.random("QuantiserTest length", 4));
    Tensor samples = Tensor.zeros(1, 1, design.inSize() + 1);
    assertThatThrownBy(() -> Quantiser.quantise(model(design, 1), design.bits(), samples))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("samples")
        .hasMessageContaining("expected: shape [any, any, " + design.inSize() + "]");
  }

  private static Model model(Design design, long seed) {
    return Model.random(design.cell(), design.input(), design.hidden(), 0, seed);
  }
}
