package org.kcpfpga.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.compress.KroneckerFit.Fit;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

class ModeSearchTest {
  private static Tensor random(int rows, int columns) {
    Random random = new Random(3);
    Tensor matrix = Tensor.zeros(rows, columns);
    for (int at = 0; at < matrix.size(); at++) {
      matrix.values()[at] = random.nextGaussian();
    }
    return matrix;
  }

  @Test
  void productsAreOrdered() {
    assertThat(Drafts.products(4, 2))
        .containsExactly(new int[] {1, 4}, new int[] {2, 2}, new int[] {4, 1});
    assertThat(Drafts.products(6, 3)).hasSize(9);
    assertThat(Drafts.products(1, 3)).containsExactly(new int[] {1, 1, 1});
  }

  /**
   * Two terms of 4 x 4 = (2 x 2) (x) (2 x 2) of rank 1: 2 (1 (2 + 2) + 1 (2 + 2)) = 16 entries, of
   * which 2 + 2 - 1 = 3 are free in each mode: 2 (sqrt 3 + sqrt 3)^2 / 16 = 1.5, which is all.
   */
  @Test
  void aDraftByHand() {
    int[] two = {2, 2};
    Draft draft = new Draft(two, two, 2, new int[] {1, 1});
    assertThat(draft.parameters()).isEqualTo(16);
    assertThat(draft.promise()).isEqualTo(1);
    assertThat(new Draft(two, two, 1, new int[] {1, 1}).promise()).isCloseTo(0.75, within(1e-12));
  }

  /** 8 entries a term of rank 1, 16 of rank 2; no more terms than 4 singular values. */
  @Test
  void aBudgetIsSpentOnTerms() {
    int[] two = {2, 2};
    List<Draft> drafts = new Budget(40, 1, 1).drafts(two, two);
    assertThat(drafts.stream().map(Draft::terms).toList()).containsExactly(4, 2);
    assertThat(new Budget(7, 1, 1).drafts(two, two)).isEmpty();
    assertThat(new Budget(0, 3, 9).drafts(two, two).get(0).ranks()).containsExactly(2, 2);
  }

  @Test
  void theModesOfAProductAreFound() {
    OperatorShape shape =
        new OperatorShape(new int[] {4, 2, 3}, new int[] {8, 3, 2}, 1, new int[] {1, 1, 1});
    Tensor matrix = KcpOperator.random(shape, 5, 1).dense();
    // less than any two modes take: 4 + 6 + 8 + 6, and more
    Fit fit = ModeSearch.best(matrix, 4, 3, new Budget(22, 1, 1), 1);
    assertThat(fit.operator().shape()).isEqualTo(shape);
    assertThat(fit.relativeError()).isLessThan(1e-9);
    assertThat(ModeSearch.best(matrix, 4, 2, new Budget(24, 1, 1), 1).operator().shape().modes())
        .isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void theBudgetIsKeptAndGatesStayInModeOne(int modes) {
    Tensor matrix = random(4 * 12, 18);
    double before = 1;
    for (int parameters : new int[] {60, 150, 400}) {
      Fit fit = ModeSearch.best(matrix, 4, modes, new Budget(parameters, 1, 1), 1);
      OperatorShape shape = fit.operator().shape();
      assertThat(shape.parameters()).isLessThanOrEqualTo(parameters);
      assertThat(shape.modes()).isLessThanOrEqualTo(modes);
      assertThat(shape.rows(1) % 4).isZero();
      assertThat(fit.relativeError()).isLessThan(before);
      before = fit.relativeError();
    }
  }

  /** N = 6, M = 4, G = 3: (2 + 3 2) + (3 + 2), (1 + 3) + (6 + 4), (1 + 3 2) + (6 + 2), .. */
  @Test
  void theSmallestOperatorByHand() {
    // (3 + 3 1) + (2 + 4) = 12 is less than (3 + 3 2) + (2 + 2) = 13
    assertThat(ModeSearch.smallest(6, 12, 3, 2)).isEqualTo(12);
    // (1 + 3 1) + (2 + 2) + (3 + 2) = 13 is not
    assertThat(ModeSearch.smallest(6, 12, 3, 3)).isEqualTo(12);
    assertThatThrownBy(() -> ModeSearch.best(random(12, 6), 3, 3, new Budget(11, 1, 1), 1))
        .isInstanceOf(UserError.class)
        .hasMessage("parameters: 11 (expected: enough for one term of rank 1)");
    assertThat(
            ModeSearch.best(random(12, 6), 3, 3, new Budget(12, 1, 1), 1)
                .operator()
                .shape()
                .parameters())
        .isEqualTo(12);
  }

  /** 200 x 300 of rank 3 with the singular values 5, 2 and 1, of which two are asked for. */
  @Test
  void leadingTermsOfALargeMatrixAreFoundInASubspace() {
    double[][] left = new double[3][200];
    double[][] right = new double[3][300];
    double[] sizes = {5, 2, 1};
    double[] matrix = new double[200 * 300];
    for (int k = 0; k < 3; k++) {
      for (int i = k; i < 200; i += 3) {
        left[k][i] = 1;
      }
      for (int j = k; j < 300; j += 3) {
        right[k][j] = j % 2 == 0 ? 1 : -1;
      }
      double size = sizes[k] / Vectors.norm(left[k]) / Vectors.norm(right[k]);
      for (int at = 0; at < matrix.length; at++) {
        matrix[at] += size * left[k][at / 300] * right[k][at % 300];
      }
    }
    Leading leading = Leading.of(matrix, 200, 2, 1);
    for (int k = 0; k < 2; k++) {
      double size = Vectors.norm(leading.left()[k]);
      assertThat(size).isCloseTo(Math.sqrt(sizes[k]), within(1e-9));
      assertThat(Vectors.norm(leading.right()[k])).isCloseTo(size, within(1e-9));
      double along = Vectors.product(leading.left()[k], left[k]) / Vectors.norm(left[k]);
      assertThat(Math.abs(along)).isCloseTo(size, within(1e-9));
    }
  }
}
