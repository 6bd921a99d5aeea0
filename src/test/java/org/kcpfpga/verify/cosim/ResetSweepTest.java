package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

/**
 * "Reset keeps the model": a loadable core is loaded once, then reset in every cycle of a frame,
 * and never loaded again. {@code -Dkcp.resets=50} takes so many designs.
 */
@Tag("slow")
class ResetSweepTest {
  private static final int DESIGNS = Integer.getInteger("kcp.resets", 4);

  /** A sweep takes about the square of the latency. */
  private static final RandomDesigns.Limits SIZES = new RandomDesigns.Limits(3, 6, 2, 2, 20, 24);

  /** Cycles between a reset and a frame, after the cycle in which s_axis_tready stays low. */
  private static final int PAUSES = 3;

  @Test
  void aResetInAnyCycleOfAFrameKeepsTheModel() {
    Tools.require("verilator");
    SplittableRandom random = RandomDesigns.random("ResetSweepTest", 77);
    int folded = 0;
    for (int number = 0; number < DESIGNS; number++) {
      Deployment deployment = deployment(random, number % 4 != 3);
      folded += folded(deployment.plan().design(), deployment) ? 1 : 0;
      try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.FAST)) {
        sweep(deployment, rtl, random.split(), "design " + number);
      }
    }
    assertThat(folded).isGreaterThanOrEqualTo(DESIGNS * 3 / 4);
  }

  private static Deployment deployment(SplittableRandom random, boolean folded) {
    while (true) {
      Design design = RandomDesigns.design(random, SIZES);
      Deployment deployment =
          RandomDesigns.deployment(design.withLoadableFactors(), random.nextLong());
      if (!folded || folded(design, deployment)) {
        return deployment;
      }
    }
  }

  private static boolean folded(Design design, Deployment deployment) {
    return design.lanes().input() > 0 && deployment.plan().pipeline().front().folded();
  }

  private static void sweep(
      Deployment deployment, VerilatedModel rtl, SplittableRandom random, String what) {
    DrivenModel bench = new DrivenModel(deployment);
    bench.begin(rtl);
    bench.load();
    RandomFrames source = new RandomFrames(deployment, random);
    int latency = (int) deployment.plan().cycles().latency();
    for (int at = 0; at <= latency; at++) {
      List<Frame> frames = source.calm(2);
      int offered = bench.offer(frames.get(0), at);
      bench.idle(at - offered);
      bench.reset(1 + random.nextInt(2));
      bench.forget();
      bench.idle(random.nextInt(PAUSES));
      Frame frame = new Frame(frames.get(1).x(), false, frames.get(1).slot());
      bench.offer(frame, Integer.MAX_VALUE);
      bench.idle(latency);
      String where = what + ", reset in cycle " + at;
      assertThat(bench.received()).as(where).isEqualTo(expected(deployment, frame));
      bench.compare(rtl, where);
    }
  }

  /** h of a first step. */
  private static int[] expected(Deployment deployment, Frame frame) {
    int sequences = deployment.plan().design().sequences();
    FixedNetwork network = new FixedNetwork(deployment.quantised(), sequences);
    return network.step(frame.x(), true, frame.slot());
  }
}
