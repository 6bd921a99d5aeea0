package org.kcpfpga.fixed.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/** Scales and constants of small models, worked out by hand. */
class QuantiserByHandTest {
  @Test
  void aNegativeMaximumMayStandAtTheEndOfItsRange() {
    assertThat(Quantiser.fraction(new double[] {-1, 0.5}, 8)).isEqualTo(7); // -128, 64
    assertThat(Quantiser.fraction(new double[] {-1, 0.995}, 8)).isEqualTo(7); // 127.36
    assertThat(Quantiser.fraction(new double[] {-1, 1}, 8)).isEqualTo(6); // 128 would not fit
    assertThat(Quantiser.fraction(new double[] {-257.0 / 256}, 8)).isEqualTo(7); // -128.5: -128
    assertThat(Quantiser.fraction(new double[] {-1.01}, 8)).isEqualTo(6); // -129.28 does not fit
    assertThat(Quantiser.fraction(new double[] {-0.5, 0.1}, 4)).isEqualTo(4); // -8, 1.6
    assertThat(Quantiser.fraction(new double[] {0, 0}, 8)).isEqualTo(7);
  }

  @Test
  void aGruAddsItsBiasesWhereTheyAreOneSumAndKeepsThatOfTheCandidate() {
    OperatorShape one = new OperatorShape(new int[] {1}, new int[] {6}, 1, new int[] {1});
    OperatorShape two = new OperatorShape(new int[] {2}, new int[] {6}, 1, new int[] {1});
    Model random = Model.random(CellKind.GRU, one, two, 0, 1);
    Tensor bias = Tensor.of(new int[] {6}, new double[] {0.25, 0.5, -0.25, 0, 0.125, 0.375});
    Tensor hiddenBias = Tensor.of(new int[] {6}, new double[] {0.5, -1, 0.5, 1, -0.75, 0.0625});
    Model model =
        new Model(CellKind.GRU, random.input(), random.hidden(), bias, hiddenBias, null, null);
    BitWidths bits = new BitWidths(8, 16, 8, 8);
    QuantisedModel quantised = Quantiser.quantise(model, bits, Tensor.zeros(1, 1, 1));
    // r and z: 0.75, -0.5, 0.25, 1; n: 0.125, 0.375 and -0.75, 0.0625; 8 bits hold 1 as 64
    assertThat(quantised.bias()).containsExactly(48, -32, 16, 64, 8, 24);
    assertThat(quantised.hiddenBias()).containsExactly(-48, 4);
  }

  @Test
  void theOutputOfALinearCellIsFinerThanItsSumByTenBitsAtMost() {
    OperatorShape two = new OperatorShape(new int[] {2}, new int[] {1}, 1, new int[] {1});
    Tensor u = Tensor.of(new int[] {1, 1, 1}, new double[] {1});
    Tensor v = Tensor.of(new int[] {1, 2, 1}, new double[] {1, -1});
    KcpOperator difference = new KcpOperator(two, List.of(u), List.of(v));
    Model model = new Model(CellKind.LINEAR, difference, null, Tensor.zeros(1), null, null, null);
    Tensor samples = Tensor.of(new int[] {1, 1, 2}, new double[] {1, 1 - Math.scalb(1.0, -40)});
    QuantisedModel quantised = Quantiser.quantise(model, BitWidths.DEFAULT, samples);
    // x, V and U have 6 fraction bits each; y = 2^-40 would take 40
    assertThat(quantised.input().sumFraction()).isEqualTo(18);
    assertThat(quantised.fractions().output()).isEqualTo(28);
  }

  @Test
  void theStateIsAsWideAsItGrowsAndHasABitOfHeadroom() {
    OperatorShape one = new OperatorShape(new int[] {1}, new int[] {4}, 1, new int[] {1});
    KcpOperator zero =
        new KcpOperator(one, List.of(Tensor.zeros(1, 4, 1)), List.of(Tensor.zeros(1, 1, 1)));
    // every gate is open, g = 1: c = 1, 2, 3
    Tensor open = Tensor.of(new int[] {4}, new double[] {20, 20, 20, 20});
    Model model = new Model(CellKind.LSTM, zero, zero, open, null, null, null);
    QuantisedModel quantised = Quantiser.quantise(model, BitWidths.DEFAULT, Tensor.zeros(1, 3, 1));
    // 3 * 2^12 = 12288 of 15 bits, 16 without the headroom
    assertThat(quantised.fractions().state()).isEqualTo(12);
  }

  @Test
  void theJointSumHoldsEachPartAndTwoAdditions() {
    CellScales scales =
        new CellScales(new CellScales.Joint(1, 2, 3, 0), new CellScales.Pointwise(0, 0, 0, 0, 0));
    assertThat(scales.jointBits(10, 20, 5)).isEqualTo(24); // 20 + 2
    assertThat(scales.jointBits(30, 20, 5)).isEqualTo(33); // 30 + 1
    assertThat(scales.jointBits(10, 0, 16)).isEqualTo(21); // 16 + 3
  }

  @Test
  void theOutputOfALinearCellHasABitOfHeadroom() {
    OperatorShape one = new OperatorShape(new int[] {1}, new int[] {1}, 1, new int[] {1});
    Tensor unit = Tensor.of(new int[] {1, 1, 1}, new double[] {1});
    KcpOperator identity = new KcpOperator(one, List.of(unit), List.of(unit));
    Model model = new Model(CellKind.LINEAR, identity, null, Tensor.zeros(1), null, null, null);
    Tensor samples = Tensor.of(new int[] {1, 2, 1}, new double[] {3, -2});
    QuantisedModel quantised = Quantiser.quantise(model, BitWidths.DEFAULT, samples);
    // 3 is 48 of 4 fraction bits: 7 bits, of 8
    assertThat(quantised.fractions().output()).isEqualTo(4);
    assertThat(new FixedNetwork(quantised).run(samples).values()).containsExactly(3, -2);
  }
}
