package org.kcpfpga.fixed.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/** W stays what it is, and its size is the same in all factors. */
class BalancingTest {
  private static final int BITS = 8;

  /** The largest that a factor of 8 bits should be, of a range to 1. */
  private static final double END = 127.4 / 128;

  @Test
  void twoFactorsShareTheirProduct() {
    // U = 16 END, V = END / 4: the product is 4 END^2, two powers of two: one for each
    Balance balance = Balancing.of(operator(16 * END, END / 4), BITS);
    KcpOperator balanced = balance.of(operator(16 * END, END / 4));
    assertThat(balanced.u(1).values()[0]).isCloseTo(2 * END, within(1e-12));
    assertThat(balanced.v(1).values()[0]).isCloseTo(2 * END, within(1e-12));
  }

  @Test
  void whatFillsNoPowerOfTwoIsLackingInBoth() {
    // the product is 2 END^2, of which 4 END^2 would fill both; each lacks sqrt(2)
    KcpOperator balanced = balanced(operator(2 * END, END));
    double u = balanced.u(1).values()[0] / END;
    double v = balanced.v(1).values()[0] / END;
    assertThat(u * v).isCloseTo(2, within(1e-12));
    assertThat(Math.max(u, v) / Math.min(u, v))
        .satisfiesAnyOf(
            ratio -> assertThat(ratio).isCloseTo(1, within(1e-12)),
            ratio -> assertThat(ratio).isCloseTo(2, within(1e-12)));
  }

  @Test
  void randomOperatorsStayWhatTheyAreAndFillTheirRangesEqually() {
    SplittableRandom r = RandomDesigns.random("BalancingTest", 6);
    int merged = 0;
    for (int i = 0; i < 100; i++) {
      KcpOperator operator = uneven(r).merged(new boolean[] {i % 3 == 0, i % 5 == 0});
      KcpOperator balanced = balanced(operator);
      double[] w = operator.dense().values();
      double[] same = balanced.dense().values();
      double largest = Arrays.stream(w).map(Math::abs).max().orElseThrow();
      for (int e = 0; e < w.length; e++) {
        assertThat(same[e]).isCloseTo(w[e], within(1e-10 * largest));
      }
      merged += operator.identity(1) ? 1 : 0;
      equallyFull(balanced);
    }
    assertThat(merged).isBetween(30, 40);
  }

  /** How far below its power of two the largest entry of each tensor lies. */
  private static void equallyFull(KcpOperator operator) {
    double first = below(operator.v(1));
    int tensors = operator.identity(1) || operator.identity(2) ? 3 : 4;
    assertThat(first).isLessThan(1.0 / (tensors - 1) + 1e-9);
    assertThat(below(operator.v(2))).isCloseTo(first, within(1e-9));
    for (int mode = 1; mode <= 2; mode++) {
      if (!operator.identity(mode)) {
        assertThat(below(operator.u(mode))).isCloseTo(first, within(1e-9));
      }
    }
  }

  private static double below(Tensor factors) {
    double largest = Arrays.stream(factors.values()).map(Math::abs).max().orElseThrow() / END;
    double log = Math.log(largest) / Math.log(2);
    return Math.ceil(log - 1e-9) - log;
  }

  @Test
  void zerosStayZeros() {
    KcpOperator zero = operator(0, 3);
    assertThat(balanced(zero).dense().values()).containsExactly(0);
    assertThat(Balancing.of(zero, BITS).v().get(0)).allMatch(Double::isFinite);
  }

  @Test
  void aBalanceAfterAnotherMultipliesByBoth() {
    KcpOperator one = operator(3, 5);
    Balance both = Balance.power(one, 1, 2).and(Balance.power(one, 0, -1));
    assertThat(both.of(one).u(1).values()).containsExactly(12);
    assertThat(both.of(one).v(1).values()).containsExactly(2.5);
    assertThat(both.and(null)).isEqualTo(both);
  }

  private static KcpOperator balanced(KcpOperator operator) {
    return Balancing.of(operator, BITS).of(operator);
  }

  /** W = u v, 1 x 1. */
  private static KcpOperator operator(double u, double v) {
    OperatorShape one = new OperatorShape(new int[] {1}, new int[] {1}, 1, new int[] {1});
    Tensor ofU = Tensor.of(new int[] {1, 1, 1}, new double[] {u});
    return new KcpOperator(
        one, List.of(ofU), List.of(Tensor.of(new int[] {1, 1, 1}, new double[] {v})));
  }

  /** Two modes, three terms; every factor multiplied by a power of two of its own. */
  private static KcpOperator uneven(SplittableRandom r) {
    OperatorShape shape =
        new OperatorShape(new int[] {3, 4}, new int[] {4, 2}, 3, new int[] {2, 2});
    KcpOperator random = KcpOperator.random(shape, r.nextLong(), 1);
    for (int mode = 1; mode <= 2; mode++) {
      scale(random.u(mode), r);
      scale(random.v(mode), r);
    }
    return random.with(List.of(random.u(1), random.u(2)), List.of(random.v(1), random.v(2)));
  }

  private static void scale(Tensor factors, SplittableRandom r) {
    double by = Math.scalb(1.0, r.nextInt(-9, 10));
    for (int i = 0; i < factors.size(); i++) {
      factors.values()[i] *= by;
    }
  }
}
