package org.kcpfpga.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClipCounterTest {
  private final ClipCounter counter = new ClipCounter(4);

  @Test
  void countsAtTheEndOfTheCycleThatIsDue() {
    counter.add(10, 14, 3);
    assertThat(counter.value(14)).isZero();
    assertThat(counter.value(15)).isEqualTo(3);
  }

  @Test
  void holdsOneEntryForEachOfTheCyclesUnderWay() {
    for (int cycle = 0; cycle < 100; cycle++) {
      counter.add(cycle, cycle + 4, 1);
    }
    assertThat(counter.value(99)).isEqualTo(95);
    assertThat(counter.value(104)).isEqualTo(100);
  }

  @Test
  void clearingWinsOverCountingInTheSameCycleAndKeepsWhatIsStillToCome() {
    counter.add(0, 4, 1);
    counter.add(1, 5, 10);
    counter.add(2, 6, 100);
    counter.clear(5);
    assertThat(counter.value(6)).isZero();
    assertThat(counter.value(7)).isEqualTo(100);
  }
}
