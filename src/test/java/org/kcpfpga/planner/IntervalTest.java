package org.kcpfpga.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.rnn.CellKind;

/** Plans of designs that ask for an interval. */
class IntervalTest {
  private static final int DESIGNS = 12;
  private static final RandomDesigns.Limits SMALL = new RandomDesigns.Limits(3, 6, 2, 2, 60, 12);

  private static Design layer(int interval) {
    String text =
        """
        {"name": "d", "cell": "linear", "interval": %d,
         "input": {"in": [2], "out": [2], "terms": 2, "ranks": [1]}}
        """;
    return DesignFile.parse("d.json", String.format(Locale.ROOT, text, interval));
  }

  /** Contract 2 * 2 products, expand 2 * 2; see ExhaustiveSearchTest. */
  @ParameterizedTest
  @CsvSource({"8, 1, 8", "1000, 1, 8", "7, 2, 4", "4, 2, 4", "3, 4, 2", "2, 4, 2"})
  void aLinearLayerOfTwoStages(int interval, int multipliers, long measured) {
    AcceleratorPlan plan = Planner.plan(layer(interval));
    assertThat(plan.pipeline().multipliers()).isEqualTo(multipliers);
    assertThat(plan.cycles().interval()).isEqualTo(measured);
  }

  /** Two elements of y leave one after the other. */
  @Test
  void whatNoCoreReachesIsRefusedWithTheLeastThatOneDoes() {
    assertThatThrownBy(() -> Planner.plan(layer(1)))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "design d: interval: 1 (expected: at least 2, the fewest cycles a step that were"
                + " found)");
  }

  /** The 28 multipliers of its twelve lanes, of which 24 are the front's. */
  @Test
  void theVideoShapeChoosesItsTwelveLanes() {
    Design design = DesignFile.read(Path.of("designs/ytc-212.json")).withInterval(4800);
    AcceleratorPlan plan = Planner.plan(design);
    assertThat(plan.pipeline().stream().lanes()).isEqualTo(12);
    assertThat(plan.pipeline().multipliers()).isEqualTo(28);
    assertThat(plan.cycles().interval()).isEqualTo(4800);
  }

  @Test
  void everyIntervalFromTheLeastOnIsReached() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < DESIGNS; i++) {
      Design design = RandomDesigns.design(random, CellKind.values()[i % 4], SMALL);
      int least = least(design);
      long multipliers = Long.MAX_VALUE;
      for (int interval : new int[] {least, least + least / 2, 4 * least}) {
        AcceleratorPlan plan = Planner.plan(design.withInterval(interval));
        assertThat(plan.cycles().interval())
            .as("seed 5, design %d", i)
            .isBetween(1L, (long) interval);
        assertThat((long) plan.pipeline().multipliers()).isLessThanOrEqualTo(multipliers);
        multipliers = plan.pipeline().multipliers();
      }
    }
  }

  /** The least interval, as the error says it. */
  private static int least(Design design) {
    try {
      Planner.plan(design.withInterval(1));
    } catch (UserError tooFast) {
      return Integer.parseInt(tooFast.getMessage().replaceAll(".*at least (\\d+),.*", "$1"));
    }
    return 1;
  }
}
