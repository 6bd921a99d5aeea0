package org.kcpfpga.cycle;

import java.util.Random;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.Quantiser;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Design;
import org.kcpfpga.plan.Planner;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/** Seeded random designs of a few hundred elements, with models that clip now and then. */
final class RandomCores {
  private static final int[] SIZES = {1, 1, 2, 2, 3, 4, 5, 6, 7};
  private static final int MOST_ELEMENTS = 400;

  /** A design that is planned, and numbers for it. */
  record Sample(AcceleratorPlan plan, QuantisedModel model) {}

  private RandomCores() {}

  static Sample of(long seed) {
    Random random = new Random(seed);
    AcceleratorPlan plan = Planner.plan(design(random));
    return new Sample(plan, model(plan.design(), random));
  }

  private static Design design(Random random) {
    while (true) {
      int inputModes = 1 + random.nextInt(6);
      int hiddenModes = random.nextInt(3) == 0 ? 1 + random.nextInt(6) : inputModes;
      int[] in = sizes(random, inputModes);
      int[] out = sizes(random, inputModes);
      int hidden = product(out);
      int[] split = split(random, hidden, hiddenModes);
      int[] hiddenOut = split(random, hidden, hiddenModes);
      if (product(in) <= MOST_ELEMENTS && hidden <= 60) {
        int p = divisor(random, in[inputModes - 1]);
        BitWidths bits = random.nextBoolean() ? BitWidths.DEFAULT : bits(random);
        return new Design(
                "random",
                CellKind.LSTM,
                shape(random, in, out),
                shape(random, split, hiddenOut),
                p,
                divisor(random, hidden),
                bits,
                1,
                false)
            .checked("random");
      }
    }
  }

  private static OperatorShape shape(Random random, int[] in, int[] out) {
    int[] rows = out.clone();
    rows[0] *= CellKind.LSTM.gates();
    int[] ranks = new int[in.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = 1 + random.nextInt(Math.min(3, Math.max(in[i], rows[i])));
    }
    return new OperatorShape(in, rows, 1 + random.nextInt(4), ranks);
  }

  private static BitWidths bits(Random random) {
    return new BitWidths(width(random), width(random), width(random), width(random));
  }

  private static int width(Random random) {
    return BitWidths.MIN + random.nextInt(BitWidths.MAX - BitWidths.MIN + 1);
  }

  private static int[] sizes(Random random, int modes) {
    int[] sizes = new int[modes];
    for (int i = 0; i < modes; i++) {
      sizes[i] = SIZES[random.nextInt(SIZES.length)];
    }
    return sizes;
  }

  /** Random factors with this product. */
  private static int[] split(Random random, int product, int modes) {
    int[] sizes = new int[modes];
    int rest = product;
    for (int i = 0; i < modes - 1; i++) {
      sizes[i] = divisor(random, rest);
      rest /= sizes[i];
    }
    sizes[modes - 1] = rest;
    return sizes;
  }

  private static int divisor(Random random, int n) {
    while (true) {
      int candidate = 1 + random.nextInt(n);
      if (n % candidate == 0) {
        return candidate;
      }
    }
  }

  private static int product(int[] sizes) {
    int product = 1;
    for (int size : sizes) {
      product *= size;
    }
    return product;
  }

  /** Calibrated on inputs smaller than those that full-scale vectors bring, so that values clip. */
  static QuantisedModel model(Design design, Random random) {
    Model model =
        Model.random(CellKind.LSTM, design.input(), design.hidden(), 0, random.nextLong());
    Tensor samples = Tensor.zeros(1, 4, design.inSize());
    double scale = 0.1 + random.nextDouble();
    for (int i = 0; i < samples.size(); i++) {
      samples.values()[i] = scale * random.nextGaussian();
    }
    return Quantiser.quantise(model, design.bits(), samples);
  }

  /** A vector of random activations, full scale. */
  static int[] vector(Design design, Random random) {
    int bits = design.bits().activation();
    int[] x = new int[design.inSize()];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextInt() >> (Integer.SIZE - bits);
    }
    return x;
  }
}
