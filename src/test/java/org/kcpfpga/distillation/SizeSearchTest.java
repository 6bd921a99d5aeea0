package org.kcpfpga.distillation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.distillation.SizeSearch.Step;

class SizeSearchTest {
  private static List<Double> ratios(double largest, double bound) {
    return SizeSearch.run(largest, ratio -> ratio <= bound).stream().map(Step::ratio).toList();
  }

  /** sqrt(16 32) = 22.63, sqrt(16 22.63) = 19.03; 22.63 / 19.03 = 1.19. */
  @Test
  void aBoundIsFoundBetweenTwoThatAreClose() {
    List<Step> steps = SizeSearch.run(1000, ratio -> ratio <= 20);
    assertThat(steps.stream().map(Step::within).toList())
        .containsExactly(true, true, false, false, true);
    double[] expected = {8, 16, 32, 22.627, 19.027};
    for (int i = 0; i < expected.length; i++) {
      assertThat(steps.get(i).ratio()).isCloseTo(expected[i], within(1e-3));
    }
  }

  /** sqrt(2 4) = 2.83, sqrt(2.83 4) = 3.36. */
  @Test
  void downwardsLikewise() {
    assertThat(ratios(1000, 3))
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-3 ? 0 : 1, Double.class)
        .containsExactly(8.0, 4.0, 2.0, 2.828, 3.364);
  }

  @Test
  void whereAllDoesTheSmallestIsTheLast() {
    assertThat(ratios(20, 1000)).containsExactly(8.0, 16.0, 20.0);
    assertThat(ratios(5, 1000)).containsExactly(5.0);
    assertThat(ratios(1, 1000)).containsExactly(1.0);
  }

  @Test
  void whereNothingDoesAllAreTriedDownToTheSizeOfTheDenseOne() {
    assertThat(ratios(20, 0)).containsExactly(8.0, 4.0, 2.0, 1.0);
    assertThat(ratios(5, 0)).containsExactly(5.0, 2.5, 1.25, 1.0);
  }
}
