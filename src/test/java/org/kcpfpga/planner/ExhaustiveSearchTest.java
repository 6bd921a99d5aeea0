package org.kcpfpga.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.rnn.CellKind;

/** The planner against all allocations of small shapes. */
class ExhaustiveSearchTest {
  private static final RandomDesigns.Limits SMALL = new RandomDesigns.Limits(2, 6, 2, 2, 24, 8);
  private static final int[] BUDGETS = {1, 2, 4, 7, 9, 11, 22, 40};
  private static final int MOST = 40;
  private static final int STAGES = 6;

  /** By how much the planner's interval may exceed the best. */
  private static final double SLACK = 1.02;

  /**
   * One element after the other: contract 2 * 2 products, expand 2 * 2. All on one multiplier take
   * 8 cycles; the two stages on one each 4, on two each 2, on four each 1, but two elements of x
   * take two cycles.
   */
  @Test
  void aLinearLayerOfTwoStages() {
    String text =
        """
        {"name": "d", "cell": "linear", "inputLanes": 1,
         "input": {"in": [2], "out": [2], "terms": 2, "ranks": [1]}}
        """;
    Design design = DesignFile.parse("d.json", text);
    // the matrix of two rows is as small as its factors, which stay
    long[] least = ExhaustiveSearch.intervals(design, 0, 9, STAGES);
    assertThat(least[1]).isEqualTo(8);
    assertThat(least[2]).isEqualTo(4);
    assertThat(least[4]).isEqualTo(2);
    assertThat(least[9]).isEqualTo(2);
    // of a plan that is a cycle too long the search finds a better one, of others none
    long[] known = {Long.MAX_VALUE, 9, 4, 4};
    assertThat(ExhaustiveSearch.below(design, 0, known, STAGES)).startsWith(known[0], 8, 4, 4);
  }

  @Test
  void aShapeOfMoreStagesIsLeftOut() {
    Design design = RandomDesigns.design(new SplittableRandom(1), CellKind.LSTM, SMALL);
    assertThat(ExhaustiveSearch.intervals(design, 0, 9, 1)).isNull();
  }

  /** Of every interval that a core of 40 multipliers reaches, five, fewest cycles first. */
  @ParameterizedTest
  @ValueSource(ints = {55, 86, 111, 113, 119, 126, 168})
  void noAllocationReachesAnIntervalOnFewerMultipliers(int seed) {
    Design design = small(seed);
    long[] least = least(design);
    int tried = 0;
    for (int multipliers = MOST; multipliers > 0; multipliers -= 1 + MOST / 5) {
      int interval = (int) least[multipliers];
      int fewest = 1;
      while (least[fewest] > interval) {
        fewest++;
      }
      AcceleratorPlan plan = Planner.plan(design.withInterval(interval));
      assertThat(plan.cycles().interval()).isLessThanOrEqualTo(interval);
      assertThat(plan.pipeline().multipliers()).as("interval %d", interval).isEqualTo(fewest);
      tried++;
    }
    assertThat(tried).isEqualTo(5);
  }

  /** The last four have cores that no two moves lead to. */
  @ParameterizedTest
  @ValueSource(ints = {55, 86, 111, 113, 119, 126, 168, 70, 77, 93, 94})
  void noAllocationIsFasterByMoreThanTwoPercent(int seed) {
    Design design = small(seed);
    long[] least = least(design);
    for (int budget : BUDGETS) {
      AcceleratorPlan plan = Planner.plan(design.withMultipliers(budget));
      assertThat((double) plan.cycles().interval())
          .as("budget %d of %s", budget, Arrays.toString(design.input().in()))
          .isLessThanOrEqualTo(SLACK * least[budget]);
    }
  }

  /**
   * All budgets and all p of many shapes: 3 of them, or with {@code -Dexhaustive=N} those of the
   * first N seeds.
   */
  @Test
  void noBudgetAndNoLanesOfAnyShapeAreBeatenByMoreThanTwoPercent() {
    int shapes = Integer.getInteger("exhaustive", 0);
    int[] seeds = shapes > 0 ? IntStream.range(0, shapes).toArray() : new int[] {1, 7, 94};
    int tried = 0;
    List<String> beaten = new ArrayList<>();
    for (int seed : seeds) {
      Rivals rivals = new Rivals(small(seed), MOST, STAGES);
      if (rivals.possible()) {
        rivals.budgets().forEach(found -> beaten.add("seed " + seed + " " + found));
        rivals.lanes().forEach(found -> beaten.add("seed " + seed + " " + found));
        tried += rivals.plans();
      }
    }
    System.out.println(tried + " plans, beaten: " + beaten);
    assertThat(tried).isGreaterThan(MOST);
    assertThat(beaten).isEmpty();
  }

  private static Design small(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<CellKind> kinds =
        List.of(
            CellKind.LSTM,
            CellKind.GRU,
            CellKind.RNN,
            CellKind.MGU,
            CellKind.LINEAR,
            CellKind.LINEAR);
    return RandomDesigns.design(random, kinds, SMALL);
  }

  /** By multipliers, the least interval of all fronts. */
  private static long[] least(Design design) {
    List<long[]> least = new ArrayList<>();
    for (int lanes : new Fronts(design).choices(MOST)) {
      least.add(ExhaustiveSearch.intervals(design, lanes, MOST, STAGES));
    }
    long[] best = new long[MOST + 1];
    Arrays.setAll(best, most -> least.stream().mapToLong(all -> all[most]).min().orElseThrow());
    return best;
  }
}
