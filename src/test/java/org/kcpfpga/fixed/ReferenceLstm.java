package org.kcpfpga.fixed;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Sections 2 and 4 of the design page in BigInteger: the LSTM step, apart from the main code. */
final class ReferenceLstm {
  private final QuantisedModel model;
  private final ReferenceOperator input;
  private final ReferenceOperator hidden;
  private int[] h;
  private final BigInteger[] c;

  ReferenceLstm(QuantisedModel model) {
    this.model = model;
    this.input = new ReferenceOperator(model.input(), model.bits().latent());
    this.hidden = new ReferenceOperator(model.hidden(), model.bits().latent());
    this.h = new int[model.hiddenSize()];
    this.c = new BigInteger[h.length];
  }

  BigInteger[] state() {
    return c;
  }

  int[] step(int[] x, boolean start) {
    if (start) {
      Arrays.fill(h, 0);
      Arrays.fill(c, BigInteger.ZERO);
    }
    List<BigInteger> wx = input.multiply(x);
    List<BigInteger> uh = hidden.multiply(h);
    int[] next = new int[h.length];
    for (int e = 0; e < h.length; e++) {
      next[e] = element(wx, uh, e);
    }
    h = next;
    return h.clone();
  }

  private int element(List<BigInteger> wx, List<BigInteger> uh, int e) {
    CellScales s = model.scales();
    BitWidths bits = model.bits();
    BigInteger i = sigmoid(pre(wx, uh, 0, e));
    BigInteger f = sigmoid(pre(wx, uh, 1, e));
    BigInteger g = tanh(pre(wx, uh, 2, e));
    BigInteger o = sigmoid(pre(wx, uh, 3, e));
    // c' = f c + i g, h = o tanh(c')
    BigInteger sum =
        f.multiply(c[e]).shiftLeft(s.forgetAlign()).add(i.multiply(g).shiftLeft(s.updateAlign()));
    c[e] = ReferenceOperator.requantised(sum, s.stateShift(), bits.state());
    BigInteger argument = ReferenceOperator.requantised(c[e], s.argumentShift(), bits.latent());
    BigInteger product = o.multiply(tanh(argument));
    return ReferenceOperator.requantised(product, s.hiddenShift(), bits.activation())
        .intValueExact();
  }

  private BigInteger pre(List<BigInteger> wx, List<BigInteger> uh, int gate, int e) {
    CellScales s = model.scales();
    int row = gate * h.length + e;
    BigInteger sum =
        wx.get(row)
            .shiftLeft(s.inputAlign())
            .add(uh.get(row).shiftLeft(s.hiddenAlign()))
            .add(BigInteger.valueOf(model.bias()[row]).shiftLeft(s.biasAlign()));
    return ReferenceOperator.requantised(sum, s.preShift(), model.bits().latent());
  }

  private BigInteger sigmoid(BigInteger pre) {
    return interpolated(v -> (1 + Math.tanh(v / 2)) / 2, pre.intValueExact());
  }

  private BigInteger tanh(BigInteger pre) {
    return interpolated(Math::tanh, pre.intValueExact());
  }

  /** 256 segments (or one an argument), a line between their rounded ends, itself rounded. */
  private BigInteger interpolated(DoubleUnaryOperator function, int pre) {
    int restBits = Math.max(0, model.bits().latent() - 8);
    int begin = pre >> restBits << restBits;
    BigInteger left = entry(function, begin);
    BigInteger rise = entry(function, begin + (1 << restBits)).subtract(left);
    BigInteger product = rise.multiply(BigInteger.valueOf(pre - begin));
    // the line never leaves the range of its ends, so that 32 bits saturate nothing
    return left.add(ReferenceOperator.requantised(product, restBits, 32));
  }

  private BigInteger entry(DoubleUnaryOperator function, int argument) {
    int latent = model.bits().latent();
    double value = function.applyAsDouble(argument * 16.0 / (1 << latent));
    return new BigDecimal(value)
        .multiply(BigDecimal.valueOf(1 << (latent - 2)))
        .add(BigDecimal.valueOf(0.5))
        .setScale(0, RoundingMode.FLOOR)
        .toBigInteger();
  }
}
