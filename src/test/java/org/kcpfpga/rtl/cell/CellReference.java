package org.kcpfpga.rtl.cell;

import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.rnn.CellDefinition.Activation;

/** The arithmetic of one element, for a test of the cell alone. */
public final class CellReference {
  private final QuantisedModel model;
  private final BitWidths bits;
  private final CellScales scales;
  private final int size;
  private final long[][] state;
  private final long[] kept;
  private final ActivationTable gating;
  private final ActivationTable tanh;
  public long preClips;
  public long stateClips;
  public long hiddenClips;

  public CellReference(QuantisedModel model, int sequences) {
    this.model = model;
    this.bits = model.bits();
    this.scales = model.scales();
    this.size = model.hiddenSize();
    this.state = new long[sequences][size];
    this.kept = new long[size];
    this.gating = ActivationTable.of(model.cell().gateFunction(), bits.latent());
    this.tanh = ActivationTable.of(Activation.TANH, bits.latent());
  }

  /** r h, which the first of two passes gives of the sums of all gates; keeps z. */
  public long reset(int element, int sequence, boolean start, long[] x, long[] u) {
    long old = start ? 0 : state[sequence][element];
    long r = gating.apply(pre(x, u, 0, element));
    long one = 1L << bits.gateFraction();
    kept[element] = x.length == 2 ? one - r : gating.apply(pre(x, u, 1, element));
    return Rounding.shift(r * old, bits.gateFraction());
  }

  /** The h that sums of all gates give. */
  public long step(int element, int sequence, boolean start, long[] x, long[] u) {
    long old = start ? 0 : state[sequence][element];
    int gate = bits.gateFraction();
    switch (model.cell().equations()) {
      case LSTM -> {
        long forget = gating.apply(pre(x, u, 1, element));
        long update = gating.apply(pre(x, u, 0, element)) * tanh.apply(pre(x, u, 2, element));
        long sum =
            (forget * old << scales.pointwise().forgetAlign())
                + (update << scales.pointwise().updateAlign());
        stateClips += Rounding.clips(sum, scales.pointwise().stateShift(), bits.state()) ? 1 : 0;
        long c = Rounding.requantise(sum, scales.pointwise().stateShift(), bits.state());
        state[sequence][element] = c;
        long argument = Rounding.requantise(c, scales.pointwise().argumentShift(), bits.latent());
        long product = gating.apply(pre(x, u, 3, element)) * tanh.apply(argument);
        return hidden(product, scales.pointwise().hiddenShift());
      }
      case GRU -> {
        long r = gating.apply(pre(x, u, 0, element));
        long z = gating.apply(pre(x, u, 1, element));
        long xn = round(input(x, 2) + bias(2, element));
        long un = round(recurrent(u, 2) + ((long) model.hiddenBias()[element] << align()));
        long sum = (xn << gate) + r * un;
        stateClips += Rounding.clips(sum, gate, bits.latent()) ? 1 : 0;
        long n = tanh.apply(Rounding.requantise(sum, gate, bits.latent()));
        long fresh = ((1L << gate) - z) * n << scales.pointwise().updateAlign();
        long h =
            hidden(
                fresh + (z * old << scales.pointwise().forgetAlign()),
                scales.pointwise().hiddenShift());
        state[sequence][element] = h;
        return h;
      }
      case RESET_BEFORE -> {
        long n = tanh.apply(pre(x, u, x.length - 1, element));
        long z = kept[element];
        long fresh = ((1L << gate) - z) * n << scales.pointwise().updateAlign();
        long h =
            hidden(
                fresh + (z * old << scales.pointwise().forgetAlign()),
                scales.pointwise().hiddenShift());
        state[sequence][element] = h;
        return h;
      }
      case RNN -> {
        return hidden(tanh.apply(pre(x, u, 0, element)), scales.pointwise().hiddenShift());
      }
      default -> {
        return hidden(input(x, 0) + bias(0, element), scales.joint().preShift());
      }
    }
  }

  private int align() {
    return scales.joint().biasAlign();
  }

  private long input(long[] x, int gate) {
    return x[gate] << scales.joint().inputAlign();
  }

  private long recurrent(long[] u, int gate) {
    return u[gate] << scales.joint().hiddenAlign();
  }

  private long bias(int gate, int element) {
    return (long) model.bias()[gate * size + element] << align();
  }

  private long pre(long[] x, long[] u, int gate, int element) {
    return round(input(x, gate) + recurrent(u, gate) + bias(gate, element));
  }

  private long round(long joint) {
    preClips += Rounding.clips(joint, scales.joint().preShift(), bits.latent()) ? 1 : 0;
    return Rounding.requantise(joint, scales.joint().preShift(), bits.latent());
  }

  private long hidden(long value, int shift) {
    hiddenClips += Rounding.clips(value, shift, bits.activation()) ? 1 : 0;
    return Rounding.requantise(value, shift, bits.activation());
  }
}
