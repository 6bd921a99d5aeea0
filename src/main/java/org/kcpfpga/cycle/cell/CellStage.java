package org.kcpfpga.cycle.cell;

import java.util.Arrays;
import org.kcpfpga.cycle.base.Agenda;
import org.kcpfpga.cycle.base.Flags;
import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.CellSchedule;

/**
 * The cell: an element of every lane each few cycles, computed whole when its last gate is there.
 */
public final class CellStage {
  /** Where the cell reads and writes; no {@code hidden} and no {@code feedback} if linear. */
  public record Queues(Queue input, Queue hidden, Queue output, Queue feedback) {}

  private final Queues queues;
  private final CellMath math;
  private final Agenda agenda;

  /** Turns that wait while a product of the cell is on the multipliers it shares with them. */
  private final long sharing;

  private final int lanes;
  private final int laneElements;
  private final int[] conflicts;
  private final int latency;

  /** Of the products of each pass. */
  private final int[][] slots;

  private final int beats;
  private final int gap;
  private final int lastPass;

  private int element;
  private int pass;

  /** When an element issued last. */
  private long latest;

  /** Beats that were taken of the element. */
  private int beat;

  /** Cycles in which an element would meet one before it, each in its place modulo the length. */
  private final long[] met;

  /** {@code sharing}: the turns on the bank of the cell. */
  public CellStage(CellPlan plan, CellMath math, Queues queues, Agenda agenda, long sharing) {
    this.queues = queues;
    this.math = math;
    this.agenda = agenda;
    this.sharing = sharing;
    this.lanes = plan.lanes();
    this.laneElements = plan.laneElements();
    this.conflicts = plan.schedule().conflicts().stream().mapToInt(Integer::intValue).toArray();
    this.met = new long[2 * Integer.highestOneBit(plan.latency() + plan.interval())];
    this.latency = plan.latency();
    this.beats = plan.beats();
    this.gap = plan.passGap();
    this.lastPass = plan.passes() - 1;
    this.slots = new int[plan.passes()][];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = slots(plan, i);
    }
  }

  private static int[] slots(CellPlan plan, int pass) {
    return plan.products().stream()
        .filter(product -> product.pass() == pass)
        .mapToInt(CellSchedule.Product::slot)
        .filter(slot -> slot > 1)
        .toArray();
  }

  /** A reset in cycle {@code now}. */
  public void reset(long now) {
    math.reset(now);
    element = 0;
    pass = 0;
    latest = Long.MIN_VALUE / 2;
    beat = 0;
    Arrays.fill(met, Long.MIN_VALUE);
  }

  /** Whether a beat is taken, asked before any stage moves in cycle {@code now}. */
  public boolean takes(long now) {
    return queues.input.headReady <= now
        && (queues.hidden == null || queues.hidden.headReady <= now)
        && (beat < beats - 1 || mayIssue(now));
  }

  private boolean mayIssue(long now) {
    return (pass < lastPass || queues.output.credits > 0)
        && (queues.hidden == null || queues.feedback.credits > 0)
        && meetsNone(now);
  }

  private boolean meetsNone(long now) {
    boolean early = element == 0 && now - latest < gap;
    return !early && met[(int) now & met.length - 1] != now;
  }

  /** Takes a beat; the last one of an element issues it. */
  public void take(long now) {
    if (beat == beats - 1) {
      beat = 0;
      issue(now);
      return;
    }
    math.pass = pass;
    math.early(now, element, beat++, queues.input, queues.hidden);
    queues.input.pop();
    queues.hidden.pop();
  }

  private void issue(long now) {
    for (int distance : conflicts) {
      met[(int) (now + distance) & met.length - 1] = now + distance;
    }
    latest = now;
    math.pass = pass;
    for (int slot : slots[pass]) {
      // the operands of what issues are at the multipliers in the next cycle
      agenda.bar(sharing, now + slot - 1);
    }
    int flags = queues.input.flags();
    for (int lane = 0; lane < lanes; lane++) {
      math.lane = lane;
      int number = element * lanes + lane;
      long h = math.element(now, number, flags, queues.input, queues.hidden);
      if (pass == lastPass) {
        queues.output.tokens[queues.output.tail + lane] = h;
      }
      if (queues.hidden != null) {
        queues.feedback.tokens[queues.feedback.tail + lane] = h;
      }
    }
    boolean last = element == laneElements - 1;
    passOn(now, flags, last);
    element = last ? 0 : element + 1;
    if (last) {
      pass = pass == lastPass ? 0 : pass + 1;
    }
  }

  /** Takes the sums, and pushes what the lanes gave. */
  private void passOn(long now, int flags, boolean last) {
    queues.input.pop();
    if (pass == lastPass) {
      queues.output.push(now + latency + 1, last ? 1 : 0);
    }
    if (queues.hidden != null) {
      queues.hidden.pop();
      queues.feedback.push(now + latency + 1, Flags.sequence(flags));
    }
  }
}
