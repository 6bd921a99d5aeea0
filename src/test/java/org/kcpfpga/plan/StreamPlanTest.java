package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamPlanTest {
  private static StreamPlan of(int bus, int lanes) {
    return new StreamPlan(bus * lanes * 4, bus, lanes, 8, 1);
  }

  /** b + 2 p' - 1 units of gcd(B, p): 1 + 2 - 1; 2 + 2 - 1; 16 + 18 - 1; 5 + 6 - 1. */
  @Test
  void aGearboxHoldsWhatNeverLosesACycle() {
    assertThat(of(4, 4).capacity()).isEqualTo(2);
    assertThat(of(8, 4).capacity()).isEqualTo(3);
    assertThat(of(16, 9).capacity()).isEqualTo(33);
    assertThat(of(5, 3).capacity()).isEqualTo(10);
  }

  /** With B at least p, the front takes p elements in every cycle after the first beat came in. */
  @Test
  void noCycleIsLostWhenTheBusIsFastEnough() {
    int pairs = 0;
    for (int bus = 1; bus <= 24; bus++) {
      for (int lanes = 1; lanes <= bus; lanes++) {
        StreamPlan plan = of(bus, lanes);
        int units = plan.beatUnits();
        for (int cycle = 0; cycle < 200; cycle++) {
          boolean accepts = units + plan.beatUnits() <= plan.capacity();
          assertThat(units).as(bus + " to " + lanes).isGreaterThanOrEqualTo(plan.laneUnits());
          units += (accepts ? plan.beatUnits() : 0) - plan.laneUnits();
          assertThat(units).isLessThanOrEqualTo(plan.capacity());
        }
        pairs++;
      }
    }
    assertThat(pairs).isEqualTo(300);
  }

  @Test
  void sequencesAreNumberedAboveTheStartFlag() {
    StreamPlan plan = new StreamPlan(12, 2, 2, 8, 5);
    assertThat(plan.slotBits()).isEqualTo(3);
    assertThat(plan.userBits()).isEqualTo(4);
    assertThat(plan.frameFlags()).isEqualTo(5);
    assertThat(plan.stepFlags()).isEqualTo(4);
  }
}
