package org.kcpfpga.plan;

import java.util.List;

/** Issues an element when the sums are there and every output has room. */
final class TimedCell implements TimedNode {
  private final CellPlan plan;
  private final List<TimedQueue> sums;
  private final List<TimedQueue> outputs;
  private final TimedBank bank;
  private boolean issues;
  private long next;

  /** {@code bank} is null for a cell that does not multiply. */
  TimedCell(CellPlan plan, List<TimedQueue> sums, List<TimedQueue> outputs, TimedBank bank) {
    this.plan = plan;
    this.sums = sums;
    this.outputs = outputs;
    this.bank = bank;
    if (bank != null) {
      bank.addCell(plan.latency());
    }
  }

  @Override
  public void decide(long now) {
    issues = now >= next;
    for (TimedQueue queue : sums) {
      issues &= queue.valid(now);
    }
    for (TimedQueue queue : outputs) {
      issues &= queue.hasCredit(1);
    }
  }

  @Override
  public void act(long now) {
    if (!issues) {
      return;
    }
    next = now + plan.interval();
    sums.forEach(TimedQueue::pop);
    for (TimedQueue queue : outputs) {
      queue.push(now + plan.latency());
    }
    for (CellProduct product : plan.products()) {
      bank.claim(now + product.slot());
    }
  }
}
