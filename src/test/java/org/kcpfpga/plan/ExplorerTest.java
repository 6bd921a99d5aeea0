package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The front of a shape is a Pareto front. */
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
    AcceleratorPlan own = Planner.plan(design);
    assertThat(front)
        .as("a plan of the front is as good as the design's own")
        .anySatisfy(
            plan -> {
              assertThat(plan.cycles().interval()).isLessThanOrEqualTo(own.cycles().interval());
              assertThat(plan.pipeline().multipliers())
                  .isLessThanOrEqualTo(own.pipeline().multipliers());
            });
  }
}
