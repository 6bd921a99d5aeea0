package org.kcpfpga.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.cycle.base.StreamBench;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;

/** Frames of a wrong length or of no sequence between good ones. */
@Tag("slow")
class BadFramesTest {
  private static final int DESIGNS = 60;
  private static final int FRAMES = 14;
  private static final long SEED = RandomCores.SEED;

  /** Error bits of all frames so far. */
  private int raised;

  private int badFrames;

  @Test
  void areDroppedWholeAndLeaveTheOthersAsIfTheyHadNeverBeen() {
    System.out.println("seed " + SEED);
    for (int design = 0; design < DESIGNS; design++) {
      for (double rate : new double[] {0, 0.3, 0.8}) {
        run(SEED + design, rate);
      }
    }
    assertThat(badFrames).as("bad frames tried").isGreaterThan(DESIGNS * FRAMES);
    assertThat(raised).as("kinds of errors tried").isEqualTo(7);
  }

  private void run(long seed, double rate) {
    RandomCores.Sample sample = RandomCores.of(seed);
    AcceleratorPlan plan = sample.plan();
    Random random = new Random(seed);
    FixedNetwork reference = new FixedNetwork(sample.model(), plan.design().sequences());
    StreamBench bench = new StreamBench(plan, sample.model(), seed, rate / 2, rate);
    List<int[]> expected = new ArrayList<>();
    int whole = plan.pipeline().stream().beats();
    int numbers = 1 << plan.pipeline().stream().slotBits();
    int errors = 0;
    int bad = 0;
    // the last one is good, so that what a bad one before it left behind is tried too
    for (int frame = 0; frame <= FRAMES; frame++) {
      boolean good = frame == FRAMES || random.nextInt(2) == 0;
      int[] x = RandomCores.vector(plan.design(), random);
      boolean start = random.nextInt(4) == 0;
      int sequence = random.nextInt(good ? plan.design().sequences() : numbers);
      int count = good ? whole : 1 + random.nextInt(whole + whole / 2 + 1);
      bench.frame(x, start, sequence, count);
      int error = error(plan, sequence, count);
      if (error == 0) {
        expected.add(reference.step(x, start, sequence));
      }
      errors |= error;
      bad += error == 0 ? 0 : 1;
    }
    bench.runUntil(expected.size());
    String place = "seed " + seed;
    for (int step = 0; step < expected.size(); step++) {
      assertThat(bench.steps.get(step)).as(place + " step " + step).isEqualTo(expected.get(step));
    }
    assertThat(bench.read(RegisterMap.ERRORS)).as(place).isEqualTo(errors);
    assertThat(bench.read(RegisterMap.DROPPED)).as(place).isEqualTo(bad);
    assertThat(bench.read(RegisterMap.STEPS)).as(place).isEqualTo(expected.size());
    // nothing in flight any more
    assertThat(bench.read(RegisterMap.BUSY)).isEqualTo(bench.read(RegisterMap.BUSY));
    assertThat(bench.steps).hasSameSizeAs(expected);
    raised |= errors;
    badFrames += bad;
  }

  private static int error(AcceleratorPlan plan, int sequence, int count) {
    int whole = plan.pipeline().stream().beats();
    int error = sequence < plan.design().sequences() ? 0 : RegisterMap.WRONG_SEQUENCE;
    if (count != whole) {
      error |= count < whole ? RegisterMap.SHORT_FRAME : RegisterMap.LONG_FRAME;
    }
    return error;
  }
}
