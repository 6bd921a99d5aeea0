package org.kcpfpga.fixed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.kcpfpga.fixed.calibration.ReferenceOperator;
import org.kcpfpga.rnn.CellDefinition;

/** One step of any cell in BigInteger, written apart from the main code. */
final class ReferenceCell {
  private final QuantisedModel model;
  private final BitWidths bits;
  private final CellScales scales;
  private final ReferenceOperator input;
  private final ReferenceOperator hidden;
  private final int size;
  private final BigInteger[] h;
  private final BigInteger[] c;
  private Map<List<Integer>, BigInteger> latents;
  private long preClips;
  private long stateClips;
  private long hiddenClips;

  ReferenceCell(QuantisedModel model) {
    this.model = model;
    this.bits = model.bits();
    this.scales = model.scales();
    this.input = new ReferenceOperator(model.input(), bits.latent());
    this.hidden =
        model.hidden() == null ? null : new ReferenceOperator(model.hidden(), bits.latent());
    this.size = model.hiddenSize();
    this.h = new BigInteger[size];
    this.c = new BigInteger[size];
  }

  /** c of an LSTM; null entries for other cells. */
  BigInteger[] state() {
    return c;
  }

  SaturationCounts saturations() {
    long[] none = {};
    return new SaturationCounts(
        input.contractClips(),
        input.expandClips(),
        hidden == null ? none : hidden.contractClips(),
        hidden == null ? none : hidden.expandClips(),
        preClips,
        stateClips,
        hiddenClips);
  }

  int[] step(int[] x, boolean start) {
    if (start) {
      Arrays.fill(h, BigInteger.ZERO);
      Arrays.fill(c, BigInteger.ZERO);
    }
    Map<List<Integer>, BigInteger> z = input.contract(x);
    List<BigInteger> wx = input.expand(z);
    List<BigInteger> uh = start || hidden == null ? null : hidden.expand(latents);
    BigInteger[] update = new BigInteger[size];
    if (model.cell().equations() == CellDefinition.Equations.RESET_BEFORE) {
      Map<List<Integer>, BigInteger> again = hidden.contract(reset(wx, uh, update));
      wx = input.expand(z);
      uh = start ? null : hidden.expand(again);
    }
    for (int e = 0; e < size; e++) {
      h[e] =
          switch (model.cell().equations()) {
            case LSTM -> lstm(wx, uh, e);
            case GRU -> gru(wx, uh, e);
            case RNN -> rnn(wx, uh, e);
            case RESET_BEFORE -> second(wx, uh, update[e], e);
            case LINEAR -> hidden(fromX(wx, e), scales.joint().preShift());
          };
    }
    int[] out = Arrays.stream(h).mapToInt(BigInteger::intValueExact).toArray();
    latents = hidden == null ? null : hidden.contract(out);
    return out;
  }

  private BigInteger lstm(List<BigInteger> wx, List<BigInteger> uh, int e) {
    BigInteger i = sigmoid(pre(wx, uh, e));
    BigInteger f = sigmoid(pre(wx, uh, size + e));
    BigInteger g = tanh(pre(wx, uh, 2 * size + e));
    BigInteger o = sigmoid(pre(wx, uh, 3 * size + e));
    // c' = f c + i g, h = o tanh(c')
    BigInteger sum =
        f.multiply(c[e])
            .shiftLeft(scales.pointwise().forgetAlign())
            .add(i.multiply(g).shiftLeft(scales.pointwise().updateAlign()));
    c[e] = state(sum, scales.pointwise().stateShift(), bits.state());
    BigInteger argument =
        ReferenceOperator.requantised(c[e], scales.pointwise().argumentShift(), bits.latent());
    return hidden(o.multiply(tanh(argument)), scales.pointwise().hiddenShift());
  }

  /** Its shifts follow here from the fractions: those of the main code need not be right. */
  private BigInteger gru(List<BigInteger> wx, List<BigInteger> uh, int e) {
    int gate = bits.latent() - 2;
    int fractionOfH = bits.activation() - 1;
    BigInteger r = sigmoid(pre(wx, uh, e));
    BigInteger z = sigmoid(pre(wx, uh, size + e));
    int row = 2 * size + e;
    BigInteger bias =
        BigInteger.valueOf(model.hiddenBias()[e]).shiftLeft(scales.joint().biasAlign());
    BigInteger xn = pre(fromX(wx, row));
    BigInteger un = pre(fromH(uh, row).add(bias));
    // n = tanh(xn + r un)
    BigInteger n = tanh(state(xn.shiftLeft(gate).add(r.multiply(un)), gate, bits.latent()));
    // h' = (1 - z) n + z h, with 2 gate + fractionOfH fraction bits
    BigInteger one = BigInteger.ONE.shiftLeft(gate);
    BigInteger fresh = one.subtract(z).multiply(n).shiftLeft(fractionOfH);
    BigInteger kept = z.multiply(h[e]).shiftLeft(gate);
    return hidden(fresh.add(kept), 2 * gate);
  }

  /** r h; fills z, which is the second of three gates, or 1 - r where there are two. */
  private int[] reset(List<BigInteger> wx, List<BigInteger> uh, BigInteger[] update) {
    int gate = bits.latent() - 2;
    int[] reset = new int[size];
    for (int e = 0; e < size; e++) {
      BigInteger r = sigmoid(pre(wx, uh, e));
      boolean three = model.bias().length == 3 * size;
      update[e] =
          three ? sigmoid(pre(wx, uh, size + e)) : BigInteger.ONE.shiftLeft(gate).subtract(r);
      reset[e] =
          ReferenceOperator.requantised(r.multiply(h[e]), gate, bits.activation()).intValueExact();
    }
    return reset;
  }

  /** n = tanh(Wn x + Un (r h) + bn), h' = (1 - z) n + z h, with 2 gate + fractionOfH bits. */
  private BigInteger second(List<BigInteger> wx, List<BigInteger> uh, BigInteger z, int e) {
    int gate = bits.latent() - 2;
    BigInteger n = tanh(pre(wx, uh, model.bias().length - size + e));
    BigInteger rest = BigInteger.ONE.shiftLeft(gate).subtract(z);
    BigInteger fresh = rest.multiply(n).shiftLeft(bits.activation() - 1);
    return hidden(fresh.add(z.multiply(h[e]).shiftLeft(gate)), 2 * gate);
  }

  private BigInteger rnn(List<BigInteger> wx, List<BigInteger> uh, int e) {
    // tanh has latent - 2 fraction bits, h activation - 1
    BigInteger value = tanh(pre(wx, uh, e)).shiftLeft(bits.activation() - 1);
    return hidden(value, bits.latent() - 2);
  }

  private BigInteger pre(List<BigInteger> wx, List<BigInteger> uh, int row) {
    return pre(fromX(wx, row).add(fromH(uh, row)));
  }

  private BigInteger fromX(List<BigInteger> wx, int row) {
    return wx.get(row)
        .shiftLeft(scales.joint().inputAlign())
        .add(BigInteger.valueOf(model.bias()[row]).shiftLeft(scales.joint().biasAlign()));
  }

  /** Zero where a sequence starts. */
  private BigInteger fromH(List<BigInteger> uh, int row) {
    return uh == null ? BigInteger.ZERO : uh.get(row).shiftLeft(scales.joint().hiddenAlign());
  }

  private BigInteger pre(BigInteger sum) {
    preClips += ReferenceOperator.clips(sum, scales.joint().preShift(), bits.latent()) ? 1 : 0;
    return ReferenceOperator.requantised(sum, scales.joint().preShift(), bits.latent());
  }

  private BigInteger state(BigInteger sum, int shift, int width) {
    stateClips += ReferenceOperator.clips(sum, shift, width) ? 1 : 0;
    return ReferenceOperator.requantised(sum, shift, width);
  }

  private BigInteger hidden(BigInteger sum, int shift) {
    hiddenClips += ReferenceOperator.clips(sum, shift, bits.activation()) ? 1 : 0;
    return ReferenceOperator.requantised(sum, shift, bits.activation());
  }

  private BigInteger sigmoid(BigInteger pre) {
    boolean hard = model.cell() != model.cell().plain();
    return interpolated(
        v -> hard ? Math.min(1, Math.max(0, v / 5 + 0.5)) : (1 + Math.tanh(v / 2)) / 2,
        pre.intValueExact());
  }

  private BigInteger tanh(BigInteger pre) {
    return interpolated(Math::tanh, pre.intValueExact());
  }

  /** 256 segments (or one an argument), a line between their rounded ends, itself rounded. */
  private BigInteger interpolated(DoubleUnaryOperator function, int pre) {
    int restBits = Math.max(0, bits.latent() - 8);
    int begin = pre >> restBits << restBits;
    BigInteger left = entry(function, begin);
    BigInteger rise = entry(function, begin + (1 << restBits)).subtract(left);
    BigInteger product = rise.multiply(BigInteger.valueOf(pre - begin));
    // the line never leaves the range of its ends, so that 32 bits saturate nothing
    return left.add(ReferenceOperator.requantised(product, restBits, 32));
  }

  private BigInteger entry(DoubleUnaryOperator function, int argument) {
    int latent = bits.latent();
    double at = argument * 16.0 / (1 << latent);
    // the ends stand for all that saturates there: 40 is as good as infinity
    double value = function.applyAsDouble(Math.abs(at) == 8 ? 5 * at : at);
    return new BigDecimal(value)
        .multiply(BigDecimal.valueOf(1 << (latent - 2)))
        .add(BigDecimal.valueOf(0.5))
        .setScale(0, RoundingMode.FLOOR)
        .toBigInteger();
  }
}
