package org.kcpfpga.kcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.tensor.Tensor;

/** Multiplications worked on paper. */
class OperatorByHandTest {
  private static final double[] X = {1, 2, 3, 4};

  /**
   * A1 = [1;2][3,4] = [3 4; 6 8] and A2 = [1;-1][2,5] = [2 5; -2 -5].
   *
   * <p>W = A1 (x) A2 = [6 15 8 20; -6 -15 -8 -20; 12 30 16 40; -12 -30 -16 -40].
   */
  private static KcpOperator oneTerm() {
    return new KcpOperator(
        new OperatorShape(new int[] {2, 2}, new int[] {2, 2}, 1, new int[] {1, 1}),
        List.of(factor(1, 1, 2), factor(1, 1, -1)),
        List.of(factor(1, 3, 4), factor(1, 2, 5)));
  }

  /** The same and a second term [1;0][0,1] (x) [1;1][1,1] = rows 0 and 1: [0 0 1 1]. */
  private static KcpOperator twoTerms() {
    return new KcpOperator(
        new OperatorShape(new int[] {2, 2}, new int[] {2, 2}, 2, new int[] {1, 1}),
        List.of(factor(2, 1, 2, 1, 0), factor(2, 1, -1, 1, 1)),
        List.of(factor(2, 3, 4, 0, 1), factor(2, 2, 5, 1, 1)));
  }

  private static Tensor factor(int terms, double... values) {
    return Tensor.of(new int[] {terms, values.length / terms, 1}, values);
  }

  @Test
  void theDenseMatrixOfOneTermIsTheKroneckerProduct() {
    assertThat(oneTerm().dense().values())
        .containsExactly(6, 15, 8, 20, -6, -15, -8, -20, 12, 30, 16, 40, -12, -30, -16, -40);
  }

  @Test
  void allMultiplicationsGiveTheProductWorkedByHand() {
    // 6*1 + 15*2 + 8*3 + 20*4 = 140, and the rows are 1, -1, 2, -2 times that
    assertThat(oneTerm().factored(X)).containsExactly(140, -140, 280, -280);
    assertThat(oneTerm().modeByMode(X)).containsExactly(140, -140, 280, -280);
  }

  @Test
  void theStagesAreThoseWorkedByHand() {
    List<double[]> contract = oneTerm().contractStages(X);
    List<double[]> expand = oneTerm().expandStages(new double[] {140});

    // z_2 = [1*2 + 2*5, 3*2 + 4*5], z_1 = 12*3 + 26*4
    assertThat(contract.get(0)).containsExactly(12, 26);
    assertThat(contract.get(1)).containsExactly(140);
    assertThat(expand.get(0)).containsExactly(140, 280);
    assertThat(expand.get(1)).containsExactly(140, -140, 280, -280);
  }

  @Test
  void twoTermsAdd() {
    // the second term gives 3 + 4 = 7 in rows 0 and 1
    assertThat(twoTerms().factored(X)).containsExactly(147, -133, 280, -280);
    assertThat(twoTerms().modeByMode(X)).containsExactly(147, -133, 280, -280);
    assertThat(twoTerms().dense().values())
        .containsExactly(6, 15, 9, 21, -6, -15, -7, -19, 12, 30, 16, 40, -12, -30, -16, -40);
  }

  @Test
  void theStagesOfTwoTermsStandSideBySide() {
    List<double[]> contract = twoTerms().contractStages(X);

    assertThat(contract.get(0)).containsExactly(12, 26, 3, 7);
    assertThat(contract.get(1)).containsExactly(140, 7);
    assertThat(twoTerms().expandStages(contract.get(1)).get(1))
        .containsExactly(140, -140, 280, -280, 7, 7, 0, 0);
  }

  @Test
  void aMergedModeIsContractedByItsFullMatrixAndExpandsByRenaming() {
    KcpOperator merged = oneTerm().merged(new boolean[] {false, true});
    List<double[]> contract = merged.contractStages(X);
    List<double[]> expand = merged.expandStages(contract.get(1));

    // V_2 = A2^T = [2 -2; 5 -5]
    assertThat(merged.v(2).values()).containsExactly(2, -2, 5, -5);
    assertThat(merged.u(2).values()).containsExactly(1, 0, 0, 1);
    assertThat(merged.identity(1)).isFalse();
    assertThat(merged.identity(2)).isTrue();
    // z_2[j1; o2] = 12, -12, 26, -26 and z_1[r1; o2] = 12*3 + 26*4 and its negative
    assertThat(contract.get(0)).containsExactly(12, -12, 26, -26);
    assertThat(contract.get(1)).containsExactly(140, -140);
    assertThat(expand.get(0)).containsExactly(140, -140, 280, -280);
    assertThat(expand.get(1)).containsExactly(140, -140, 280, -280);
    assertThat(merged.factored(X)).containsExactly(140, -140, 280, -280);
  }

  @Test
  void theTermsOfAMergedLastModeAdd() {
    KcpOperator merged = twoTerms().merged(new boolean[] {true, true});

    assertThat(merged.factored(X)).containsExactly(147, -133, 280, -280);
    assertThat(merged.dense()).isEqualTo(twoTerms().dense());
  }

  @Test
  void nothingToMergeGivesTheOperatorItself() {
    KcpOperator operator = oneTerm();
    assertThat(operator.merged(new boolean[2])).isSameAs(operator);
    KcpOperator merged = operator.merged(new boolean[] {true, false});
    assertThat(merged.merged(new boolean[] {true, false})).isSameAs(merged);
    assertThat(merged.merged(new boolean[] {false, true}).identity(1)).isTrue();
  }
}
