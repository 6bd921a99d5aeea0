package org.kcpfpga.cycle;

import java.util.Arrays;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Side;

/**
 * One expand stage: fills one half of its buffer while it reads the other.
 *
 * <p>The first stage of the input forgets bad frames and commits good ones as steps. The first
 * stage of the hidden side waits for committed steps, and reads zeros in one that starts a
 * sequence.
 */
final class ExpandStage {
  private static final int HALVES = 2;

  /** Whether a bad frame was forgotten; stays set until somebody clears it. */
  boolean dropped;

  private final Queue in;
  private final Queue out;
  private final ClipCounter clips;
  private final ExpandSums sums;

  /** Null in the last mode, whose sums stay exact. */
  private final Requantiser latent;

  /** Where steps are committed, null elsewhere than in the first input stage. */
  private final StartQueue commits;

  /** The steps this stage waits for, null elsewhere than in the first hidden stage. */
  private final StartQueue recalls;

  private final int wordEntries;
  private final int halfEntries;
  private final int outputTokens;
  private final int latency;
  private final int lastWord;
  private final int lastReductionBlock;
  private final int lastGateBlock;
  private final int lastContextBlock;
  private final int lastOutput;

  /** Both halves, each (context, reduction, gate). */
  private final long[] buffer;

  private final int[] flags = new int[HALVES];

  /** Halves that are full; they fill and empty in turn. */
  private int full;

  private int fillHalf;
  private int fillWord;
  private int readHalf;
  private int output;
  private int contextBlock;
  private int gateBlock;
  private int reductionBlock;

  /**
   * A stage after reset.
   *
   * @param clips null in the last mode
   * @param steps the queue of steps; only the first stage of either side uses it
   */
  ExpandStage(
      ExpandPlan plan,
      QuantisedOperator operator,
      Queue in,
      Queue out,
      ClipCounter clips,
      StartQueue steps) {
    this.in = in;
    this.out = out;
    this.clips = clips;
    int shift = operator.expandShift()[plan.mode() - 1];
    latent = plan.last() ? null : new Requantiser(shift, plan.outputBits());
    boolean first = plan.mode() == 1;
    commits = first && plan.side() == Side.INPUT ? steps : null;
    recalls = first && plan.side() == Side.HIDDEN ? steps : null;
    sums = new ExpandSums(plan, operator);
    wordEntries = sums.wordEntries();
    halfEntries = plan.groupWords() * wordEntries;
    outputTokens = plan.outputTokens();
    latency = plan.latency();
    lastWord = plan.groupWords() - 1;
    lastReductionBlock = plan.reductionBlocks() - 1;
    lastGateBlock = plan.gateBlocks() - 1;
    lastContextBlock = plan.contextBlocks() - 1;
    lastOutput = plan.size() - 1;
    buffer = new long[HALVES * halfEntries];
    reset();
  }

  void reset() {
    full = recalls != null ? 1 : 0;
    fillHalf = full;
    fillWord = 0;
    readHalf = 0;
    output = 0;
    contextBlock = 0;
    gateBlock = 0;
    reductionBlock = 0;
    dropped = false;
  }

  void cycle(long now) {
    boolean issues =
        full > 0
            && (out.credits > 0 || reductionBlock < lastReductionBlock)
            && (recalls == null || recalls.ready(now));
    if (in.headReady <= now && full < HALVES) {
      fill(now);
    }
    if (issues) {
      issue(now);
    }
  }

  private void fill(long now) {
    boolean ends = fillWord == lastWord;
    if (ends && commits != null && commits.full()) {
      return;
    }
    sums.fill(buffer, fillHalf * halfEntries + fillWord * wordEntries, in);
    if (ends) {
      fillWord = 0;
      endGroup(now, in.flags());
    } else {
      fillWord++;
    }
    in.pop();
  }

  private void endGroup(long now, int frame) {
    int kept = frame;
    if (commits != null) {
      if ((frame & FrontStage.BAD) != 0) {
        dropped = true;
        return;
      }
      boolean starts = commits.commit(now, (frame & FrontStage.START) != 0);
      kept = starts ? FrontStage.START : 0;
    }
    full++;
    flags[fillHalf] = kept;
    fillHalf ^= 1;
  }

  private void issue(long now) {
    if (reductionBlock < lastReductionBlock) {
      reductionBlock++;
      return;
    }
    reductionBlock = 0;
    if (recalls != null && recalls.start()) {
      Arrays.fill(out.tokens, out.tail, out.tail + outputTokens, 0);
    } else {
      int half = readHalf * halfEntries;
      sums.multiply(buffer, half, output, contextBlock, gateBlock, out.tokens, out.tail);
      if (latent != null) {
        requantise(now);
      }
    }
    out.push(now + latency + 1, flags[readHalf]);
    nextOutput();
  }

  private void requantise(long now) {
    long[] to = out.tokens;
    int end = out.tail + outputTokens;
    latent.clipped = 0;
    for (int at = out.tail; at < end; at++) {
      to[at] = latent.apply(to[at]);
    }
    if (latent.clipped > 0) {
      clips.add(now, latency, latent.clipped);
    }
  }

  private void nextOutput() {
    if (gateBlock < lastGateBlock) {
      gateBlock++;
      return;
    }
    gateBlock = 0;
    if (contextBlock < lastContextBlock) {
      contextBlock++;
      return;
    }
    contextBlock = 0;
    if (output < lastOutput) {
      output++;
      return;
    }
    output = 0;
    full--;
    readHalf ^= 1;
    if (recalls != null) {
      recalls.pop();
    }
  }
}
