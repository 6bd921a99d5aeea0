package org.kcpfpga.cycle.stage;

import java.util.Arrays;
import org.kcpfpga.cycle.base.ClipCounter;
import org.kcpfpga.cycle.base.Gearbox;
import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.Requantiser;
import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.FrontPlan;

/** The systolic array: sums over the last mode of the input, fibre by fibre. */
public final class FrontStage {
  private final FrontPlan plan;
  private final Gearbox in;
  private final Queue out;
  private final ClipCounter clips;
  public final Requantiser latent;

  private final int lanes;
  private final int folds;
  private final int tiles;
  private final boolean pairs;

  /** V of the last mode, [j][k][r], last fastest; neighbours in pairs where their sums allow it. */
  private final long[] factors;

  private final FrontChain chain;

  /** One per factor of an element; zeros before a fibre. */
  private final long[] sums;

  private int fold;

  public FrontStage(
      FrontPlan plan, QuantisedOperator operator, Gearbox in, Queue out, ClipCounter clips) {
    this.plan = plan;
    this.in = in;
    this.out = out;
    this.clips = clips;
    int modes = operator.shape().modes();
    this.latent = new Requantiser(operator.contractShift()[modes - 1], plan.outputBits());
    this.lanes = plan.lanes();
    this.folds = plan.folds();
    this.tiles = plan.tiles();
    this.pairs = Pairs.fit(plan.sumBits());
    long[] all = Factors.contract(operator, modes);
    PackedFactors packed = new PackedFactors(all, plan.columns(), pairs);
    this.factors = packed.words;
    this.chain = new FrontChain(plan, packed);
    this.sums = new long[pairs ? (plan.columns() + 1) / 2 : plan.columns()];
    reset();
  }

  /** The factors, as they are loaded. */
  public Target chain() {
    return chain;
  }

  public void reset() {
    fold = 0;
    Arrays.fill(sums, 0);
  }

  public void cycle(long now) {
    if (in.headReady > now || out.credits < tiles) {
      return;
    }
    chain.settle();
    if (sums.length == 1) {
      addSingle();
    } else {
      add();
    }
    if (++fold == folds) {
      fold = 0;
      endFibre(now);
    }
    in.pop();
  }

  /** sum += x[j] V[j] for the elements j of this beat, where there is a single column or pair. */
  private void addSingle() {
    long[] x = in.tokens;
    long[] v = factors;
    int from = in.head;
    int row = fold * lanes;
    long sum = sums[0];
    for (int i = 0; i < lanes; i++) {
      sum += x[from + i] * v[row + i];
    }
    sums[0] = sum;
  }

  /** sum[k, r] += x[j] V_k[j, r] for the elements j of this beat. */
  private void add() {
    long[] v = factors;
    long[] acc = sums;
    int width = acc.length;
    int row = fold * lanes * width;
    int end = in.head + lanes;
    for (int at = in.head; at < end; at++) {
      long x = in.tokens[at];
      for (int c = 0; c < width; c++) {
        acc[c] += x * v[row + c];
      }
      row += width;
    }
  }

  private void endFibre(long now) {
    int flags = in.flags();
    for (int tile = 0; tile < tiles; tile++) {
      push(now, tile, flags);
    }
    Arrays.fill(sums, 0);
  }

  private void push(long now, int tile, int flags) {
    int width = plan.tile();
    long pushed = now + plan.latency() + tile;
    latent.clipped = 0;
    for (int i = 0; i < width; i++) {
      out.tokens[out.tail + i] = latent.apply(sum(tile * width + i));
    }
    out.push(pushed + 1, flags);
    if (latent.clipped > 0) {
      clips.add(now, pushed + 1, latent.clipped);
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
