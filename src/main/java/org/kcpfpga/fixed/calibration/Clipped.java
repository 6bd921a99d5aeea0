package org.kcpfpga.fixed.calibration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.rnn.Model;

/**
 * The parameters of a model that the ends of their format replace.
 *
 * @param name of the parameters, such as "bias" or "input.v2"
 * @param count of those clipped
 * @param total of all of this name
 */
public record Clipped(String name, long count, long total) {

  /** All names of which at least one parameter clips. */
  public static List<Clipped> of(Model model, QuantisedModel quantised) {
    BitWidths bits = quantised.bits();
    Scales scales = Scales.of(quantised);
    List<Clipped> all = new ArrayList<>();
    operator(all, "input", model.input(), scales.inputOperator(), bits);
    if (model.hidden() != null) {
      operator(all, "hidden", model.hidden(), scales.hiddenOperator(), bits);
    }
    all.add(Biases.of(model).clipped(scales.bias(), bits.latent()));
    all.removeIf(one -> one.count == 0);
    return all;
  }

  private static void operator(
      List<Clipped> all, String name, KcpOperator o, Scales.Operator scales, BitWidths bits) {
    for (int mode = 1; mode <= o.shape().modes(); mode++) {
      double[] v = o.v(mode).values();
      all.add(of(name + ".v" + mode, v, scales.v().get(mode - 1), bits.factor()));
      if (!o.identity(mode)) {
        double[] u = o.u(mode).values();
        all.add(of(name + ".u" + mode, u, scales.u().get(mode - 1), bits.factor()));
      }
    }
  }

  static Clipped of(String name, double[] values, int fraction, int bits) {
    long count = DoubleStream.of(values).filter(v -> Rounding.clips(v, fraction, bits)).count();
    return new Clipped(name, count, values.length);
  }

  Clipped and(Clipped other) {
    return new Clipped(name, count + other.count, total + other.total);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %d of %d", name, count, total);
  }
}
