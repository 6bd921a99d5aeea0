package org.kcpfpga.cycle;

import java.util.Random;
import java.util.SplittableRandom;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.Design;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.calibration.Quantiser;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/** Seeded random designs of a few hundred elements, with models that clip now and then. */
public final class RandomCores {
  /** Where the numbers of designs begin: with the same in all tests, each is planned once a run. */
  public static final long SEED = Long.getLong("kcp.seed", 77L);

  private static final RandomDesigns.Limits LARGE = new RandomDesigns.Limits(6, 24, 8, 8, 240, 96);
  private static final RandomDesigns.Limits SMALL = new RandomDesigns.Limits(6, 5, 4, 3, 60, 96);

  /** A design that is planned, and numbers for it. */
  public record Sample(AcceleratorPlan plan, QuantisedModel model) {}

  private RandomCores() {}

  public static Sample of(long seed) {
    Design design = RandomDesigns.design(new SplittableRandom(seed), seed % 2 == 0 ? LARGE : SMALL);
    AcceleratorPlan plan = Planner.plan(design);
    return new Sample(plan, model(plan, new Random(seed)));
  }

  /** Calibrated on inputs smaller than those that full-scale vectors bring, so that values clip. */
  static QuantisedModel model(AcceleratorPlan plan, Random random) {
    Design design = plan.design();
    Model model =
        Model.random(design.cell(), design.input(), design.hidden(), 0, random.nextLong())
            .merged(plan.forms().input(), plan.forms().hidden());
    Tensor samples = Tensor.zeros(1, 4, design.inSize());
    double scale = 0.1 + random.nextDouble();
    for (int i = 0; i < samples.size(); i++) {
      samples.values()[i] = scale * random.nextGaussian();
    }
    return Quantiser.quantise(model, design.bits(), samples);
  }

  /** A vector of random activations, full scale. */
  public static int[] vector(Design design, Random random) {
    int bits = design.bits().activation();
    int[] x = new int[design.inSize()];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextInt() >> (Integer.SIZE - bits);
    }
    return x;
  }
}
