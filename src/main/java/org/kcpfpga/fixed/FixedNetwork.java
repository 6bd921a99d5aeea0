package org.kcpfpga.fixed;

import java.util.stream.Stream;
import org.kcpfpga.tensor.Tensor;

/**
 * The functional model: what the hardware computes, bit for bit, without its order or its cycles.
 *
 * <p>Has a slot for each sequence that the core interleaves. A slot keeps its h and c from step to
 * step; a step that starts a sequence forgets them.
 */
public final class FixedNetwork {
  private final QuantisedModel model;
  private final FixedOperator input;
  private final FixedOperator hidden;
  private final FixedCell cell;
  private final SlotState[] slots;

  /** A network with one slot. */
  public FixedNetwork(QuantisedModel model) {
    this(model, 1);
  }

  /** {@code sequences}: the number of slots, at least 1. */
  public FixedNetwork(QuantisedModel model, int sequences) {
    if (sequences < 1) {
      throw new IllegalArgumentException("sequences: " + sequences + " (expected: at least 1)");
    }
    int latentBits = model.bits().latent();
    int size = model.hiddenSize();
    int stateSize = model.cell().keepsCell() ? size : 0;
    this.model = model;
    this.input = new FixedOperator(model.input(), latentBits);
    this.hidden = model.hidden() == null ? null : new FixedOperator(model.hidden(), latentBits);
    this.cell = new FixedCell(model);
    this.slots =
        Stream.generate(() -> new SlotState(size, stateSize))
            .limit(sequences)
            .toArray(SlotState[]::new);
  }

  /** One step of slot 0; see {@link #step(int[], boolean, int)}. */
  public int[] step(int[] x, boolean start) {
    return step(x, start, 0);
  }

  /**
   * One step.
   *
   * @param x N activations
   * @param start whether h and c of the slot are zero before it, as they are before its first step
   * @param slot from 0
   * @return M values of the output, as activations
   */
  public int[] step(int[] x, boolean start, int slot) {
    SlotState state = slots[slot];
    boolean clear = start || state.latents == null;
    if (clear) {
      state.clear();
    }
    int[] latents = input.contract(x);
    if (model.cell().definition().passes() > 1) {
      // in the second pass U (r h) takes the place of U h; the core expands both sides again
      int[] reset = cell.reset(input.expand(latents), fromHidden(state, clear), state.h);
      state.latents = hidden.contract(reset);
    }
    cell.update(input.expand(latents), fromHidden(state, clear), state.h, state.c);
    contractHidden(state);
    return state.h.clone();
  }

  /** U h of what was contracted last; zeros in a step that starts a sequence. */
  private long[] fromHidden(SlotState state, boolean clear) {
    return clear ? new long[model.bias().length] : hidden.expand(state.latents);
  }

  /**
   * Sets h of a slot as if a step had just given it: the next step goes on from here, and from what
   * is kept of the slot, unless it starts a sequence. Counts what the contraction of h clips, as
   * the core does.
   *
   * @param slot from 0
   * @param h M activations
   */
  public void load(int slot, int[] h) {
    SlotState state = slots[slot];
    if (h.length != state.h.length) {
      throw new IllegalArgumentException(
          "h: " + h.length + " values (expected: " + state.h.length + ")");
    }
    System.arraycopy(h, 0, state.h, 0, h.length);
    contractHidden(state);
  }

  /**
   * Sets what the cell itself keeps of an element: c of an LSTM, h of a GRU beside the h that is
   * contracted.
   *
   * @param slot from 0
   */
  public void keep(int slot, int element, long value) {
    SlotState state = slots[slot];
    if (model.cell().keepsCell()) {
      state.c[element] = value;
    } else {
      state.h[element] = (int) value;
    }
  }

  /** What the cell itself keeps of an element; see {@link #keep}. */
  public long kept(int slot, int element) {
    SlotState state = slots[slot];
    return model.cell().keepsCell() ? state.c[element] : state.h[element];
  }

  private void contractHidden(SlotState state) {
    if (hidden != null) {
      state.latents = hidden.contract(state.h);
    }
  }

  /** The output of the last step of a slot, as activations: M values, zeros before the first. */
  public int[] hidden(int slot) {
    return slots[slot].h.clone();
  }

  /** c of an LSTM after the last step of a slot, M integers; empty for other cells. */
  public long[] state(int slot) {
    return slots[slot].c.clone();
  }

  /** What was clipped so far, in all slots. */
  public SaturationCounts saturations() {
    return new SaturationCounts(
        input.contractClips(),
        input.expandClips(),
        hidden == null ? new long[0] : hidden.contractClips(),
        hidden == null ? new long[0] : hidden.expandClips(),
        cell.preClips(),
        cell.stateClips(),
        cell.hiddenClips());
  }

  /**
   * Runs whole sequences in slot 0.
   *
   * @param inputs [sequences, steps, N]
   * @return output vectors as numbers, [sequences, steps, M]
   */
  public Tensor run(Tensor inputs) {
    int sequences = inputs.extent(0);
    int steps = inputs.extent(1);
    int size = inputs.extent(2);
    int outputs = model.hiddenSize();
    double[] out = new double[sequences * steps * outputs];
    double[] values = inputs.values();
    int[] x = new int[size];
    for (int vector = 0; vector < sequences * steps; vector++) {
      for (int j = 0; j < size; j++) {
        x[j] = model.quantiseInput(values[vector * size + j]);
      }
      int[] result = step(x, vector % steps == 0);
      for (int e = 0; e < outputs; e++) {
        out[vector * outputs + e] = model.hiddenValue(result[e]);
      }
    }
    return Tensor.of(new int[] {sequences, steps, outputs}, out);
  }
}
