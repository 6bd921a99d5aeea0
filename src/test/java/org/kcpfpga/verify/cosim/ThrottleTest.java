package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleTest {
  private static final int CYCLES = 200_000;

  /** Cycle by cycle a pause is 1 / (1 - pause) long. */
  @ParameterizedTest
  @CsvSource({"0.5, 0, 2", "0.9, 0, 10", "0.5, 60, 60", "0.2, 20, 20"})
  void pausesHaveTheirShareAndTheirLength(double pause, int burst, double length) {
    Throttle rhythm = new Throttle(new SplittableRandom(5), pause, burst);
    int paused = 0;
    int pauses = 0;
    boolean before = true;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      boolean flows = rhythm.flows();
      paused += flows ? 0 : 1;
      pauses += before && !flows ? 1 : 0;
      before = flows;
    }
    assertThat((double) paused / CYCLES).isBetween(pause * 0.95, pause * 1.05);
    assertThat((double) paused / pauses).isBetween(length * 0.9, length * 1.1);
  }
}
