package org.kcpfpga.fixed;

import org.kcpfpga.rnn.CellDefinition.Activation;

/**
 * The cell in integers: from the exact sums of both operators to the new state.
 *
 * <p>Keeps the counts of what it clipped, and between the passes of a step its gates. Its shifts:
 * {@link CellScales}.
 */
final class FixedCell {
  private final QuantisedModel model;
  private final BitWidths bits;
  private final CellScales scales;
  private final int size;
  private final ActivationTable gate;
  private final ActivationTable tanh;

  /** z of every element, from the first pass of a step to its second. */
  private final long[] kept;

  private final CountedRounding preRounding = new CountedRounding();
  private final CountedRounding stateRounding = new CountedRounding();
  private final CountedRounding hiddenRounding = new CountedRounding();

  FixedCell(QuantisedModel model) {
    this.model = model;
    this.bits = model.bits();
    this.scales = model.scales();
    this.size = model.hiddenSize();
    this.gate = ActivationTable.of(model.cell().gateFunction(), bits.latent());
    this.tanh = ActivationTable.of(Activation.TANH, bits.latent());
    this.kept = new long[size];
  }

  /**
   * The first pass of a step that has two: r * h, M activations, of which the second one takes U.
   * Parameters as of {@link #update}.
   */
  int[] reset(long[] x, long[] u, int[] h) {
    int[] reset = new int[size];
    for (int e = 0; e < size; e++) {
      long r = gate.apply(pre(x, u, e));
      kept[e] = model.cell().definition().coupled() ? one() - r : gate.apply(pre(x, u, size + e));
      // r lies between 0 and 1, so that nothing clips
      reset[e] = (int) Rounding.shift(r * h[e], bits.gateFraction());
    }
    return reset;
  }

  /**
   * Puts the new state in the place of the old one: all of a step, or its second pass.
   *
   * @param x exact sums W x, [G*M]
   * @param u exact sums U h, [G*M], in a second pass those of what {@link #reset} gave; not read
   *     for a linear cell
   * @param h hidden state, M activations
   * @param c state of an LSTM, [M]; not used by other cells
   */
  void update(long[] x, long[] u, int[] h, long[] c) {
    for (int e = 0; e < size; e++) {
      h[e] =
          (int)
              switch (model.cell().equations()) {
                case LSTM -> lstm(x, u, c, e);
                case GRU -> gru(x, u, h[e], e);
                case RNN -> rnn(x, u, e);
                case RESET_BEFORE -> fresh(x, u, h[e], e);
                case LINEAR -> linear(x, e);
              };
    }
  }

  private long lstm(long[] x, long[] u, long[] c, int e) {
    // i = sig(Wi), f = sig(Wf), g = tanh(Wg), o = sig(Wo)
    long i = gate.apply(pre(x, u, e));
    long f = gate.apply(pre(x, u, size + e));
    long g = tanh.apply(pre(x, u, 2 * size + e));
    long o = gate.apply(pre(x, u, 3 * size + e));
    // c' = f c + i g
    long sum =
        (f * c[e] << scales.pointwise().forgetAlign())
            + (i * g << scales.pointwise().updateAlign());
    c[e] = stateRounding.requantise(sum, scales.pointwise().stateShift(), bits.state());
    // h' = o tanh(c')
    long argument = Rounding.requantise(c[e], scales.pointwise().argumentShift(), bits.latent());
    return hidden(o * tanh.apply(argument));
  }

  private long gru(long[] x, long[] u, long h, int e) {
    long r = gate.apply(pre(x, u, e));
    long z = gate.apply(pre(x, u, size + e));
    int row = 2 * size + e;
    long xn = pre(inputPart(x, row));
    // un = Un h + cn
    long un =
        pre(hiddenPart(u, row) + ((long) model.hiddenBias()[e] << scales.joint().biasAlign()));
    // n = tanh(xn + r un)
    long sum = (xn << scales.pointwise().stateShift()) + r * un;
    long n =
        tanh.apply(stateRounding.requantise(sum, scales.pointwise().stateShift(), bits.latent()));
    return between(n, z, h);
  }

  /** The second pass: n = tanh(W x + U (r h) + b). */
  private long fresh(long[] x, long[] u, long h, int e) {
    long n = tanh.apply(pre(x, u, (model.cell().gates() - 1) * size + e));
    return between(n, kept[e], h);
  }

  /** h' = (1 - z) n + z h. */
  private long between(long n, long z, long h) {
    return hidden(
        ((one() - z) * n << scales.pointwise().updateAlign())
            + (z * h << scales.pointwise().forgetAlign()));
  }

  private long one() {
    return 1L << bits.gateFraction();
  }

  /** h' = tanh(W x + U h + b). */
  private long rnn(long[] x, long[] u, int e) {
    return hidden(tanh.apply(pre(x, u, e)));
  }

  /** y = W x + b. */
  private long linear(long[] x, int e) {
    return hiddenRounding.requantise(inputPart(x, e), scales.joint().preShift(), bits.activation());
  }

  private long pre(long[] x, long[] u, int row) {
    return pre(inputPart(x, row) + hiddenPart(u, row));
  }

  private long pre(long joint) {
    return preRounding.requantise(joint, scales.joint().preShift(), bits.latent());
  }

  private long inputPart(long[] x, int row) {
    return (x[row] << scales.joint().inputAlign())
        + ((long) model.bias()[row] << scales.joint().biasAlign());
  }

  private long hiddenPart(long[] u, int row) {
    return u[row] << scales.joint().hiddenAlign();
  }

  private long hidden(long value) {
    return hiddenRounding.requantise(value, scales.pointwise().hiddenShift(), bits.activation());
  }

  /** Clipped pre-activations, of a GRU also xn and un. */
  long preClips() {
    return preRounding.clips();
  }

  /** Clipped states of an LSTM, or pre-activations of the gate n of a GRU. */
  long stateClips() {
    return stateRounding.clips();
  }

  /** Clipped elements of the output. */
  long hiddenClips() {
    return hiddenRounding.clips();
  }
}
