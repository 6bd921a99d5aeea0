package org.kcpfpga.plan;

/** Accepts a beat a cycle while the channel has room for all tiles of a fibre. */
final class TimedFront implements TimedNode {
  private final FrontPlan plan;
  private final TimedChannel out;
  private final int fibres;
  private int fibre;
  private long time = -1;

  TimedFront(FrontPlan plan, TimedChannel out, int steps) {
    this.plan = plan;
    this.out = out;
    this.fibres = steps * plan.fibres();
  }

  @Override
  public boolean advance() {
    int before = fibre;
    while (fibre < fibres && out.knowsCredit((fibre + 1) * plan.tiles() - 1)) {
      time = Math.max(time + 1, out.credit((fibre + 1) * plan.tiles() - 1)) + plan.folds() - 1;
      for (int tile = 0; tile < plan.tiles(); tile++) {
        out.push(time + plan.latency() + tile);
      }
      fibre++;
    }
    return fibre > before;
  }
}
