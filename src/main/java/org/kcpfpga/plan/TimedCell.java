package org.kcpfpga.plan;

import java.util.Arrays;
import java.util.List;

/** Issues an element when the sums are there and every output has room. */
final class TimedCell implements TimedNode {
  private final CellPlan plan;
  private final List<TimedQueue> sums;
  private final List<TimedQueue> outputs;
  private final TimedBank bank;
  private final int[] conflicts;
  private boolean issues;

  /** When elements issued, by cycle modulo the length. */
  private final long[] issued;

  /** {@code bank} is null for a cell that does not multiply. */
  TimedCell(CellPlan plan, List<TimedQueue> sums, List<TimedQueue> outputs, TimedBank bank) {
    this.plan = plan;
    this.sums = sums;
    this.outputs = outputs;
    this.bank = bank;
    this.conflicts = plan.schedule().conflicts().stream().mapToInt(Integer::intValue).toArray();
    this.issued = new long[plan.latency() + plan.interval() + 1];
    Arrays.fill(issued, -1);
    if (bank != null) {
      bank.addCell(plan.latency());
    }
  }

  @Override
  public void decide(long now) {
    issues = true;
    for (int distance : conflicts) {
      issues &= now < distance || issued[slot(now - distance)] != now - distance;
    }
    for (TimedQueue queue : sums) {
      issues &= queue.valid(now);
    }
    for (TimedQueue queue : outputs) {
      issues &= queue.hasCredit(1);
    }
  }

  private int slot(long cycle) {
    return (int) (cycle % issued.length);
  }

  @Override
  public void describe(TimedState state, long now) {
    for (int distance = 1; distance < issued.length; distance++) {
      state.add(now >= distance && issued[slot(now - distance)] == now - distance);
    }
  }

  @Override
  public void act(long now) {
    if (!issues) {
      return;
    }
    issued[slot(now)] = now;
    sums.forEach(TimedQueue::pop);
    for (TimedQueue queue : outputs) {
      queue.push(now + plan.latency());
    }
    for (CellProduct product : plan.products()) {
      bank.claim(now + product.slot());
    }
  }
}
