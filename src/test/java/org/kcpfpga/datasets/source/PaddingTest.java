package org.kcpfpga.datasets.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaddingTest {
  private static final double[] STEPS = {1, 2, 3, 4, 5, 6};

  @Test
  void zerosComeFirstAndTheLastStepsStay() {
    assertThat(Padding.front(STEPS, 2, 4)).containsExactly(0, 0, 1, 2, 3, 4, 5, 6);
    assertThat(Padding.front(STEPS, 2, 3)).containsExactly(STEPS);
    assertThat(Padding.front(STEPS, 2, 2)).containsExactly(3, 4, 5, 6);
  }

  @Test
  void stretchingKeepsBothEnds() {
    assertThat(Padding.stretched(STEPS, 2, 5)).containsExactly(1, 2, 2, 3, 3, 4, 4, 5, 5, 6);
    assertThat(Padding.stretched(STEPS, 2, 2)).containsExactly(1, 2, 5, 6);
    assertThat(Padding.stretched(STEPS, 2, 1)).containsExactly(1, 2);
    assertThat(Padding.stretched(new double[] {7}, 1, 3)).containsExactly(7, 7, 7);
  }
}
