package org.kcpfpga.plan.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.CycleCounts;
import org.kcpfpga.planner.Planner;

/** Calm cycles are done at once, others one by one. */
class MovementTest {
  /** Moves a queue in every cycle whose number divides by its period. */
  private static final class Beating implements TimedNode {
    private final int period;
    private int cycle;
    private int moves;

    Beating(int period) {
      this.period = period;
    }

    @Override
    public void decide(long now) {
      assertThat(cycle).isEqualTo((int) now);
    }

    @Override
    public void act(long now) {
      cycle++;
      moves += now % period == 0 ? 1 : 0;
    }

    @Override
    public boolean active() {
      return true;
    }

    @Override
    public long calm(long now) {
      return (period - now % period) % period;
    }

    @Override
    public void repeat(int cycles) {
      cycle += cycles;
    }

    @Override
    public void describe(TimedState state, long now) {
      state.add(cycle);
    }
  }

  private final Beating tenth = new Beating(10);
  private final Beating fifteenth = new Beating(15);
  private final Movement movement = new Movement(List.of(tenth, fifteenth), List.of());

  @Test
  void aStepEndsWhereTheFirstNodeMovesAQueue() {
    // both move in cycle 0; then not looked at for one more cycle
    assertThat(movement.advance(0, 100)).isEqualTo(1);
    assertThat(movement.advance(1, 100)).isEqualTo(1);
    assertThat(movement.advance(2, 100)).isEqualTo(8);
    assertThat(movement.advance(10, 100)).isEqualTo(1);
    assertThat(movement.advance(11, 100)).isEqualTo(1);
    assertThat(movement.advance(12, 100)).isEqualTo(3);
  }

  @Test
  void noStepIsLongerThanAskedFor() {
    movement.advance(0, 100);
    movement.advance(1, 100);
    assertThat(movement.advance(2, 5)).isEqualTo(5);
  }

  @Test
  void noMoveIsLeftOut() {
    int now = 0;
    while (now < 3_000) {
      now += movement.advance(now, 3_000 - now);
    }
    assertThat(tenth.moves).isEqualTo(300);
    assertThat(fifteenth.moves).isEqualTo(200);
  }

  /** A bank with a slot of the cell ahead may refuse in the next cycle. */
  @Test
  void aBankIsCalmWithoutClaims() {
    TimedBank bank = new TimedBank();
    bank.addCell(4);
    assertThat(bank.calm()).isTrue();
    bank.claim(3);
    bank.claim(3);
    assertThat(bank.calm()).isFalse();
    for (int now = 0; now <= 3; now++) {
      bank.arbitrate(now);
    }
    assertThat(bank.calm()).isTrue();
  }

  /**
   * The steps whose ends were found in large strides, one cycle after the other: wherever the front
   * folds, waits for a wide bus, or takes an element a cycle.
   */
  @ParameterizedTest
  @CsvSource({"1, 0", "1, 60", "3, 6", "3, 12", "12, 12"})
  void aPeriodTakesTheCyclesThatItTakesOneByOne(int lanes, int bus) {
    String text =
        """
        {"name": "d", "cell": "lstm", "inputLanes": %d, "busLanes": %d,
         "input": {"in": [5, 12], "out": [2, 3], "terms": 1, "ranks": [2, 2]},
         "hidden": {"in": [2, 3], "out": [2, 3], "terms": 1, "ranks": [2, 2]}}
        """;
    text = text.replaceFirst("%d", "" + lanes);
    text = bus == 0 ? text.replace("\"busLanes\": %d,", "") : text.replace("%d", "" + bus);
    var pipeline = Planner.plan(DesignFile.parse("d.json", text)).pipeline();
    CycleCounts counts = Timing.of(pipeline);
    int cycles = Timing.occupancy(pipeline, Long.MAX_VALUE).cycles();
    long interval = counts.interval();
    assertThat((long) cycles)
        .isBetween(counts.period() * (interval - 1) + 1, counts.period() * interval);
  }
}
