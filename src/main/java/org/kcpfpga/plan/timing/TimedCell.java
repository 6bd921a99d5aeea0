package org.kcpfpga.plan.timing;

import java.util.Arrays;
import java.util.List;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.CellSchedule;

/**
 * Takes the gates of an element as they come, and issues it with the last of them when every output
 * has room.
 */
final class TimedCell implements TimedNode {
  private final CellPlan plan;
  private final List<TimedQueue> sums;
  private final List<TimedQueue> outputs;
  private final TimedBank bank;
  private final int[] conflicts;
  private boolean takes;
  private boolean issues;
  private int beat;

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
    takes = true;
    for (TimedQueue queue : sums) {
      takes &= queue.valid(now);
    }
    issues = takes && beat == plan.beats() - 1 && mayIssue(now);
    takes = beat < plan.beats() - 1 ? takes : issues;
  }

  private boolean mayIssue(long now) {
    for (int distance : conflicts) {
      if (now >= distance && issued[slot(now - distance)] == now - distance) {
        return false;
      }
    }
    for (TimedQueue queue : outputs) {
      if (!queue.hasCredit(1)) {
        return false;
      }
    }
    return true;
  }

  private int slot(long cycle) {
    return (int) (cycle % issued.length);
  }

  @Override
  public void describe(TimedState state, long now) {
    state.add(beat);
    for (int distance = 1; distance < issued.length; distance++) {
      state.add(now >= distance && issued[slot(now - distance)] == now - distance);
    }
  }

  @Override
  public boolean active() {
    return takes;
  }

  @Override
  public void act(long now) {
    if (takes) {
      sums.forEach(TimedQueue::pop);
      beat = issues ? 0 : beat + 1;
    }
    if (issues) {
      issue(now);
    }
  }

  private void issue(long now) {
    issued[slot(now)] = now;
    for (TimedQueue queue : outputs) {
      queue.push(now + plan.latency());
    }
    for (CellSchedule.Product product : plan.products()) {
      bank.claim(now + product.slot());
    }
  }
}
