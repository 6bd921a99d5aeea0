package org.kcpfpga.fixed.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/** Factors that take up each other's errors: by hand, and on vectors that the fit never saw. */
class FactorFitTest {

  @Test
  void ofTwoFactorsThatAlwaysAddOneIsRoundedUp() {
    OperatorShape shape = new OperatorShape(new int[] {2}, new int[] {1}, 1, new int[] {1});
    Tensor u = Tensor.of(new int[] {1, 1, 1}, new double[] {1});
    Tensor v = Tensor.of(new int[] {1, 2, 1}, new double[] {1.4, 1.4});
    KcpOperator sum = new KcpOperator(shape, List.of(u), List.of(v));
    Grid whole = new Grid(List.of(0), List.of(0), 4);
    List<double[]> x = List.of(new double[] {1, 1});
    // y = 2.8: 1 + 1 is 0.8 away, 2 + 1 is 0.2
    assertThat(FactorFit.squares(sum, whole, x)).isCloseTo(0.64, offset());
    FactorFit.Fitted fitted = FactorFit.of(sum, whole, x);
    assertThat(fitted.squares()).isCloseTo(0.04, offset());
    assertThat(fitted.steps().v()).containsExactly(List.of(1, 0));
    assertThat(fitted.steps().u()).containsExactly(List.of(0));
  }

  private static org.assertj.core.data.Offset<Double> offset() {
    return org.assertj.core.data.Offset.offset(1e-12);
  }

  @Test
  void factorsOnTheGridStayWhereTheyAre() {
    KcpOperator operator = rounded(random(1));
    FactorFit.Fitted fitted = FactorFit.of(operator, grid(), vectors(new SplittableRandom(2), 20));
    assertThat(fitted.squares()).isZero();
    assertThat(fitted.steps().u()).allMatch(mode -> mode.stream().allMatch(s -> s == 0));
    assertThat(fitted.steps().v()).allMatch(mode -> mode.stream().allMatch(s -> s == 0));
  }

  @Test
  void withoutVectorsNothingIsKnownAndRoundingIsPlain() {
    FactorFit.Fitted fitted = FactorFit.of(random(1), grid(), List.of());
    assertThat(fitted.steps().v()).allMatch(mode -> mode.stream().allMatch(s -> s == 0));
  }

  @Test
  void otherVectorsOfTheSameKindGainToo() {
    SplittableRandom r = RandomDesigns.random("FactorFitTest", 8);
    double plain = 0;
    double fitted = 0;
    for (int i = 0; i < 20; i++) {
      KcpOperator operator = random(r.nextLong());
      boolean[] merged = {i % 4 == 1, i % 4 == 2, false};
      KcpOperator computed = operator.merged(merged);
      Steps steps = FactorFit.of(computed, grid(), vectors(r, 60)).steps();
      List<double[]> others = vectors(r, 60);
      plain += FactorFit.squares(computed, grid(), others);
      fitted += squares(computed, steps, others);
    }
    System.out.println("error of fitted factors / of rounded ones: " + fitted / plain);
    assertThat(fitted).isLessThan(0.6 * plain);
  }

  @Test
  void fewVectorsDoNoHarm() {
    SplittableRandom r = RandomDesigns.random("FactorFitTest few", 9);
    double plain = 0;
    double fitted = 0;
    for (int i = 0; i < 40; i++) {
      KcpOperator operator = random(r.nextLong());
      Steps steps = FactorFit.of(operator, grid(), vectors(r, 1 + i % 4)).steps();
      List<double[]> others = vectors(r, 60);
      plain += FactorFit.squares(operator, grid(), others);
      fitted += squares(operator, steps, others);
    }
    System.out.println("with 1 to 4 vectors: " + fitted / plain);
    assertThat(fitted).isLessThan(1.1 * plain);
  }

  private static double squares(KcpOperator operator, Steps steps, List<double[]> x) {
    Factors factors = new Factors(operator).rounded(grid());
    for (int mode = 0; mode < 3; mode++) {
      add(factors.v[mode], steps.v().get(mode));
      if (factors.u[mode] != null) {
        add(factors.u[mode], steps.u().get(mode));
      }
    }
    return Samples.of(operator, x).squares(factors.operator());
  }

  private static void add(double[] factors, List<Integer> steps) {
    for (int i = 0; i < factors.length; i++) {
      factors[i] += steps.get(i) / 16.0;
    }
  }

  private static KcpOperator rounded(KcpOperator operator) {
    return new Factors(operator).rounded(grid()).operator();
  }

  private static Grid grid() {
    List<Integer> four = Collections.nCopies(3, 4);
    return new Grid(four, four, 8);
  }

  private static KcpOperator random(long seed) {
    OperatorShape shape =
        new OperatorShape(new int[] {2, 3, 4}, new int[] {4, 3, 2}, 3, new int[] {2, 2, 2});
    return KcpOperator.random(shape, seed, 1);
  }

  /** Sums of two patterns and a little noise, as inputs often are. */
  private static List<double[]> vectors(SplittableRandom r, int count) {
    List<double[]> vectors = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double a = r.nextDouble(-1, 1);
      double b = r.nextDouble(-1, 1);
      vectors.add(
          IntStream.range(0, 24)
              .mapToDouble(j -> a * Math.sin(j) + b * Math.cos(2 * j) + r.nextDouble(-0.1, 0.1))
              .toArray());
    }
    return vectors;
  }
}
