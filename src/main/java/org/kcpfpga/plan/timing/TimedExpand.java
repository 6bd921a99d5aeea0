package org.kcpfpga.plan.timing;

import java.util.Arrays;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Side;

/**
 * Fills a place of its buffer a word a cycle; reads another an operation a cycle. The first stage
 * of a side reads one in every pass of a step.
 */
final class TimedExpand implements TimedNode.Member {
  private final TimedQueue in;
  private final TimedQueue out;

  /** Steps committed by the first stage of the input; null elsewhere. */
  private final TimedQueue commits;

  /** Steps that the first stage of the hidden side waits for; null elsewhere. */
  private final TimedQueue awaited;

  private final boolean[] full;
  // of the plan, which computes them at every call
  private final int groupWords;
  private final int groupCycles;
  private final int blocks;
  private final int passes;
  private final int latency;
  private boolean fills;
  private boolean issues;
  private int word;
  private int fillPlace;

  /** Passes of a step whose groups were filled, and read. */
  private int filled;

  private int read;
  private int readPlace;
  private int operation;
  private int block;

  TimedExpand(
      ExpandPlan plan, TimedQueue in, TimedQueue out, TimedQueue commits, TimedQueue awaited) {
    this.in = in;
    this.out = out;
    this.commits = commits;
    this.awaited = awaited;
    this.full = new boolean[plan.places()];
    this.groupWords = plan.groupWords();
    this.groupCycles = plan.groupCycles();
    this.blocks = plan.reductionBlocks();
    this.passes = plan.passes();
    this.latency = plan.latency();
    if (plan.side() == Side.HIDDEN && plan.mode() == 1) {
      // The state before the first step of every sequence.
      Arrays.fill(full, true);
    }
  }

  @Override
  public void decide(long now) {
    boolean lastWord = word == groupWords - 1;
    boolean room = commits == null || !lastWord || commits.hasCredit(1);
    fills = !full[fillPlace] && room && in.valid(now);
    boolean emits = block == blocks - 1;
    issues =
        full[readPlace] && (awaited == null || awaited.valid(now)) && (!emits || out.hasCredit(1));
  }

  @Override
  public long calm(long now) {
    if (fills) {
      return 0;
    }
    long until = in.calm(now);
    if (awaited != null) {
      until = Math.min(until, awaited.calm(now));
    }
    return issues ? Math.min(until, blocks - 1 - block) : until;
  }

  @Override
  public void repeat(int cycles) {
    block += issues ? cycles : 0;
    operation += issues ? cycles : 0;
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
    state.add(filled);
    state.add(read);
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
    if (++word == groupWords) {
      word = 0;
      full[fillPlace] = true;
      // every pass of a step of the hidden side fills the place of its sequence
      filled = awaited == null ? 0 : (filled + 1) % passes;
      fillPlace = filled == 0 ? (fillPlace + 1) % full.length : fillPlace;
      if (commits != null) {
        commits.push(now);
      }
    }
  }

  private void issue(long now) {
    if (++block == blocks) {
      block = 0;
      out.push(now + latency);
    }
    if (++operation == groupCycles) {
      operation = 0;
      read = (read + 1) % passes;
      // what is behind x is read again
      full[readPlace] = commits != null && read > 0;
      if (read == 0) {
        readPlace = (readPlace + 1) % full.length;
        if (awaited != null) {
          awaited.pop();
        }
      }
    }
  }
}
