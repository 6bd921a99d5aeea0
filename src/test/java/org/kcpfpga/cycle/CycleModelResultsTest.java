package org.kcpfpga.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Design;
import org.kcpfpga.plan.RegisterMap;
import org.kcpfpga.plan.Saturations;

/** Values and saturations of random cores against the functional model. */
class CycleModelResultsTest {
  private static final int DESIGNS = Integer.getInteger("kcp.designs", 60);
  private static final int STEPS = 7;
  private static final long SEED = Long.getLong("kcp.seed", 20_231_104L);

  @Test
  void everyStepEqualsTheFunctionalModelWhateverTheGapsAndStalls() {
    System.out.println("seed " + SEED);
    int compared = 0;
    long clipped = 0;
    for (int design = 0; design < DESIGNS; design++) {
      RandomCores.Sample sample = RandomCores.of(SEED + design);
      Random random = new Random(design);
      List<int[]> vectors = new ArrayList<>();
      List<Boolean> starts = new ArrayList<>();
      FixedNetwork reference = new FixedNetwork(sample.model());
      List<int[]> expected = new ArrayList<>();
      for (int step = 0; step < STEPS; step++) {
        vectors.add(RandomCores.vector(sample.plan().design(), random));
        starts.add(random.nextInt(4) == 0);
        expected.add(reference.step(vectors.get(step), starts.get(step)));
      }
      double[][] rates = {{0, 0}, {0.5, 0}, {0, 0.7}, {0.2, 0.2}, {0.05, 0.97}};
      for (double[] rate : rates) {
        StreamBench bench = new StreamBench(sample.plan(), sample.model(), SEED, rate[0], rate[1]);
        for (int step = 0; step < STEPS; step++) {
          bench.frame(vectors.get(step), starts.get(step));
        }
        bench.runUntil(STEPS);
        bench.run(drain(sample.plan()));
        assertSteps(bench.steps, expected, "seed " + (SEED + design));
        assertCounters(bench, "seed " + (SEED + design));
        clipped += assertClips(sample.plan(), bench.model, reference, SEED + design);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(5 * DESIGNS);
    assertThat(clipped).as("clipped values compared").isPositive();
  }

  /** Cycles after which h of the last step is contracted. */
  private static int drain(AcceleratorPlan plan) {
    return (int) plan.cycles().latency() + 100;
  }

  private static void assertSteps(List<int[]> actual, List<int[]> expected, String place) {
    assertThat(actual).as(place).hasSameSizeAs(expected);
    for (int step = 0; step < expected.size(); step++) {
      assertThat(actual.get(step)).as(place + " step " + step).isEqualTo(expected.get(step));
    }
  }

  private static void assertCounters(StreamBench bench, String place) {
    assertThat(bench.read(RegisterMap.BUSY)).as(place + " busy").isEqualTo(bench.busy);
    assertThat(bench.read(RegisterMap.STARVED)).as(place + " starved").isEqualTo(bench.starved);
    assertThat(bench.read(RegisterMap.STALLED)).as(place + " stalled").isEqualTo(bench.stalled);
    assertThat(bench.read(RegisterMap.STEPS)).as(place + " steps").isEqualTo(STEPS);
  }

  private static long assertClips(
      AcceleratorPlan plan, CycleModel model, FixedNetwork reference, long seed) {
    long[] expected = Saturations.list(reference.saturations());
    List<String> names = plan.saturationNames();
    long sum = 0;
    for (int i = 0; i < expected.length; i++) {
      assertThat(model.saturations(names.get(i)))
          .as("seed " + seed + " " + names.get(i))
          .isEqualTo((int) expected[i]);
      sum += expected[i];
    }
    return sum;
  }

  /** Where the output saturates or h is coarse, a wrong factor can stay without effect. */
  @Test
  void aSingleWrongFactorIsSeenInMostDesigns() {
    int seen = 0;
    for (int design = 0; design < DESIGNS; design++) {
      RandomCores.Sample sample = RandomCores.of(SEED + design);
      int[] x = RandomCores.vector(sample.plan().design(), new Random(1));
      FixedNetwork reference = new FixedNetwork(sample.model());
      List<int[]> expected = List.of(reference.step(x, true), reference.step(x, false));
      int[] factors = sample.model().input().u()[0];
      factors[factors.length - 1] ^= 1 << (sample.model().bits().factor() - 2);
      StreamBench wrong = new StreamBench(sample.plan(), sample.model(), 1, 0, 0);
      wrong.frame(x, true);
      wrong.frame(x, false);
      wrong.runUntil(2);
      seen += Arrays.deepEquals(wrong.steps.toArray(), expected.toArray()) ? 0 : 1;
    }
    assertThat(seen).isGreaterThan(DESIGNS / 2);
  }

  @Test
  void theDesignsGoFromOneModeToSixAndHaveSizesOfOneAndPrimes() {
    boolean[] modes = new boolean[7];
    boolean single = false;
    boolean prime = false;
    for (int design = 0; design < DESIGNS; design++) {
      Design d = RandomCores.of(SEED + design).plan().design();
      modes[d.input().modes()] = true;
      for (int size : d.input().in()) {
        single |= size == 1;
        prime |= size == 7;
      }
    }
    assertThat(modes).containsExactly(false, true, true, true, true, true, true);
    assertThat(single && prime).isTrue();
  }
}
