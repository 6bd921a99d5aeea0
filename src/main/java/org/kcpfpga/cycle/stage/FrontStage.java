package org.kcpfpga.cycle.stage;

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

  /** The same by column or pair of columns: sums run over contiguous arrays. */
  private final long[][] columns;

  /** Of the last fibre, one per factor of an element. */
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
    this.columns = new long[sums.length][folds * lanes];
    setColumns();
    reset();
  }

  private void setColumns() {
    for (int word = 0; word < factors.length; word++) {
      columns[word % sums.length][word / sums.length] = factors[word];
    }
  }

  /** The factors, as they are loaded. */
  public Target chain() {
    return chain;
  }

  public void reset() {
    fold = 0;
  }

  public void cycle(long now) {
    if (in.headReady > now || out.credits < tiles) {
      return;
    }
    if (chain.settle()) {
      setColumns();
    }
    if (++fold == folds) {
      fold = 0;
      multiply(in.head - (folds - 1) * lanes);
      endFibre(now);
    }
    in.pop();
  }

  /** sum[k, r] = sum_j x[j] V_k[j, r] over the fibre whose elements begin there. */
  private void multiply(int first) {
    long[] x = in.tokens;
    for (int c = 0; c < sums.length; c++) {
      sums[c] = dot(x, first, columns[c]);
    }
  }

  /** In two sums, because one would wait for each addition. */
  private static long dot(long[] x, int first, long[] v) {
    long even = 0;
    long odd = 0;
    int j = 0;
    for (; j + 3 < v.length; j += 4) {
      even += x[first + j] * v[j] + x[first + j + 1] * v[j + 1];
      odd += x[first + j + 2] * v[j + 2] + x[first + j + 3] * v[j + 3];
    }
    for (; j < v.length; j++) {
      even += x[first + j] * v[j];
    }
    return even + odd;
  }

  private void endFibre(long now) {
    int flags = in.flags();
    for (int tile = 0; tile < tiles; tile++) {
      push(now, tile, flags);
    }
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
