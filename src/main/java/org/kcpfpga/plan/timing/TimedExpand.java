package org.kcpfpga.plan.timing;

import java.util.Arrays;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Side;

/** Fills a place of its buffer a word a cycle; reads another an operation a cycle. */
final class TimedExpand implements TimedNode.Member {
  private final ExpandPlan plan;
  private final TimedQueue in;
  private final TimedQueue out;

  /** Steps committed by the first stage of the input; null elsewhere. */
  private final TimedQueue commits;

  /** Steps that the first stage of the hidden side waits for; null elsewhere. */
  private final TimedQueue awaited;

  private final boolean[] full;
  private final int groupCycles;
  private boolean fills;
  private boolean issues;
  private int word;
  private int fillPlace;
  private int readPlace;
  private int operation;
  private int block;

  TimedExpand(
      ExpandPlan plan, TimedQueue in, TimedQueue out, TimedQueue commits, TimedQueue awaited) {
    this.plan = plan;
    this.in = in;
    this.out = out;
    this.commits = commits;
    this.awaited = awaited;
    this.full = new boolean[plan.places()];
    this.groupCycles = plan.groupCycles();
    if (plan.side() == Side.HIDDEN && plan.mode() == 1) {
      // The state before the first step of every sequence.
      Arrays.fill(full, true);
    }
  }

  @Override
  public void decide(long now) {
    boolean lastWord = word == plan.groupWords() - 1;
    boolean room = commits == null || !lastWord || commits.hasCredit(1);
    fills = !full[fillPlace] && room && in.valid(now);
    boolean emits = block == plan.reductionBlocks() - 1;
    issues =
        full[readPlace] && (awaited == null || awaited.valid(now)) && (!emits || out.hasCredit(1));
  }

  @Override
  public boolean wants() {
    return issues;
  }

  @Override
  public void refuse() {
    issues = false;
  }

  @Override
  public void describe(TimedState state, long now) {
    state.add(word);
    state.add(fillPlace);
    state.add(readPlace);
    state.add(operation);
    state.add(block);
    for (boolean place : full) {
      state.add(place);
    }
  }

  @Override
  public boolean active() {
    return issues;
  }

  @Override
  public void act(long now) {
    if (fills) {
      fill(now);
    }
    if (issues) {
      issue(now);
    }
  }

  private void fill(long now) {
    in.pop();
    if (++word == plan.groupWords()) {
      word = 0;
      full[fillPlace] = true;
      fillPlace = (fillPlace + 1) % full.length;
      if (commits != null) {
        commits.push(now);
      }
    }
  }

  private void issue(long now) {
    if (++block == plan.reductionBlocks()) {
      block = 0;
      out.push(now + plan.latency());
    }
    if (++operation == groupCycles) {
      operation = 0;
      full[readPlace] = false;
      readPlace = (readPlace + 1) % full.length;
      if (awaited != null) {
        awaited.pop();
      }
    }
  }
}
