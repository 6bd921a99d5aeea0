package org.kcpfpga.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.TestSeed;

/** The executor against hand-worked numbers and the operators of the package kcp. */
class FormatOperatorTest {
  @Test
  void aDenseMatrixIsMultipliedByHand() {
    OperatorFormat format =
        OperatorFormat.of(FormatKind.DENSE, new FormatShape(List.of(3), List.of(2), 1, List.of()));
    Tensor weight = Tensor.of(new int[] {2, 3}, new double[] {1, 2, 3, 4, 5, 6});

    assertThat(new FormatOperator(format, List.of(weight)).apply(new double[] {1, 10, 100}))
        .containsExactly(321, 654);
  }

  /** W = A (x) B with A = [1 2], B = [3; 5], so that y = (3, 5) (x_1 + 2 x_2). */
  @Test
  void aKroneckerProductIsMultipliedByHand() {
    OperatorShape shape =
        new OperatorShape(new int[] {2, 1}, new int[] {1, 2}, 1, new int[] {1, 1});
    List<Tensor> cores =
        List.of(core(1, 1, 1, 1), core(1, 2, 1, 1, 2), core(1, 2, 1, 3, 5), core(1, 1, 1, 1));

    FormatOperator operator = new FormatOperator(OperatorFormat.kcp(shape), cores);
    assertThat(operator.apply(new double[] {7, 100})).containsExactly(621, 1035);
  }

  private static Tensor core(int terms, int extent, int rank, double... values) {
    return Tensor.of(new int[] {terms, extent, rank}, values);
  }

  @Test
  void kcpAgreesWithTheOperatorOfTheHardware() {
    Random random = TestSeed.random("kcpAgreesWithTheOperatorOfTheHardware", 1);
    for (int n = 0; n < 200; n++) {
      OperatorShape shape = shape(random, 1 + n % 4);
      KcpOperator expected = KcpOperator.random(shape, random.nextLong(), 1);
      FormatOperator actual = new FormatOperator(OperatorFormat.kcp(shape), cores(expected));
      double[] x = random.doubles(shape.inSize(), -1, 1).toArray();

      assertThat(actual.apply(x))
          .as(shape.toString())
          .containsExactly(expected.factored(x), within(1e-10));
      assertThat(actual.format().parameters()).isEqualTo(shape.parameters());
      assertThat(actual.format().network().multiplications()).isEqualTo(shape.multiplications());
    }
  }

  private static OperatorShape shape(Random random, int modes) {
    int[] in = random.ints(modes, 1, 6).toArray();
    int[] rows = random.ints(modes, 1, 6).toArray();
    int[] ranks = new int[modes];
    for (int i = 0; i < modes; i++) {
      ranks[i] = 1 + random.nextInt(Math.max(in[i], rows[i]));
    }
    return new OperatorShape(in, rows, 1 + random.nextInt(3), ranks);
  }

  private static List<Tensor> cores(KcpOperator operator) {
    List<Tensor> cores = new ArrayList<>();
    for (int i = 1; i <= operator.shape().modes(); i++) {
      cores.add(operator.u(i));
      cores.add(operator.v(i));
    }
    return cores;
  }

  @ParameterizedTest
  @EnumSource
  void everyFormatIsItsDefinition(FormatKind kind) {
    Random random = TestSeed.random("everyFormatIsItsDefinition", 2);
    for (int n = 0; n < 60; n++) {
      OperatorFormat format = SmallFormats.random(kind, random);
      FormatOperator operator = FormatOperator.initial(format, random);
      double[] x = random.doubles(format.inSize(), -1, 1).toArray();

      assertThat(operator.apply(x))
          .as("%s %s", kind, format.shape())
          .containsExactly(new Expansion(operator).multiply(x), within(1e-10));
    }
  }

  /** The comparison must see a single wrong entry of any core. */
  @ParameterizedTest
  @EnumSource
  void aChangedEntryIsSeen(FormatKind kind) {
    OperatorFormat format = SmallFormats.all().get(kind.ordinal());
    FormatOperator operator = FormatOperator.initial(format, new Random(3));
    double[] x = new Random(4).doubles(format.inSize(), 1, 2).toArray();
    for (Tensor core : operator.cores()) {
      double[] expected = new Expansion(operator).multiply(x);
      core.values()[core.size() - 1] += 0.1;
      double[] wrong = new FormatOperator(format, operator.cores()).apply(x);
      double difference = 0;
      for (int i = 0; i < wrong.length; i++) {
        difference = Math.max(difference, Math.abs(wrong[i] - expected[i]));
      }
      assertThat(difference).isGreaterThan(1e-6);
    }
  }

  @Test
  void aCoreOfAnotherShapeIsNamed() {
    OperatorShape shape = new OperatorShape(new int[] {2}, new int[] {3}, 1, new int[] {1});
    List<Tensor> cores = List.of(Tensor.zeros(1, 3, 1), Tensor.zeros(1, 3, 1));
    assertThatThrownBy(() -> new FormatOperator(OperatorFormat.kcp(shape), cores))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("V.1: shape [1, 3, 1]");
  }
}
