package org.kcpfpga.kcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.kcpfpga.common.UserError;

class OperatorShapeTest {
  private static int[] list(int... numbers) {
    return numbers;
  }

  @Test
  void theYoutubeFacesShapeHas212ParametersAndTheWorkWorkedByHand() {
    OperatorShape ytc =
        new OperatorShape(list(4, 20, 20, 36), list(8, 8, 8, 2), 1, list(2, 2, 2, 2));

    assertThat(ytc.inSize()).isEqualTo(57_600);
    assertThat(ytc.rowSize()).isEqualTo(1_024);
    // 2 * (8+4 + 8+20 + 8+20 + 2+36)
    assertThat(ytc.parameters()).isEqualTo(212);
    // 57600*2, 1600*4, 80*8, 4*16
    assertThat(ytc.contractMultiplications(4)).isEqualTo(115_200);
    assertThat(ytc.contractMultiplications(3)).isEqualTo(6_400);
    assertThat(ytc.contractMultiplications(2)).isEqualTo(640);
    assertThat(ytc.contractMultiplications(1)).isEqualTo(64);
    // 8*16, 64*8, 512*4, 1024*2
    assertThat(ytc.expandMultiplications(1)).isEqualTo(128);
    assertThat(ytc.expandMultiplications(2)).isEqualTo(512);
    assertThat(ytc.expandMultiplications(3)).isEqualTo(2_048);
    assertThat(ytc.expandMultiplications(4)).isEqualTo(2_048);
    assertThat(ytc.multiplications()).isEqualTo(127_040);
  }

  @Test
  void termsMultiplyParametersAndWork() {
    OperatorShape fashion = new OperatorShape(list(4, 4, 7), list(16, 4, 8), 16, list(2, 2, 2));

    // 16 * 2 * (4+4+7 + 16+4+8)
    assertThat(fashion.parameters()).isEqualTo(1_376);
    // 16 * 112 * 2
    assertThat(fashion.contractMultiplications(3)).isEqualTo(3_584);
    assertThat(fashion.contractValues(3)).isEqualTo(16 * 16 * 2);
    assertThat(fashion.expandValues(1)).isEqualTo(16 * 16 * 4);
  }

  @Test
  void mergedModesCostTheirFullMatrixInTheContractionAndNothingInTheExpansion() {
    OperatorShape ytc =
        new OperatorShape(list(4, 20, 20, 36), list(8, 8, 8, 2), 1, list(2, 2, 2, 2));

    assertThat(ytc.multiplications(new boolean[4])).isEqualTo(ytc.multiplications());
    // rows_4 = R_4: only the last expansion goes, 127040 - 2048
    assertThat(ytc.multiplications(new boolean[] {false, false, false, true})).isEqualTo(124_992);
    // contract 4 * 8*8 instead of 4 * 16, no expand 8 * 16: 127040 + 192 - 128
    assertThat(ytc.multiplications(new boolean[] {true, false, false, false})).isEqualTo(127_104);
    // 57600*2, 1600*16, 80*32, 4*64, then 8*64, 64*32
    assertThat(ytc.multiplications(new boolean[] {false, false, true, true})).isEqualTo(146_176);
    assertThat(ytc.merged(new boolean[] {false, false, true, true}))
        .isEqualTo(new OperatorShape(list(4, 20, 20, 36), list(8, 8, 8, 2), 1, list(2, 2, 8, 2)));
  }

  @Test
  void aMergedShapeKeepsTheLawsAndHasOneFlagForEachMode() {
    OperatorShape wide = new OperatorShape(list(1, 1), list(4096, 2), 2, list(1, 1));
    assertThatThrownBy(() -> wide.merged(new boolean[] {true, false}))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("entries of U.1");
    assertThatThrownBy(() -> wide.merged(new boolean[3]))
        .hasMessage("merged: 3 modes (expected: 2)");
  }

  @Test
  void changingTheArraysDoesNotChangeTheShape() {
    int[] in = {2, 3};
    OperatorShape shape = new OperatorShape(in, list(2, 2), 1, list(1, 2));
    in[0] = 9;
    shape.in()[0] = 9;
    shape.ranks()[1] = 9;

    assertThat(shape).isEqualTo(new OperatorShape(list(2, 3), list(2, 2), 1, list(1, 2)));
    assertThat(shape).hasSameHashCodeAs(new OperatorShape(list(2, 3), list(2, 2), 1, list(1, 2)));
  }

  @Test
  void aRankAboveBothSizesOfItsModeIsRefusedAndOneUpToTheLargerIsNot() {
    new OperatorShape(list(2, 3), list(4, 2), 1, list(4, 3));
    assertMessage(
        list(2, 3),
        list(4, 2),
        1,
        list(4, 4),
        "ranks: mode 2: 4 (expected: at most 3, the larger of in 3 and rows 2)");
  }

  @Test
  void everyBrokenNumberIsNamed() {
    assertMessage(list(), list(), 1, list(), "in: [] (expected: 1 to 6 modes)");
    assertMessage(
        list(1, 1, 1, 1, 1, 1, 1),
        list(1),
        1,
        list(1),
        "in: [1, 1, 1, 1, 1, 1, 1] (expected: 1 to 6 modes)");
    assertMessage(
        list(2, 2), list(2), 1, list(1, 1), "rows: [2] (expected: 2 modes, as many as in [2, 2])");
    assertMessage(
        list(2, 2), list(2, 2), 1, list(1), "ranks: [1] (expected: 2 modes, as many as in [2, 2])");
    assertMessage(list(2, 0), list(2, 2), 1, list(1, 1), "in: mode 2: 0 (expected: at least 1)");
    assertMessage(
        list(2, 2), list(-3, 2), 1, list(1, 1), "rows: mode 1: -3 (expected: at least 1)");
    assertMessage(list(2), list(2), 1, list(0), "ranks: mode 1: 0 (expected: at least 1)");
    assertMessage(list(2), list(2), 0, list(1), "terms: 0 (expected: at least 1)");
  }

  @Test
  void sizesThatWouldOverflowAreRefused() {
    int huge = Integer.MAX_VALUE;
    for (int[] in : new int[][] {list(huge, huge, huge), list(huge), list(1 << 13, 1 << 12)}) {
      int[] ones = in.clone();
      Arrays.fill(ones, 1);
      assertThatThrownBy(() -> new OperatorShape(in, ones, 1, ones))
          .isInstanceOf(UserError.class)
          .hasMessage("in: more than 2^24 (expected: a product of at most 16777216)");
    }
    assertThatThrownBy(() -> new OperatorShape(list(64, 64), list(64, 64), huge, list(64, 64)))
        .isInstanceOf(UserError.class);
    assertThatThrownBy(() -> new OperatorShape(list(4096), list(4096), 2, list(4096)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("entries of U.1");
  }

  private static void assertMessage(int[] in, int[] rows, int terms, int[] ranks, String message) {
    assertThatThrownBy(() -> new OperatorShape(in, rows, terms, ranks))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }
}
