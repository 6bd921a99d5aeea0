package org.kcpfpga.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.cycle.base.StreamBench;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.planner.Planner;

/** Latency and interval of the model against those that the plan promises. */
@Tag("slow")
class CycleCountsTest {
  private static final int DESIGNS = Integer.getInteger("kcp.designs", 200);
  private static final long SEED = RandomCores.SEED;

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "fashion", "ytc-212", "timit", "shd"})
  void theNamedDesignsKeepTheirPromise(String name) {
    AcceleratorPlan plan = Planner.plan(DesignFile.read(Path.of("designs", name + ".json")));
    assertPromise(plan, RandomCores.model(plan, new Random(SEED)), name);
  }

  @Test
  void randomDesignsKeepTheirPromise() {
    System.out.println("seed " + SEED);
    int shared = 0;
    int claimed = 0;
    int geared = 0;
    int serial = 0;
    int interleaved = 0;
    for (int design = 0; design < DESIGNS; design++) {
      RandomCores.Sample sample = RandomCores.of(SEED + design);
      AcceleratorPlan plan = sample.plan();
      assertPromise(plan, sample.model(), "seed " + (SEED + design));
      StreamPlan stream = plan.pipeline().stream();
      shared += plan.pipeline().banks().stream().anyMatch(MultiplierBank::shared) ? 1 : 0;
      MultiplierBank cell = plan.pipeline().bankOf("cell");
      claimed += cell != null && cell.shared() ? 1 : 0;
      geared += stream.busLanes() % stream.lanes() != 0 ? 1 : 0;
      serial += plan.pipeline().systolic() ? 0 : 1;
      interleaved += stream.sequences() > 1 ? 1 : 0;
    }
    int[] kinds = {shared, claimed, geared, serial, interleaved};
    for (int kind : kinds) {
      assertThat(kind).isPositive();
    }
  }

  /** Steps go round the sequences. */
  private static void assertPromise(AcceleratorPlan plan, QuantisedModel model, String place) {
    StreamBench bench = new StreamBench(plan, model, 1, 0, 0);
    int sequences = plan.design().sequences();
    int span = plan.cycles().period();
    int steps = plan.cycles().lead() + span;
    int[] x = RandomCores.vector(plan.design(), new Random(SEED));
    for (int frame = 0; bench.steps.size() < steps; frame++) {
      bench.frame(x, frame == 0, frame % sequences);
      bench.runDry(steps);
    }
    StreamBench idle = new StreamBench(plan, model, 1, 0, 0);
    idle.frame(x, true, 0);
    idle.runUntil(1);
    long latency = idle.stepCycles.get(0) - idle.firstAccepted + 1;
    long spent = bench.stepCycles.get(steps - 1) - bench.stepCycles.get(steps - 1 - span);
    assertThat(latency).as(place + " latency").isEqualTo(plan.cycles().latency());
    assertThat(bench.stepCycles.get(steps - 1) - bench.firstAccepted + 1)
        .as(place + " settled")
        .isEqualTo(plan.cycles().settled());
    assertThat((spent + span - 1) / span)
        .as(place + " interval")
        .isEqualTo(plan.cycles().interval());
  }
}
