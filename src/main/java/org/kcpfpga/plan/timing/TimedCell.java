package org.kcpfpga.plan.timing;

import java.util.Arrays;
import java.util.List;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.CellSchedule;

/**
 * Takes the gates of an element as they come, and issues it with the last of them when every output
 * of its pass has room.
 */
final class TimedCell implements TimedNode {
  private final CellPlan plan;
  private final List<TimedQueue> sums;
  private final List<TimedQueue> outputs;
  private final TimedBank bank;
  private final int[] conflicts;
  private final int passes;
  private final int gap;
  private boolean takes;
  private boolean issues;
  private int beat;
  private int element;
  private int pass;

  /** When elements issued, by cycle modulo the length. */
  private final long[] issued;

  /** {@code bank} is null for a cell that does not multiply. */
  TimedCell(CellPlan plan, List<TimedQueue> sums, List<TimedQueue> outputs, TimedBank bank) {
    this.plan = plan;
    this.sums = sums;
    this.outputs = outputs;
    this.bank = bank;
    this.conflicts = plan.schedule().conflicts().stream().mapToInt(Integer::intValue).toArray();
    this.passes = plan.passes();
    this.gap = plan.passGap();
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
      if (issuedBefore(now, distance)) {
        return false;
      }
    }
    for (int distance = 1; distance < gap && element == 0; distance++) {
      if (issuedBefore(now, distance)) {
        return false;
      }
    }
    for (int queue = firstFed(); queue < outputs.size(); queue++) {
      if (!outputs.get(queue).hasCredit(1)) {
        return false;
      }
    }
    return true;
  }

  private boolean issuedBefore(long now, int distance) {
    return now >= distance && issued[slot(now - distance)] == now - distance;
  }

  /** All outputs are fed in the last pass, the way back of h alone in the others. */
  private int firstFed() {
    return lastPass() ? 0 : 1;
  }

  private boolean lastPass() {
    return pass == passes - 1;
  }

  private int slot(long cycle) {
    return (int) (cycle % issued.length);
  }

  @Override
  public void describe(TimedState state, long now) {
    state.add(beat);
    if (passes > 1) {
      state.add(element);
      state.add(pass);
    }
    for (int distance = 1; distance < issued.length; distance++) {
      state.add(issuedBefore(now, distance));
    }
  }

  /** Sums that are there wait for what only time brings: a free slot. */
  @Override
  public long calm(long now) {
    long until = EVER;
    boolean all = true;
    for (TimedQueue queue : sums) {
      all &= queue.valid(now);
      until = Math.min(until, queue.calm(now));
    }
    return all ? 0 : until;
  }

  @Override
  public void repeat(int cycles) {
    // a calm cell waits
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
    for (int queue = firstFed(); queue < outputs.size(); queue++) {
      outputs.get(queue).push(now + plan.latency());
    }
    for (CellSchedule.Product product : plan.products()) {
      if (product.pass() == pass) {
        bank.claim(now + product.slot());
      }
    }
    if (++element == plan.laneElements()) {
      element = 0;
      pass = lastPass() ? 0 : pass + 1;
    }
  }
}
