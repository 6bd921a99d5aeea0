package org.kcpfpga.format.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.TensorNetwork;
import org.kcpfpga.format.TensorNetwork.Core;
import org.kcpfpga.format.TensorNetwork.Index;
import org.kcpfpga.format.TensorNetwork.Step;

/** Costs by hand. */
class FormatCostTest {
  private static final List<Integer> IN = List.of(8, 20, 20, 18);
  private static final List<Integer> ROWS = List.of(16, 4, 4, 4);

  /** One multiplication and 17 levels of additions: 2^15 < 57,600 <= 2^16 makes it 16. */
  @Test
  void aMatrixHasOneLongSum() {
    FormatCost cost = FormatCost.of(OperatorFormat.uniform(FormatKind.DENSE, IN, ROWS, 1, 1));
    assertThat(cost.multiplications()).isEqualTo(58_982_400);
    assertThat(cost.largestIntermediate()).isZero();
    assertThat(cost.depth()).isEqualTo(1 + 16);
    assertThat(cost.cycles()).containsEntry(256, 230_400L).containsEntry(1024, 57_600L);
    assertThat(cost.cycles().keySet()).containsExactly(8, 16, 32, 64, 128, 256, 512, 1024);
  }

  /**
   * Contract 18, 20, 20, 8, then expand: sums of 18, 20, 20, 8, 2, 2, 2 and 2 values, so that 8
   * multiplications and 5 + 5 + 5 + 3 + 4 levels of additions follow each other.
   */
  @Test
  void kcpInItsOwnOrderByHand() {
    TensorNetwork network = OperatorFormat.uniform(FormatKind.KCP, IN, ROWS, 1, 2).network();
    long contract = 57600 * 2 + 3200 * 4 + 160 * 8 + 8 * 16;
    long expand = 16 * 16 + 64 * 8 + 256 * 4 + 1024 * 2;
    assertThat(network.multiplications()).isEqualTo(contract + expand);
    assertThat(network.largestIntermediate()).isEqualTo(3200 * 2);
    StepSchedule schedule = new StepSchedule(network);
    assertThat(schedule.depth()).isEqualTo(8 + 18 + 4);
    assertThat(schedule.cycles(256)).isEqualTo(450 + 50 + 5 + 1 + 1 + 2 + 4 + 8);
    assertThat(schedule.cycles(1024)).isEqualTo(113 + 13 + 2 + 1 + 1 + 1 + 1 + 2);
  }

  /**
   * Two branches of 10 multiplications and a step of 6 behind both, on 8 multipliers: 8 of the
   * first; 2 of it and 6 of the second; 4 of the second; then the last.
   */
  @Test
  void branchesShareTheMultipliers() {
    Index a = new Index("a", 5);
    Index b = new Index("b", 5);
    Index p = new Index("p", 2);
    Index r = new Index("r", 2);
    List<Core> cores =
        List.of(
            new Core("A", List.of(a, p)), new Core("B", List.of(b, r)), new Core("C", List.of(b)));
    List<Step> order = List.of(new Step(0, 1), new Step(2, 3), new Step(4, 5));
    TensorNetwork network = new TensorNetwork(List.of(a), List.of(p, r), cores, order);

    assertThat(new StepSchedule(network).cycles(8)).isEqualTo(3 + 1);
    assertThat(new StepSchedule(network).cycles(1)).isEqualTo(10 + 10 + 4);
    assertThat(new StepSchedule(network).cycles(1024)).isEqualTo(2);
    // a multiplication and 3 levels of additions, then one multiplication
    assertThat(new StepSchedule(network).depth()).isEqualTo(4 + 1);
  }

  /** TIE's order, gates in mode 1: 1,937,408 multiplications; none is better. */
  @Test
  void theBestOrderOfTheTrainIsThatOfItsSource() {
    FormatCost cost = FormatCost.of(OperatorFormat.uniform(FormatKind.TT, IN, ROWS, 1, 4));
    assertThat(cost.multiplications()).isEqualTo(1_937_408);
    assertThat(cost.cycles()).containsEntry(256, 7_568L);
  }

  /** The third mode before the fourth saves 2,752 multiplications of the stream's order. */
  @Test
  void kcpHasABetterOrderThanThatOfTheStream() {
    FormatCost cost = FormatCost.of(OperatorFormat.uniform(FormatKind.KCP, IN, ROWS, 1, 2));
    assertThat(cost.multiplications()).isEqualTo(133_248 - 2_752);
  }
}
