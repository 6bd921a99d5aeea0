package org.kcpfpga.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.DesignFile;
import org.kcpfpga.plan.Planner;

/** Latency and interval of the model against those that the plan promises. */
class CycleCountsTest {
  private static final int DESIGNS = Integer.getInteger("kcp.designs", 200);
  private static final long SEED = Long.getLong("kcp.seed", 77L);

  /** The plan averages the interval over steps 5 to 8. */
  private static final int STEPS = 8;

  private static final int SPAN = 4;

  @ParameterizedTest
  @ValueSource(strings = {"tiny", "fashion", "ytc-212"})
  void theNamedDesignsKeepTheirPromise(String name) {
    AcceleratorPlan plan = Planner.plan(DesignFile.read(Path.of("designs", name + ".json")));
    assertPromise(plan, RandomCores.model(plan.design(), new Random(SEED)), name);
  }

  @Test
  void randomDesignsKeepTheirPromise() {
    System.out.println("seed " + SEED);
    int checked = 0;
    for (int design = 0; design < DESIGNS; design++) {
      RandomCores.Sample sample = RandomCores.of(SEED + design);
      assertPromise(sample.plan(), sample.model(), "seed " + (SEED + design));
      checked++;
    }
    assertThat(checked).isEqualTo(DESIGNS);
  }

  private static void assertPromise(AcceleratorPlan plan, QuantisedModel model, String place) {
    StreamBench bench = new StreamBench(plan, model, 1, 0, 0);
    for (int step = 0; step < STEPS + 1; step++) {
      bench.frame(RandomCores.vector(plan.design(), new Random(step)), step == 0);
    }
    bench.runUntil(STEPS);
    long latency = bench.stepCycles.get(0) - bench.firstAccepted + 1;
    long span = bench.stepCycles.get(STEPS - 1) - bench.stepCycles.get(STEPS - 1 - SPAN);
    assertThat(latency).as(place + " latency").isEqualTo(plan.cycles().latency());
    assertThat((span + SPAN - 1) / SPAN)
        .as(place + " interval")
        .isEqualTo(plan.cycles().interval());
  }
}
