package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gearbox by hand, and a model of it that must never lose a cycle. */
class StreamPlanTest {
  private static final int LARGEST = 24;
  private static final int CYCLES = 200;

  /** The capacity is b + 2p' - 1 units of gcd(B, p) elements. */
  @ParameterizedTest
  @CsvSource({
    // B = p: units of 9, b = 1, p' = 1, 1 + 2 - 1
    "9, 9, 9, 1, 1, 2",
    // B = 2p: units of 6, b = 2, p' = 1, 2 + 2 - 1
    "12, 6, 6, 2, 1, 3",
    // coprime: units of 1, 16 + 18 - 1
    "16, 9, 1, 16, 9, 33",
    // coprime: 5 + 6 - 1
    "5, 3, 1, 5, 3, 10",
    // gcd 4: b = 3, p' = 2, 3 + 4 - 1
    "12, 8, 4, 3, 2, 6"
  })
  void theGearboxHoldsTheseUnits(int bus, int lanes, int unit, int beat, int taken, int capacity) {
    StreamPlan plan = stream(bus, lanes, 1);
    assertThat(plan.unit()).isEqualTo(unit);
    assertThat(plan.beatUnits()).isEqualTo(beat);
    assertThat(plan.laneUnits()).isEqualTo(taken);
    assertThat(plan.capacity()).isEqualTo(capacity);
  }

  @ParameterizedTest
  @CsvSource({
    // sequences, bits that number them, tuser, frame flags (start, sequence, bad), step flags
    "1, 0, 1, 2, 1",
    "2, 1, 2, 3, 2",
    "3, 2, 3, 4, 3",
    "4, 2, 3, 4, 3",
    "5, 3, 4, 5, 4",
    "256, 8, 9, 10, 9"
  })
  void flagsNumberTheSequences(int sequences, int slot, int user, int frame, int step) {
    StreamPlan plan = stream(4, 4, sequences);
    assertThat(plan.slotBits()).isEqualTo(slot);
    assertThat(plan.userBits()).isEqualTo(user);
    assertThat(plan.frameFlags()).isEqualTo(frame);
    assertThat(plan.stepFlags()).isEqualTo(step);
  }

  @Test
  void onceFilledTheGearboxGivesInEveryCycle() {
    int pairs = 0;
    for (int bus = 1; bus <= LARGEST; bus++) {
      for (int lanes = 1; lanes <= bus; lanes++) {
        StreamPlan plan = stream(bus, lanes, 1);
        assertThat(lostCycles(plan, plan.capacity())).as("B %d p %d", bus, lanes).isZero();
        pairs++;
      }
    }
    // 1 + 2 + ... + 24
    assertThat(pairs).isEqualTo(300);
  }

  @Test
  void aSmallerGearboxWouldLoseCycles() {
    // B = p: with one unit it fills and empties in turn
    assertThat(lostCycles(stream(4, 4, 1), 1)).isEqualTo(CYCLES / 2 - 1);
    StreamPlan plan = stream(5, 3, 1);
    assertThat(lostCycles(plan, plan.capacity() - 1)).isPositive();
  }

  /** Cycles without a pop after the first one, a beat being offered in every cycle. */
  private static int lostCycles(StreamPlan plan, int capacity) {
    int units = 0;
    int lost = 0;
    boolean filled = false;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      // Both look at the start of the cycle.
      boolean accepts = units + plan.beatUnits() <= capacity;
      boolean pops = units >= plan.laneUnits();
      filled |= pops;
      lost += filled && !pops ? 1 : 0;
      units += (accepts ? plan.beatUnits() : 0) - (pops ? plan.laneUnits() : 0);
      assertThat(units).isBetween(0, capacity);
    }
    assertThat(filled).isTrue();
    return lost;
  }

  private static StreamPlan stream(int bus, int lanes, int sequences) {
    return new StreamPlan(bus * lanes, bus, lanes, 8, sequences);
  }
}
