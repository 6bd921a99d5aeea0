package org.kcpfpga.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.AcceleratorPlan;

/** The front of a shape is a Pareto front. */
@Tag("slow")
class ExplorerTest {
  @ParameterizedTest
  @ValueSource(strings = {"tiny", "shd"})
  void moreMultipliersTakeStrictlyFewerCycles(String name) {
    Design design = DesignFile.read(Path.of("designs", name + ".json"));
    List<AcceleratorPlan> front = Explorer.front(design);
    assertThat(front).hasSizeGreaterThan(3);
    // A budget of 1 can always be built.
    assertThat(front.get(0).pipeline().multipliers()).isEqualTo(1);
    for (int i = 1; i < front.size(); i++) {
      AcceleratorPlan smaller = front.get(i - 1);
      AcceleratorPlan larger = front.get(i);
      assertThat(larger.pipeline().multipliers()).isGreaterThan(smaller.pipeline().multipliers());
      assertThat(larger.cycles().interval()).isLessThan(smaller.cycles().interval());
    }
    assertNoBetter(Planner.plan(design), front);
  }

  private static void assertNoBetter(AcceleratorPlan other, List<AcceleratorPlan> front) {
    assertThat(front)
        .anySatisfy(
            plan -> {
              assertThat(plan.cycles().interval()).isLessThanOrEqualTo(other.cycles().interval());
              assertThat(plan.pipeline().multipliers())
                  .isLessThanOrEqualTo(other.pipeline().multipliers());
            });
  }

  @Test
  void noPlanByLanesOrBudgetIsBetterThanTheFront() {
    Design tiny = DesignFile.read(Path.of("designs", "tiny.json"));
    List<AcceleratorPlan> front = Explorer.front(tiny);
    List<AcceleratorPlan> others = new ArrayList<>();
    for (int lanes : new int[] {1, 2, 4}) {
      others.add(Planner.plan(tiny.withLanes(lanes)));
    }
    for (int budget = 1; budget <= 256; budget *= 2) {
      others.add(Planner.plan(tiny.withMultipliers(budget)));
    }
    others.forEach(other -> assertNoBetter(other, front));
  }

  /**
   * From a bus of one element p = 1 is the fastest by lanes, 37 cycles on 24 multipliers. A budget
   * of 16 is slower, one of 32 as fast, one of 64 faster.
   */
  @Test
  void theFirstBudgetBeyondTheLanesIsTriedWhateverTheOnesBefore() {
    assertThat(fastest(tinyFromABusOfOne()).design().lanes().multipliers()).isEqualTo(64);
  }

  private static Design tinyFromABusOfOne() {
    String text =
        """
        {"name": "tiny", "cell": "lstm", "inputLanes": 1, "busLanes": 1,
         "input": {"in": [3, 4], "out": [2, 3], "terms": 2, "ranks": [2, 2]},
         "hidden": {"in": [2, 3], "out": [2, 3], "terms": 2, "ranks": [2, 2]}}
        """;
    return DesignFile.parse("d.json", text);
  }

  /** 512 lanes times 2 terms times rank 2 are 2048 multipliers, 1024 lanes twice as many. */
  @Test
  void frontsOfMoreThan2048MultipliersAreNotTried() {
    assertThat(fastest(wide("")).pipeline().stream().lanes()).isEqualTo(512);
  }

  @Test
  void lanesThatTheBusCannotFeedAreNotTried() {
    assertThat(fastest(wide("\"busLanes\": 256,")).pipeline().stream().lanes()).isEqualTo(256);
    assertThat(Explorer.front(wide("\"busLanes\": 256,")))
        .noneMatch(plan -> plan.design().lanes().input() > 256);
  }

  private static Design wide(String bus) {
    String text =
        """
        {"name": "wide", "cell": "linear", "inputLanes": 1, %s
         "input": {"in": [64, 1024], "out": [2, 2], "terms": 2, "ranks": [2, 2]}}
        """;
    return DesignFile.parse("d.json", String.format(Locale.ROOT, text, bus));
  }

  private static AcceleratorPlan fastest(Design design) {
    List<AcceleratorPlan> front = Explorer.front(design);
    return front.get(front.size() - 1);
  }
}
