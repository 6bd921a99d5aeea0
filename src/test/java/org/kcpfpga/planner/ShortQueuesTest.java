package org.kcpfpga.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.PlanDocument;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.timing.Timing;
import org.kcpfpga.planner.build.Allocation;

/** Queues hold what the cycles of a plan need, and no more. */
class ShortQueuesTest {
  private static AcceleratorPlan named(String name) {
    return Planner.plan(DesignFile.read(Path.of("designs", name + ".json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "shd", "linear", "fashion"})
  void noQueueIsLongerAndNoCycleIsAdded(String name) {
    AcceleratorPlan plan = named(name);
    Pipeline pipeline = plan.pipeline();
    Workload workload = new Workload(plan.design(), plan.forms(), pipeline.frontLanes());
    Pipeline built = workload.build(Trial.banks(pipeline));
    int shorter = 0;
    for (String consumer : pipeline.channels().keySet()) {
      int depth = built.into(consumer).depth();
      assertThat(pipeline.into(consumer).depth()).as(consumer).isBetween(1, depth);
      shorter += pipeline.into(consumer).depth() < depth ? 1 : 0;
    }
    assertThat(shorter).isPositive();
    assertThat(plan.cycles().interval()).isLessThanOrEqualTo(Timing.of(built).interval());
    assertThat(plan.cycles().latency()).isLessThanOrEqualTo(Timing.latency(built));
  }

  /** With the depths of the builder it had 235,872 bits and the same interval. */
  @Test
  void aWideCoreHasHalfOfItsQueuesLess() {
    AcceleratorPlan plan = named("fashion");
    assertThat(plan.cycles().interval()).isEqualTo(168);
    assertThat(PlanDocument.memoryBits(plan)).isLessThanOrEqualTo(129_706);
  }

  @Test
  void whatIsNeverUsedChangesNoCycle() {
    RandomDesigns.Limits limits = new RandomDesigns.Limits(4, 6, 3, 2, 60, 64);
    SplittableRandom random = RandomDesigns.random("ShortQueuesTest", 5);
    int shorter = 0;
    for (int i = 0; i < 20; i++) {
      Design design = RandomDesigns.design(random, limits);
      MergedModes forms = MergedModes.of(design, design.inSize());
      Workload workload = new Workload(design, forms, 0);
      List<Allocation.Bank> banks =
          workload.items().stream()
              .map(item -> new Allocation.Bank(4, List.of(item.name())))
              .toList();
      Pipeline pipeline = workload.build(banks);
      Pipeline trimmed = Timing.trimmed(pipeline);
      assertThat(Timing.of(trimmed)).isEqualTo(Timing.of(pipeline));
      shorter += trimmed.equals(pipeline) ? 0 : 1;
    }
    assertThat(shorter).isGreaterThan(10);
  }
}
