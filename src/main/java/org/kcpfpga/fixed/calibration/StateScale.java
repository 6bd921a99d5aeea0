package org.kcpfpga.fixed.calibration;

import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/**
 * Finer scales of c, where it grows beyond what its tanh tells apart: a wide range clips nothing,
 * but steps of c that are smaller than half a unit are lost.
 */
final class StateScale {
  /** tanh is 1 beyond this. */
  private static final int RANGE_BITS = 4;

  /** Multiplications of a trial. */
  private static final double MOST = 1e8;

  private StateScale() {}

  /** The scales with which h is nearest to what it is in floating point. */
  static Scales best(Model model, BitWidths bits, Scales scales, Tensor samples) {
    int finest = bits.state() - RANGE_BITS;
    if (!model.cell().keepsCell() || scales.state() >= finest) {
      return scales;
    }
    Tensor some = samples.first(affordable(model, samples));
    Tensor exact = FloatNetwork.run(model, some);
    Scales best = scales;
    double least = Double.POSITIVE_INFINITY;
    for (int state = scales.state(); state <= finest; state++) {
      Scales tried = with(scales, state);
      double squares = squares(exact, Quantiser.quantise(model, bits, tried), some);
      if (squares < least) {
        least = squares;
        best = tried;
      }
    }
    return best;
  }

  private static int affordable(Model model, Tensor samples) {
    double step =
        model.input().shape().multiplications() + model.hidden().shape().multiplications();
    double sequences = MOST / (step * samples.extent(1));
    return (int) Math.max(1, Math.min(samples.extent(0), sequences));
  }

  private static Scales with(Scales s, int state) {
    return new Scales(
        s.input(), s.inputOperator(), s.hiddenOperator(), s.bias(), state, s.output());
  }

  private static double squares(Tensor exact, QuantisedModel quantised, Tensor samples) {
    Tensor fixed = new FixedNetwork(quantised).run(samples);
    double sum = 0;
    for (int i = 0; i < exact.size(); i++) {
      double error = exact.values()[i] - fixed.values()[i];
      sum += error * error;
    }
    return sum;
  }
}
