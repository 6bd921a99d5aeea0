package org.kcpfpga.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartQueueTest {
  private final StartQueue steps = new StartQueue();

  @Test
  void theFirstStepAfterResetStartsASequence() {
    assertThat(steps.commit(5, false)).isTrue();
    assertThat(steps.commit(6, false)).isFalse();
    steps.reset();
    assertThat(steps.commit(9, false)).isTrue();
  }

  @Test
  void aStepIsSeenInTheCycleAfterItsCommit() {
    steps.commit(5, false);
    assertThat(steps.ready(5)).isFalse();
    assertThat(steps.ready(6)).isTrue();
  }

  @Test
  void fourStepsFillItAndLeaveInOrder() {
    for (int step = 0; step < 4; step++) {
      assertThat(steps.full()).isFalse();
      steps.commit(step, step == 2);
    }
    assertThat(steps.full()).isTrue();
    for (boolean start : new boolean[] {true, false, true, false}) {
      assertThat(steps.start()).isEqualTo(start);
      steps.pop();
      assertThat(steps.full()).isFalse();
    }
    assertThat(steps.ready(100)).isFalse();
  }
}
