package org.kcpfpga.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.compress.KroneckerFit.Fit;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

class KroneckerFitTest {
  private static OperatorShape shape(int[] in, int[] rows, int terms, int... ranks) {
    return new OperatorShape(in, rows, terms, ranks);
  }

  /** The error by its definition. */
  private static double error(Tensor matrix, KcpOperator operator) {
    double[] fitted = operator.dense().values();
    double difference = 0;
    double whole = 0;
    for (int at = 0; at < fitted.length; at++) {
      difference += Math.pow(matrix.values()[at] - fitted[at], 2);
      whole += Math.pow(matrix.values()[at], 2);
    }
    return Math.sqrt(difference / whole);
  }

  /** diag(3, 1) (x) I: [3 0; 0 1] is A^(1), the identity of two A^(2); without the 1, sqrt(0.1). */
  @Test
  void aDiagonalByHand() {
    Tensor matrix = Tensor.zeros(4, 4);
    double[] diagonal = {3, 3, 1, 1};
    for (int i = 0; i < 4; i++) {
      matrix.values()[i * 5] = diagonal[i];
    }
    int[] two = {2, 2};
    assertThat(KroneckerFit.of(matrix, shape(two, two, 1, 2, 2), 1).relativeError())
        .isCloseTo(0, within(1e-14));
    assertThat(KroneckerFit.of(matrix, shape(two, two, 1, 1, 2), 1).relativeError())
        .isCloseTo(Math.sqrt(0.1), within(1e-12));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void aSumOfTwoModesIsFoundExactly(int terms) {
    OperatorShape shape = shape(new int[] {4, 3}, new int[] {3, 5}, terms, 3, 3);
    Tensor matrix = KcpOperator.random(shape, 7, 1).dense();
    Fit fit = KroneckerFit.of(matrix, shape, 1);
    assertThat(fit.relativeError()).isLessThan(1e-12);
    assertThat(error(matrix, fit.operator())).isLessThan(1e-12);
  }

  @Test
  void aSingleTermOfLowRankIsFoundExactly() {
    OperatorShape two = shape(new int[] {4, 6}, new int[] {8, 5}, 1, 2, 1);
    Tensor matrix = KcpOperator.random(two, 8, 1).dense();
    assertThat(error(matrix, KroneckerFit.of(matrix, two, 1).operator())).isLessThan(1e-12);
    OperatorShape three = shape(new int[] {3, 4, 2}, new int[] {4, 2, 3}, 1, 2, 1, 2);
    matrix = KcpOperator.random(three, 9, 1).dense();
    assertThat(error(matrix, KroneckerFit.of(matrix, three, 1).operator())).isLessThan(1e-12);
  }

  @Test
  void aSumOfThreeModesIsFoundByAlternation() {
    OperatorShape shape = shape(new int[] {3, 2, 2}, new int[] {2, 3, 2}, 2, 2, 2, 2);
    Tensor matrix = KcpOperator.random(shape, 11, 1).dense();
    assertThat(error(matrix, KroneckerFit.of(matrix, shape, 1).operator())).isLessThan(1e-5);
  }

  /** The error of a matrix without structure falls with every term and every rank, to nothing. */
  @Test
  void theErrorFallsWithTermsAndRanks() {
    Tensor matrix = Tensor.zeros(12, 16);
    Random random = new Random(5);
    for (int at = 0; at < matrix.size(); at++) {
      matrix.values()[at] = random.nextGaussian();
    }
    int[] in = {4, 4};
    int[] rows = {4, 3};
    double before = 1;
    for (int terms = 1; terms <= 12; terms++) {
      Fit fit = KroneckerFit.of(matrix, shape(in, rows, terms, 4, 3), 1);
      assertThat(fit.relativeError()).isLessThan(before);
      assertThat(fit.relativeError()).isCloseTo(error(matrix, fit.operator()), within(1e-12));
      before = fit.relativeError();
    }
    assertThat(before).as("as many terms as singular values").isLessThan(1e-12);
    before = 1;
    for (int rank = 1; rank <= 3; rank++) {
      Fit fit = KroneckerFit.of(matrix, shape(in, rows, 3, rank, rank), 1);
      assertThat(fit.relativeError()).isLessThan(before);
      assertThat(fit.relativeError()).isCloseTo(error(matrix, fit.operator()), within(1e-12));
      before = fit.relativeError();
    }
  }

  @Test
  void nothingIsFittedByNothing() {
    OperatorShape shape = shape(new int[] {2, 2, 2}, new int[] {2, 2, 2}, 2, 1, 1, 1);
    Fit fit = KroneckerFit.of(Tensor.zeros(8, 8), shape, 1);
    assertThat(fit.relativeError()).isZero();
    assertThat(fit.operator().dense()).isEqualTo(Tensor.zeros(8, 8));
    OperatorShape one = shape(new int[] {3}, new int[] {2}, 2, 2);
    Tensor matrix = Tensor.of(new int[] {2, 3}, new double[] {1, 2, 3, 4, 5, 7});
    assertThat(error(matrix, KroneckerFit.of(matrix, one, 1).operator())).isLessThan(1e-12);
  }

  @Test
  void anotherMatrixIsRefused() {
    OperatorShape shape = shape(new int[] {2, 2}, new int[] {2, 2}, 1, 1, 1);
    assertThatThrownBy(() -> KroneckerFit.of(Tensor.zeros(4, 5), shape, 1))
        .isInstanceOf(UserError.class)
        .hasMessage("matrix: shape [4, 5] (expected: shape [4, 4])");
  }
}
