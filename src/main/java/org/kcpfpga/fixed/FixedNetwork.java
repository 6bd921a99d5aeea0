package org.kcpfpga.fixed;

import java.util.Arrays;
import org.kcpfpga.tensor.Tensor;

/**
 * The functional model: what the hardware computes, bit for bit, without its order or its cycles.
 *
 * <p>Keeps h and c from step to step; a step that starts a sequence forgets them.
 */
public final class FixedNetwork {
  private final QuantisedModel model;
  private final BitWidths bits;
  private final FixedOperator input;
  private final FixedOperator hidden;
  private final ActivationTable sigmoid;
  private final ActivationTable tanh;
  private final int[] h;
  private final long[] c;

  /** z_1 of h, computed as soon as h is known, as the hardware does. */
  private int[] latents;

  private long preClips;
  private long stateClips;
  private long hiddenClips;

  public FixedNetwork(QuantisedModel model) {
    this.model = model;
    this.bits = model.bits();
    this.input = new FixedOperator(model.input(), bits.latent());
    this.hidden = new FixedOperator(model.hidden(), bits.latent());
    this.sigmoid = ActivationTable.sigmoid(bits.latent());
    this.tanh = ActivationTable.tanh(bits.latent());
    this.h = new int[model.hiddenSize()];
    this.c = new long[model.hiddenSize()];
  }

  /**
   * One step.
   *
   * @param x N activations
   * @param start whether h and c are zero before it
   * @return M values of h, as activations
   */
  public int[] step(int[] x, boolean start) {
    boolean clear = start || latents == null;
    if (clear) {
      Arrays.fill(h, 0);
      Arrays.fill(c, 0);
    }
    long[] fromInput = input.expand(input.contract(x));
    long[] fromHidden = clear ? new long[fromInput.length] : hidden.expand(latents);
    for (int e = 0; e < h.length; e++) {
      // i = sig(Wi), f = sig(Wf), g = tanh(Wg), o = sig(Wo)
      long i = sigmoid.apply(pre(fromInput, fromHidden, 0, e));
      long f = sigmoid.apply(pre(fromInput, fromHidden, 1, e));
      long g = tanh.apply(pre(fromInput, fromHidden, 2, e));
      long o = sigmoid.apply(pre(fromInput, fromHidden, 3, e));
      c[e] = state(f * c[e], i * g);
      h[e] = output(o * tanh.apply(argument(c[e])));
    }
    latents = hidden.contract(h);
    return h.clone();
  }

  private long pre(long[] fromInput, long[] fromHidden, int gate, int element) {
    CellScales s = model.scales();
    int row = gate * h.length + element;
    long joint =
        (fromInput[row] << s.inputAlign())
            + (fromHidden[row] << s.hiddenAlign())
            + ((long) model.bias()[row] << s.biasAlign());
    if (Rounding.clips(joint, s.preShift(), bits.latent())) {
      preClips++;
    }
    return Rounding.requantise(joint, s.preShift(), bits.latent());
  }

  /** c' = f * c + i * g. */
  private long state(long forget, long update) {
    CellScales s = model.scales();
    long sum = (forget << s.forgetAlign()) + (update << s.updateAlign());
    if (Rounding.clips(sum, s.stateShift(), bits.state())) {
      stateClips++;
    }
    return Rounding.requantise(sum, s.stateShift(), bits.state());
  }

  private long argument(long state) {
    return Rounding.requantise(state, model.scales().argumentShift(), bits.latent());
  }

  /** h = o * tanh(c'). */
  private int output(long product) {
    int shift = model.scales().hiddenShift();
    if (Rounding.clips(product, shift, bits.activation())) {
      hiddenClips++;
    }
    return (int) Rounding.requantise(product, shift, bits.activation());
  }

  /** The state c after the last step, as integers. */
  public long[] state() {
    return c.clone();
  }

  /** What was clipped so far. */
  public SaturationCounts saturations() {
    return new SaturationCounts(
        input.contractClips(),
        input.expandClips(),
        hidden.contractClips(),
        hidden.expandClips(),
        preClips,
        stateClips,
        hiddenClips);
  }

  /**
   * Runs whole sequences.
   *
   * @param inputs [sequences, steps, N]
   * @return hidden vectors as numbers, [sequences, steps, M]
   */
  public Tensor run(Tensor inputs) {
    int sequences = inputs.extent(0);
    int steps = inputs.extent(1);
    int size = inputs.extent(2);
    double[] out = new double[sequences * steps * h.length];
    double[] values = inputs.values();
    int[] x = new int[size];
    for (int vector = 0; vector < sequences * steps; vector++) {
      for (int j = 0; j < size; j++) {
        x[j] = model.quantiseInput(values[vector * size + j]);
      }
      int[] result = step(x, vector % steps == 0);
      for (int e = 0; e < result.length; e++) {
        out[vector * result.length + e] = model.hiddenValue(result[e]);
      }
    }
    return Tensor.of(new int[] {sequences, steps, h.length}, out);
  }
}
