package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kcpfpga.rnn.CellKind;

class CellScheduleTest {
  /**
   * Pre-activations stand at rank 2, entries at 3, where all gates interpolate; gates stand at 5,
   * where f*c and i*g multiply; c stands at 7, its entry at 8, tanh(c) at 10, where o*tanh(c)
   * multiplies; h is pushed at 11.
   */
  @Test
  void anLstmOnEightLanesTakesElevenCycles() {
    CellSchedule schedule = CellSchedule.of(CellKind.LSTM, 16, 8);
    assertThat(schedule.interval()).isEqualTo(1);
    for (String gate : CellSchedule.gates(CellKind.LSTM)) {
      assertThat(schedule.product(gate).slot()).isEqualTo(3);
      assertThat(schedule.valueRank(gate)).isEqualTo(5);
    }
    assertThat(schedule.product("forget").slot()).isEqualTo(5);
    assertThat(schedule.product("update").slot()).isEqualTo(5);
    assertThat(schedule.stateRank()).isEqualTo(7);
    assertThat(schedule.product("state_tanh").slot()).isEqualTo(8);
    assertThat(schedule.product("output").slot()).isEqualTo(10);
    assertThat(schedule.latency()).isEqualTo(11);
    assertThat(schedule.conflicts()).isEmpty();
  }

  /** r at 5, r*un in 5, the candidate's argument at 7, its entry at 8, n at 10, h pushed at 11. */
  @Test
  void aGruOnSixLanesTakesElevenCycles() {
    CellSchedule schedule = CellSchedule.of(CellKind.GRU, 16, 6);
    assertThat(schedule.product("reset").slot()).isEqualTo(5);
    assertThat(schedule.stateRank()).isEqualTo(7);
    assertThat(schedule.product("candidate_gate").slot()).isEqualTo(8);
    assertThat(schedule.product("fresh").slot()).isEqualTo(10);
    assertThat(schedule.product("kept").slot()).isEqualTo(5);
    assertThat(schedule.latency()).isEqualTo(11);
  }

  /** Without interpolation a value is its table's entry: ranks 3, 3 + 2, 6, 7. */
  @Test
  void narrowLatentsNeedNoInterpolation() {
    CellSchedule schedule = CellSchedule.of(CellKind.LSTM, 8, 3);
    assertThat(schedule.products()).hasSize(3);
    assertThat(schedule.product("state_tanh")).isNull();
    assertThat(schedule.stateRank()).isEqualTo(5);
    assertThat(schedule.latency()).isEqualTo(7);
  }

  @Test
  void aLinearCellMultipliesNothing() {
    CellSchedule schedule = CellSchedule.of(CellKind.LINEAR, 16, 4);
    assertThat(schedule.products()).isEmpty();
    assertThat(schedule.lanes()).isZero();
    assertThat(schedule.latency()).isEqualTo(1);
  }

  /** Elements a multiple of the interval apart never meet on a lane, on any number of lanes. */
  @Test
  void noTwoElementsMeetOnALane() {
    int schedules = 0;
    for (CellKind kind : CellKind.values()) {
      for (int bits : new int[] {8, 16}) {
        for (int lanes = 1; lanes <= 9; lanes++) {
          CellSchedule schedule = CellSchedule.of(kind, bits, lanes);
          requireApart(schedule);
          assertThat(schedule.conflicts()).noneMatch(d -> d % schedule.interval() == 0);
          assertThat(schedule.lanes() * schedule.interval())
              .isGreaterThanOrEqualTo(schedule.products().size());
          schedules++;
        }
      }
    }
    assertThat(schedules).isEqualTo(72);
  }

  private static void requireApart(CellSchedule schedule) {
    for (CellProduct one : schedule.products()) {
      assertThat(one.lane()).isLessThan(schedule.lanes());
      assertThat(one.slot()).isLessThan(schedule.latency() + 1);
      for (CellProduct other : schedule.products()) {
        boolean same = one.lane() == other.lane() && one != other;
        assertThat(same && (one.slot() - other.slot()) % schedule.interval() == 0).isFalse();
      }
    }
  }
}
