package org.kcpfpga.cycle.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClipCounterTest {
  private final ClipCounter counter = new ClipCounter(4, 0xFFFF_FFFFL);

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

  @Test
  void staysAtItsGreatestValue() {
    ClipCounter counter = new ClipCounter(3, 15);
    counter.add(0, 0, 14);
    assertThat(counter.value(1)).isEqualTo(14);
    counter.add(1, 1, 3);
    assertThat(counter.value(2)).isEqualTo(15);
    counter.add(2, 2, 1);
    assertThat(counter.value(3)).isEqualTo(15);
    counter.clear(3);
    counter.add(4, 4, 1);
    assertThat(counter.value(5)).isEqualTo(1);
  }

  @Test
  void countsUpToTheWholeRegister() {
    ClipCounter counter = new ClipCounter(1, 0xFFFF_FFFFL);
    counter.add(0, 0, Integer.MAX_VALUE);
    counter.add(1, 1, Integer.MAX_VALUE);
    counter.add(2, 2, 5);
    assertThat(counter.value(3)).isEqualTo(-1);
  }
}
