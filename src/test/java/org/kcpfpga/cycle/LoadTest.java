package org.kcpfpga.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.common.UserError;
import org.kcpfpga.cycle.base.StreamBench;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;

/** Models loaded through the registers of random cores. */
@Tag("slow")
class LoadTest {
  private static final int DESIGNS = 24;
  private static final int STEPS = 6;

  @Test
  void aCoreComputesWhatItWasLoadedWithAndThenWhatItWasLoadedWithNext() {
    long seed = RandomCores.SEED;
    Set<CellKind> kinds = new HashSet<>();
    int systolic = 0;
    int loads = 0;
    for (int design = 0; design < DESIGNS; design++) {
      AcceleratorPlan plan = loadable(RandomCores.of(seed + design).plan());
      Random random = new Random(seed + design);
      StreamBench bench = null;
      for (int load = 0; load < 2; load++) {
        QuantisedModel model = RandomCores.model(plan, random);
        LoadImages images = images(plan, model);
        if (images == null) {
          continue;
        }
        bench = bench == null ? new StreamBench(plan, model, seed, 0.1, 0.1) : bench;
        awaitRest(bench);
        images.load(bench);
        String place = "seed " + (seed + design) + " load " + load;
        assertThat(bench.read(RegisterMap.CHECKSUM)).as(place).isEqualTo(images.checksum());
        assertSteps(plan, model, bench, random, place);
        loads++;
        kinds.add(plan.design().cell());
        systolic += plan.pipeline().systolic() ? 1 : 0;
      }
    }
    assertThat(loads).isGreaterThan(DESIGNS);
    assertThat(systolic).isBetween(1, loads - 1);
    assertThat(kinds).containsExactlyInAnyOrderElementsOf(CellKind.plainKinds());
  }

  @Test
  void aCoreWithRomShowsTheChecksumThatLoadingItsModelGives() {
    long seed = RandomCores.SEED;
    int compared = 0;
    for (int design = 0; design < DESIGNS; design++) {
      RandomCores.Sample sample = RandomCores.of(seed + design);
      LoadImages images = images(sample.plan(), sample.model());
      if (images != null) {
        StreamBench bench = new StreamBench(sample.plan(), sample.model(), 1, 0, 0);
        String place = "seed " + (seed + design);
        assertThat(bench.read(RegisterMap.CHECKSUM)).as(place).isEqualTo(images.checksum());
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(DESIGNS / 2);
  }

  /** V = (3, -2) with bit 6 of its first factor wrong: another checksum and another result. */
  @Test
  void aWrongBitIsSeenInChecksumAndResult() {
    AcceleratorPlan plan = loadable(SmallestCore.plan());
    LoadImages images = images(plan, SmallestCore.model());
    int right = images.checksum();
    List<Integer> front = images.targets.get(0);
    front.set(0, front.get(0) ^ 64);
    StreamBench bench = new StreamBench(plan, SmallestCore.model(), 1, 0, 0);
    images.load(bench);
    assertThat(bench.read(RegisterMap.CHECKSUM)).isNotEqualTo(right);
    bench.frame(new int[] {5, 2}, true);
    bench.runUntil(1);
    assertThat(bench.steps.get(0)[0]).isNotEqualTo(1);
  }

  @Test
  void aLoadIsRefusedWhileAFrameIsInFlightAndForATargetThatIsNotThere() {
    AcceleratorPlan plan = loadable(SmallestCore.plan());
    LoadImages images = images(plan, SmallestCore.model());
    StreamBench bench = new StreamBench(plan, SmallestCore.model(), 1, 0, 0);
    assertThat(bench.read(RegisterMap.CHECKSUM)).isZero();
    images.load(bench);
    assertThat(bench.write(RegisterMap.LOAD_TARGET, images.targets.size(), 1)).isEqualTo(2);
    bench.stalls(1);
    bench.frame(new int[] {5, 2}, true);
    bench.run(100);
    int stalled = bench.read(RegisterMap.STALLED);
    assertThat(bench.write(RegisterMap.CONTROL, 3, 1)).isEqualTo(2);
    assertThat(bench.read(RegisterMap.STALLED)).as("not cleared").isGreaterThan(stalled);
    assertThat(bench.write(RegisterMap.LOAD_TARGET, 0, 1)).isEqualTo(2);
    assertThat(bench.write(RegisterMap.LOAD_DATA, 99, 1)).isEqualTo(2);
    assertThat(bench.write(RegisterMap.LOAD_DATA, 99, 14)).as("without strobe").isZero();
    assertThat(bench.read(RegisterMap.CHECKSUM)).isEqualTo(images.checksum());
    bench.stalls(0);
    bench.frame(new int[] {5, 2}, false);
    bench.runUntil(2);
    assertThat(bench.steps.get(0)).containsExactly(1);
    assertThat(bench.steps.get(1)).containsExactly(5);
  }

  /** The images of a model, null where a shift does not fit its register. */
  private static LoadImages images(AcceleratorPlan plan, QuantisedModel model) {
    try {
      return new LoadImages(plan, model);
    } catch (UserError tooLarge) {
      return null;
    }
  }

  private static void awaitRest(StreamBench bench) {
    while (bench.read(RegisterMap.CONTROL) != RegisterMap.AT_REST) {
      bench.run(1);
    }
  }

  private static void assertSteps(
      AcceleratorPlan plan, QuantisedModel model, StreamBench bench, Random random, String place) {
    int sequences = plan.design().sequences();
    FixedNetwork reference = new FixedNetwork(model, sequences);
    boolean[] begun = new boolean[sequences];
    List<int[]> expected = new ArrayList<>();
    bench.steps.clear();
    for (int step = 0; step < STEPS; step++) {
      int[] x = RandomCores.vector(plan.design(), random);
      int sequence = random.nextInt(sequences);
      boolean start = !begun[sequence] || random.nextInt(4) == 0;
      begun[sequence] = true;
      expected.add(reference.step(x, start, sequence));
      bench.frame(x, start, sequence);
    }
    bench.runUntil(STEPS);
    for (int step = 0; step < STEPS; step++) {
      assertThat(bench.steps.get(step)).as(place + " step " + step).isEqualTo(expected.get(step));
    }
  }

  private static AcceleratorPlan loadable(AcceleratorPlan plan) {
    return Planner.plan(plan.design().withLoadableFactors());
  }
}
