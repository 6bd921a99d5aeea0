package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.planner.Planner;

/** What a plan says of itself, for {@code tiny}: N = 3 * 4, two at a time, M = 2 * 3, an LSTM. */
class AcceleratorPlanTest {
  private static final Design TINY = DesignFile.read(Path.of("designs/tiny.json"));
  private static final AcceleratorPlan PLAN = Planner.plan(TINY);

  @Test
  void itsFrontTakesTheVectorInFoldsOfItsLanes() {
    FrontPlan front = PLAN.pipeline().front();
    assertThat(PLAN.inputBound()).isEqualTo(6);
    assertThat(front.folded()).isTrue();
    assertThat(front.beats()).isEqualTo(6);
    assertThat(front.cycles()).isEqualTo(6);
    // every element times K * R_2 = 4
    assertThat(front.multiplications()).isEqualTo(48);
  }

  @Test
  void itsFiguresAreRatiosToMultipliersAndCycles() {
    assertThat(PLAN.pipeline().multipliers()).isEqualTo(28);
    assertThat(PLAN.cycles().interval()).isEqualTo(37);
    // PlannerTest counts the 480 multiplications
    assertThat(PLAN.utilisation()).isCloseTo(480 / 1036.0, within(1e-12));
    // 4 * 6 rows times 12 + 6 columns
    assertThat(PLAN.denseMacsPerCycleAndMultiplier()).isCloseTo(432 / 1036.0, within(1e-12));
  }

  /** Four lanes take a fibre of four in one beat, so that no cell ever changes its factor. */
  @Test
  void onlyAFrontThatNeverTurnsMultipliesByConstants() {
    AcceleratorPlan wide = Planner.plan(TINY.withLanes(4));
    assertThat(wide.pipeline().front().folded()).isFalse();
    // 4 lanes * 4 columns
    assertThat(wide.constantDsps()).isEqualTo(16);
    assertThat(Planner.plan(TINY.withLanes(4).withLoadableFactors()).constantDsps()).isZero();
    assertThat(PLAN.constantDsps()).isZero();
    assertThat(Planner.plan(TINY.withMultipliers(1)).constantDsps()).isZero();
  }
}
