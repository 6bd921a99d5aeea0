package org.kcpfpga.cycle;

import java.util.Arrays;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.RegisterMap;

/** The stream input and the systolic array behind it: sums over the last mode, fibre by fibre. */
final class FrontStage {
  /** Bit of the frame flags: the frame starts a sequence. */
  static final int START = 1;

  /** Bit of the frame flags: the frame had a wrong length. */
  static final int BAD = 2;

  private enum State {
    RUN,
    PAD,
    SWALLOW
  }

  /** Whether the first beat of a frame was accepted in this cycle. */
  boolean frameBegan;

  /** Error bits that this cycle raises, as in the register map. */
  int errors;

  private final FrontPlan plan;
  private final Queue out;
  private final ClipCounter clips;
  private final Requantiser latent;
  private final int tiles;
  private final boolean pairs;

  /** V of the last mode, [j][k][r], last fastest; neighbours in pairs where their sums allow it. */
  private final long[] factors;

  /** One per factor of an element; zeros before a fibre. */
  private final long[] sums;

  private final int unused;
  private State state;
  private boolean awake;
  private int flags;
  private int fold;
  private int fibre;

  FrontStage(FrontPlan plan, QuantisedOperator operator, Queue out, ClipCounter clips) {
    this.plan = plan;
    this.out = out;
    this.clips = clips;
    int modes = operator.shape().modes();
    this.latent = new Requantiser(operator.contractShift()[modes - 1], plan.outputBits());
    this.tiles = plan.tiles();
    this.pairs = Pairs.fit(plan.sumBits());
    long[] all = Factors.contract(operator, modes);
    this.factors = pairs ? Pairs.pack(all, plan.columns()) : all;
    this.sums = new long[pairs ? (plan.columns() + 1) / 2 : plan.columns()];
    this.unused = Integer.SIZE - plan.inputBits();
    reset();
  }

  void reset() {
    awake = false;
    state = State.RUN;
    flags = 0;
    fold = 0;
    fibre = 0;
    Arrays.fill(sums, 0);
    frameBegan = false;
    errors = 0;
  }

  /** s_axis_tready. */
  boolean ready() {
    return awake && (state == State.RUN ? out.credits >= tiles : state == State.SWALLOW);
  }

  /** One cycle; {@code pins} show the handshake on the stream input. */
  void cycle(long now, Pins pins) {
    frameBegan = false;
    errors = 0;
    awake = true;
    if (state == State.PAD) {
      if (out.credits >= tiles) {
        pad(now);
      }
    } else if (pins.inputTaken()) {
      if (state == State.RUN) {
        accept(now, pins);
      } else if (pins.sAxisTlast) {
        state = State.RUN;
      }
    }
  }

  private void accept(long now, Pins pins) {
    if (fold == 0 && fibre == 0) {
      frameBegan = true;
      flags = pins.sAxisTuser ? START : 0;
    }
    boolean lastBeat = lastBeat();
    if (pins.sAxisTlast != lastBeat) {
      flags |= BAD;
      errors = lastBeat ? RegisterMap.LONG_FRAME : RegisterMap.SHORT_FRAME;
      state = lastBeat ? State.SWALLOW : State.PAD;
    }
    add(pins.sAxisTdata);
    endBeat(now);
  }

  private void pad(long now) {
    if (lastBeat()) {
      state = State.RUN;
    }
    endBeat(now);
  }

  private boolean lastBeat() {
    return fold == plan.folds() - 1 && fibre == plan.fibres() - 1;
  }

  /** sum[k, r] += x[j] V_k[j, r] for the elements j of this beat. */
  private void add(int[] data) {
    long[] v = factors;
    int width = sums.length;
    int row = fold * data.length * width;
    if (width == 1) {
      long sum = sums[0];
      for (int i = 0; i < data.length; i++) {
        sum += (data[i] << unused >> unused) * v[row + i];
      }
      sums[0] = sum;
      return;
    }
    for (int element : data) {
      long x = element << unused >> unused;
      for (int c = 0; c < width; c++) {
        sums[c] += x * v[row + c];
      }
      row += width;
    }
  }

  private void endBeat(long now) {
    if (++fold < plan.folds()) {
      return;
    }
    fold = 0;
    fibre = fibre + 1 == plan.fibres() ? 0 : fibre + 1;
    for (int tile = 0; tile < tiles; tile++) {
      push(now, tile);
    }
    Arrays.fill(sums, 0);
  }

  private void push(long now, int tile) {
    int width = plan.tile();
    latent.clipped = 0;
    for (int i = 0; i < width; i++) {
      out.tokens[out.tail + i] = latent.apply(sum(tile * width + i));
    }
    out.push(now + plan.latency() + tile + 1, flags);
    if (latent.clipped > 0) {
      clips.add(now, plan.latency() + tile, latent.clipped);
    }
  }

  private long sum(int column) {
    if (!pairs) {
      return sums[column];
    }
    long pair = sums[column / 2];
    return column % 2 == 0 ? Pairs.low(pair) : Pairs.high(pair);
  }
}
