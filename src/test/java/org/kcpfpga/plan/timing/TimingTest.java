package org.kcpfpga.plan.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.design.Design;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.CycleCounts;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.planner.build.Allocation;
import org.kcpfpga.planner.build.PipelineBuilder;
import org.kcpfpga.rnn.CellKind;

/**
 * Minimal cores counted by hand from the contract of the package. A beat pushed in t is popped from
 * t + 1 on; the first bus beat is accepted in cycle 0.
 */
class TimingTest {
  private static final BitWidths BITS = new BitWidths(8, 8, 8, 8);

  /**
   * d = 1, N = 2, M = 2, R = 1, p = 1, every stage with a multiplier of its own.
   *
   * <pre>
   * cycle  0  1  2  3  4  5  6  7  8  9 10 11 12 13 14
   * bus   x0 x1
   * front    x0 x1
   * push                 z                             front latency p + 2 = 3
   * fill                    z                          expand stage, full from 7 on
   * issue                      o0 o1
   * push                                o0 o1          latency 3
   * cell                                   o0 o1
   * push                                      o0 o1    latency 1
   * out                                          o0 o1
   * </pre>
   */
  @Test
  void aLinearCoreThatNothingDelays() {
    Pipeline pipeline = linear(new Allocation(1, List.of(bank(1, "input_expand1"))));
    // The bus, the front and the expansion are busy 2 cycles a step.
    requireCounts(pipeline, 2, 15);
  }

  /**
   * The same operator on one multiplier, contracted and expanded by turns.
   *
   * <p>The contraction goes first. Vector k (from 1) is contracted in 2k - 1 and 2k, and spends a
   * credit in 2k. There are accumulator words 1 + latency 3 + 4 = 8 of them, and 2 come back when
   * the buffer's places are filled, so that 10 vectors are contracted until cycle 20.
   *
   * <pre>
   * cycle    21  22  23  24  25  26  27  28  29  30  31  32
   * contract j0   -   -   -  j1  j0   -   -  j1  j0   -   -   the last j wants a credit
   * expand       o0  o1  o0   -   -  o1  o0   -   -  o1  o0
   * fill                  z               z               z   credit from the next cycle on
   * </pre>
   *
   * <p>From then on 4 cycles a step. A frame alone is expanded at once, as in the core above: its
   * contraction is issued in 1 and 2 and pushed in 5, as late as a front would.
   */
  @Test
  void aSharedMultiplierLetsOneStageIssueInACycle() {
    Pipeline pipeline = linear(new Allocation(0, List.of(bank(1, "input_expand1", "input_front"))));
    assertThat(pipeline.multipliers()).isEqualTo(1);
    assertThat(pipeline.into("input_expand1").credits()).isEqualTo(8);
    requireCounts(pipeline, 4, 15);
  }

  /**
   * d = 1, N = 1, M = 1, R = 1, an LSTM without interpolation on multipliers of its own.
   *
   * <pre>
   *  0 bus       1 front     4 push      5 fill, start queue pushed
   *  6 input and hidden expand issue all gates (the hidden place is full after reset)
   *  9 push     10 cell     17 push (latency 7)
   * 18 out; hidden contract  21 push     22 fill
   * 23 hidden expand         26 push     27 cell: 17 cycles after the element before
   * </pre>
   */
  @Test
  void anLstmOfOneElementTakesItsLoop() {
    Pipeline pipeline = lstm(3);
    assertThat(pipeline.cell().latency()).isEqualTo(7);
    requireCounts(pipeline, 17, 19);
  }

  /**
   * The same of a minimal gated unit, which goes round twice: f h is pushed by the element that
   * issues in 10, h by that of the second pass.
   *
   * <pre>
   * 10 cell     14 push of f h (latency 4)    15 hidden contract    18 push    19 fill
   * 20 hidden expand (that of x issued in 7)  23 push
   * 24 cell     28 push of h                  29 out; hidden contract
   * </pre>
   */
  @Test
  void aMinimalGatedUnitTakesItsLoopTwice() {
    Pipeline pipeline = oneElement(CellKind.MGU, 2);
    assertThat(pipeline.cell().latency()).isEqualTo(4);
    assertThat(pipeline.cell().interval()).isEqualTo(1);
    requireCounts(pipeline, 28, 30);
  }

  /**
   * On one lane the cell multiplies f*c in 3 and i*g in 4, c stands at 6, tanh(c) at 7. Slot 7 is
   * that of i*g modulo 3, so o*tanh(c) waits for 8: latency 9, and the loop is 2 cycles longer.
   */
  @Test
  void aNarrowCellMakesTheLoopLonger() {
    Pipeline pipeline = lstm(1);
    assertThat(pipeline.cell().interval()).isEqualTo(3);
    assertThat(pipeline.cell().latency()).isEqualTo(9);
    requireCounts(pipeline, 19, 21);
  }

  @Test
  void aLimitThatIsExceededByFarEndsTheCountEarly() {
    Pipeline pipeline = lstm(3);
    assertThat(Timing.within(pipeline, 17)).isTrue();
    assertThat(Timing.within(pipeline, 16)).isFalse();
    OperatorShape shape = new OperatorShape(new int[] {2000}, new int[] {2}, 1, new int[] {1});
    Design design = Design.of("hand", CellKind.LINEAR, shape, null, 1, 1, BITS);
    MergedModes forms = new MergedModes(new boolean[1], new boolean[0]);
    Allocation allocation = new Allocation(1, List.of(bank(1, "input_expand1")));
    // 2000 cycles a step
    assertThat(Timing.within(PipelineBuilder.build(design, forms, allocation), 10)).isFalse();
  }

  private static Pipeline linear(Allocation allocation) {
    OperatorShape shape = new OperatorShape(new int[] {2}, new int[] {2}, 1, new int[] {1});
    Design design = Design.of("hand", CellKind.LINEAR, shape, null, 1, 1, BITS);
    return PipelineBuilder.build(
        design, new MergedModes(new boolean[1], new boolean[0]), allocation);
  }

  private static Pipeline lstm(int cellLanes) {
    return oneElement(CellKind.LSTM, cellLanes);
  }

  private static Pipeline oneElement(CellKind kind, int cellLanes) {
    int gates = kind.gates();
    OperatorShape shape = new OperatorShape(new int[] {1}, new int[] {gates}, 1, new int[] {1});
    Design design = Design.of("hand", kind, shape, shape, 1, 1, BITS);
    List<Allocation.Bank> banks =
        List.of(
            bank(gates, "input_expand1"),
            bank(gates, "hidden_expand1"),
            bank(1, "hidden_contract1"),
            bank(cellLanes, "cell"));
    MergedModes factors = new MergedModes(new boolean[1], new boolean[1]);
    return PipelineBuilder.build(design, factors, new Allocation(1, banks));
  }

  private static Allocation.Bank bank(int lanes, String... members) {
    return new Allocation.Bank(lanes, List.of(members));
  }

  private static void requireCounts(Pipeline pipeline, long interval, long latency) {
    CycleCounts counts = Timing.of(pipeline);
    assertThat(counts.interval()).isEqualTo(interval);
    assertThat(counts.latency()).isEqualTo(latency);
  }
}
