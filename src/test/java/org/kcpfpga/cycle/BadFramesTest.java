package org.kcpfpga.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.plan.RegisterMap;

/** Frames of a wrong length between good ones. */
class BadFramesTest {
  private static final int DESIGNS = 40;
  private static final int FRAMES = 14;
  private static final long SEED = Long.getLong("kcp.seed", 4_000L);

  @Test
  void areDroppedWholeAndLeaveTheOthersAsIfTheyHadNeverBeen() {
    System.out.println("seed " + SEED);
    int badFrames = 0;
    for (int design = 0; design < DESIGNS; design++) {
      for (double rate : new double[] {0, 0.3, 0.8}) {
        badFrames += run(SEED + design, rate);
      }
    }
    assertThat(badFrames).as("bad frames tried").isGreaterThan(DESIGNS * FRAMES);
  }

  private static int run(long seed, double rate) {
    RandomCores.Sample sample = RandomCores.of(seed);
    Random random = new Random(seed);
    FixedNetwork reference = new FixedNetwork(sample.model());
    StreamBench bench = new StreamBench(sample.plan(), sample.model(), seed, rate / 2, rate);
    List<int[]> expected = new ArrayList<>();
    int whole = sample.plan().pipeline().front().beats();
    int errors = 0;
    int bad = 0;
    for (int frame = 0; frame < FRAMES; frame++) {
      int[] x = RandomCores.vector(sample.plan().design(), random);
      boolean start = random.nextInt(4) == 0;
      int count = random.nextInt(2) == 0 ? whole : 1 + random.nextInt(whole + whole / 2 + 1);
      bench.frame(x, start, count);
      if (count == whole) {
        expected.add(reference.step(x, start));
      } else {
        errors |= count < whole ? RegisterMap.SHORT_FRAME : RegisterMap.LONG_FRAME;
        bad++;
      }
    }
    // one more, so that what a bad last frame left behind is tried too
    int[] x = RandomCores.vector(sample.plan().design(), random);
    bench.frame(x, false, whole);
    expected.add(reference.step(x, false));
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
    return bad;
  }
}
