package org.kcpfpga.cycle.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.cycle.RandomCores;
import org.kcpfpga.plan.boundary.RegisterMap;

/** Reset at any moment of a stream. */
@Tag("slow")
class ResetTest {
  private static final int DESIGNS = 40;
  private static final long SEED = RandomCores.SEED;

  @Test
  void inMidStreamLeavesNothingOfTheStreamBefore() {
    System.out.println("seed " + SEED);
    int compared = 0;
    for (int design = 0; design < DESIGNS; design++) {
      RandomCores.Sample sample = RandomCores.of(SEED + design);
      Random random = new Random(design);
      List<int[]> vectors = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        vectors.add(RandomCores.vector(sample.plan().design(), random));
      }
      StreamBench fresh = new StreamBench(sample.plan(), sample.model(), design, 0, 0);
      StreamBench used = new StreamBench(sample.plan(), sample.model(), design, 0, 0);
      vectors.forEach(x -> used.frame(x, false));
      used.run(random.nextInt((int) (2 * sample.plan().cycles().latency())));
      used.reset(1 + random.nextInt(3));
      used.steps.clear();
      vectors.forEach(x -> fresh.frame(x, false));
      vectors.forEach(x -> used.frame(x, false));
      fresh.runUntil(5);
      used.runUntil(5);
      for (int step = 0; step < 5; step++) {
        assertThat(used.steps.get(step)).isEqualTo(fresh.steps.get(step));
        compared++;
      }
      assertThat(used.read(RegisterMap.STEPS)).isEqualTo(5);
      for (String name : sample.plan().saturationNames()) {
        assertThat(used.model.saturations(name)).isEqualTo(fresh.model.saturations(name));
      }
    }
    assertThat(compared).isEqualTo(5 * DESIGNS);
  }

  @Test
  void silencesEveryOutputFromTheNextCycleOnAndReadyOneLonger() {
    RandomCores.Sample sample = RandomCores.of(SEED);
    StreamBench bench = new StreamBench(sample.plan(), sample.model(), 1, 0, 1);
    bench.frame(RandomCores.vector(sample.plan().design(), new Random(1)), true);
    bench.run((int) sample.plan().cycles().latency() + 1);
    Pins pins = bench.pins;
    assertThat(pins.mAxisTvalid).isTrue();
    pins.aresetn = false;
    bench.model.step(pins);
    assertThat(pins.mAxisTvalid).as("in the first cycle of reset").isTrue();
    bench.model.step(pins);
    assertThat(pins.mAxisTvalid).isFalse();
    assertThat(pins.mAxisTdata).containsOnly(0);
    assertThat(pins.mAxisTlast).isFalse();
    assertThat(pins.sAxisTready).isFalse();
    pins.aresetn = true;
    bench.model.step(pins);
    assertThat(pins.sAxisTready).isFalse();
    bench.model.step(pins);
    assertThat(pins.sAxisTready).isTrue();
  }
}
