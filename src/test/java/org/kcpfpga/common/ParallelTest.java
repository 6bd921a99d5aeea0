package org.kcpfpga.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ParallelTest {
  @Test
  void resultsAndNewsOfThemAreInOrderWhateverEndsFirst() {
    CountDownLatch second = new CountDownLatch(1);
    List<Callable<Integer>> tasks =
        List.of(
            () -> {
              second.await();
              return 1;
            },
            () -> {
              second.countDown();
              return 2;
            },
            () -> 3);
    List<Integer> told = new ArrayList<>();
    assertThat(Parallel.run(2, tasks, told::add)).containsExactly(1, 2, 3);
    assertThat(told).containsExactly(1, 2, 3);
    assertThat(Parallel.run(2, List.<Callable<Integer>>of(), told::add)).isEmpty();
  }

  /** The first task would never end. */
  @Test
  void aFailureIsThrownThoughAnEarlierTaskStillRuns() {
    List<Callable<Integer>> tasks =
        List.of(
            () -> {
              new CountDownLatch(1).await();
              return 1;
            },
            () -> {
              throw new UserError("the second");
            });
    assertThatThrownBy(() -> Parallel.run(2, tasks, result -> {}))
        .isInstanceOf(UserError.class)
        .hasMessage("the second");
  }
}
