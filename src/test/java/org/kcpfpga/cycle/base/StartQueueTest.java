package org.kcpfpga.cycle.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartQueueTest {
  /** Flags of sequence 2 without and with a start. */
  private static final int GOES_ON = 4;

  private static final int STARTS = 5;

  private final StartQueue steps = new StartQueue(3, true);

  @Test
  void theFirstStepOfEverySequenceAfterResetStartsIt() {
    assertThat(steps.commit(GOES_ON)).isEqualTo(STARTS);
    assertThat(steps.commit(GOES_ON)).isEqualTo(GOES_ON);
    assertThat(steps.commit(2)).isEqualTo(3);
    steps.reset();
    assertThat(steps.commit(GOES_ON)).isEqualTo(STARTS);
  }

  @Test
  void whoeverWaitsIsToldOfCommitsAndOfRoom() {
    List<String> told = new ArrayList<>();
    steps.onCommit = () -> told.add("commit " + steps.ready());
    steps.onPop = () -> told.add("pop " + steps.ready());
    steps.commit(0);
    steps.pop();
    assertThat(told).containsExactly("commit true", "pop false");
  }

  @Test
  void fourStepsFillItAndLeaveInOrder() {
    int[] flags = {GOES_ON, 0, STARTS, GOES_ON};
    for (int step = 0; step < 4; step++) {
      assertThat(steps.full()).isFalse();
      steps.commit(flags[step]);
    }
    assertThat(steps.full()).isTrue();
    boolean[] starts = {true, true, true, false};
    int[] sequences = {2, 0, 2, 2};
    for (int step = 0; step < 4; step++) {
      assertThat(steps.start()).isEqualTo(starts[step]);
      assertThat(steps.sequence()).isEqualTo(sequences[step]);
      steps.pop();
      assertThat(steps.full()).isFalse();
    }
    assertThat(steps.ready()).isFalse();
  }

  @Test
  void withoutAHiddenSideThereIsAlwaysRoom() {
    StartQueue linear = new StartQueue(1, false);
    for (int step = 0; step < 9; step++) {
      assertThat(linear.commit(0)).isEqualTo(step == 0 ? 1 : 0);
      assertThat(linear.full()).isFalse();
    }
  }
}
