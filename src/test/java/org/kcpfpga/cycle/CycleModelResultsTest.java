package org.kcpfpga.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.cycle.base.StreamBench;
import org.kcpfpga.design.Design;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.rnn.CellKind;

/** Values and saturations of random cores against the functional model. */
@Tag("slow")
class CycleModelResultsTest {
  private static final int DESIGNS = Integer.getInteger("kcp.designs", 60);
  private static final int STEPS = 10;
  private static final long SEED = RandomCores.SEED;

  /** A vector, whether it starts its sequence, and the sequence. */
  private record Step(int[] x, boolean start, int sequence) {}

  @Test
  void everyStepEqualsTheFunctionalModelWhateverTheGapsAndStalls() {
    System.out.println("seed " + SEED);
    int compared = 0;
    long clipped = 0;
    for (int design = 0; design < DESIGNS; design++) {
      RandomCores.Sample sample = RandomCores.of(SEED + design);
      String place = "seed " + (SEED + design);
      List<Step> steps = steps(sample.plan().design(), new Random(design));
      FixedNetwork reference = new FixedNetwork(sample.model(), sample.plan().design().sequences());
      List<int[]> expected = new ArrayList<>();
      steps.forEach(step -> expected.add(reference.step(step.x, step.start, step.sequence)));
      double[][] rates = {{0, 0}, {0.5, 0}, {0, 0.7}, {0.2, 0.2}, {0.05, 0.97}};
      for (double[] rate : rates) {
        StreamBench bench = new StreamBench(sample.plan(), sample.model(), SEED, rate[0], rate[1]);
        steps.forEach(step -> bench.frame(step.x, step.start, step.sequence));
        bench.runUntil(STEPS);
        bench.run(drain(sample.plan()));
        assertSteps(bench.steps, expected, place);
        assertCounters(bench, place);
        clipped += assertClips(sample.plan(), bench.model, reference, place);
        compared++;
      }
    }
    assertThat(compared).isEqualTo(5 * DESIGNS);
    assertThat(clipped).as("clipped values compared").isPositive();
  }

  /** Any sequences in any order, with start flags in odd places. */
  private static List<Step> steps(Design design, Random random) {
    List<Step> steps = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      int[] x = RandomCores.vector(design, random);
      steps.add(new Step(x, random.nextInt(4) == 0, random.nextInt(design.sequences())));
    }
    return steps;
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
      AcceleratorPlan plan, CycleModel model, FixedNetwork reference, String place) {
    Map<String, Long> expected = StageNames.of(plan, reference.saturations());
    long sum = 0;
    for (String name : plan.saturationNames()) {
      assertThat((long) model.saturations(name))
          .as(place + " " + name)
          .isEqualTo(expected.get(name));
      sum += expected.get(name);
    }
    assertThat(expected).hasSameSizeAs(plan.saturationNames());
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
      int[] factors = sample.model().input().v()[0];
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
  void theDesignsHaveEveryCellOneModeToSixAndSizesOfOneAndPrimes() {
    assumeTrue(DESIGNS >= 60, "a mutation test takes fewer designs");
    boolean[] modes = new boolean[7];
    boolean single = false;
    boolean prime = false;
    Set<CellKind> kinds = new HashSet<>();
    for (int design = 0; design < DESIGNS; design++) {
      Design d = RandomCores.of(SEED + design).plan().design();
      modes[d.input().modes()] = true;
      for (int size : d.input().in()) {
        single |= size == 1;
        prime |= size > 7 && size % 2 > 0 && size % 3 > 0 && size % 5 > 0;
      }
      kinds.add(d.cell());
    }
    assertThat(kinds).containsExactlyInAnyOrderElementsOf(CellKind.plainKinds());
    assertThat(modes).containsExactly(false, true, true, true, true, true, true);
    assertThat(single && prime).isTrue();
  }
}
