package org.kcpfpga.cycle.stage;

import java.util.Arrays;
import org.kcpfpga.cycle.base.ClipCounter;
import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.Requantiser;
import org.kcpfpga.cycle.base.StartQueue;
import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.cycle.base.Turn;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Side;

/**
 * One expand stage: fills a place of its buffer while it reads another.
 *
 * <p>The first stage of the input forgets bad frames and commits good ones as steps. The first
 * stage of the hidden side has a place for every sequence; it waits for committed steps, and reads
 * zeros in one that starts a sequence. Both read a group in every pass of a step.
 */
public final class ExpandStage {
  /** When a stage fills its buffer and when it issues an operation. */
  public record Turns(Turn fill, Turn issue) {}

  /** Whether a bad frame was forgotten; stays set until somebody clears it. */
  public boolean dropped;

  private final Turns turns;
  private final Queue in;
  private final Queue out;
  private final ClipCounter clips;
  private final ExpandSums sums;

  /** Null where nothing is rounded. */
  public final Requantiser latent;

  /** Where steps are committed, null elsewhere than in the first input stage. */
  private final StartQueue commits;

  /** The steps this stage waits for, null elsewhere than in the first hidden stage. */
  private final StartQueue recalls;

  /** Bit of a bad frame, read in the first input stage. */
  private final int bad;

  private final int wordEntries;
  private final int placeEntries;
  private final int outputTokens;
  private final int outputLanes;
  private final int latency;
  private final int lastWord;
  private final int lastReductionBlock;
  private final int lastGateBlock;
  private final int lastContextBlock;
  private final int lastOutput;
  private final int lastPass;

  /** All places, each (context, reduction, gate). */
  private final long[] buffer;

  private final int[] flags;
  private final boolean[] full;
  private int fillPlace;
  private int fillWord;
  private int readPlace;
  private int output;
  private int contextBlock;
  private int gateBlock;
  private int reductionBlock;
  private int pass;

  /**
   * A stage after reset; {@code clips} is null where nothing is rounded, {@code bad} the flag of a
   * bad frame; only the first stage of either side uses {@code steps}.
   */
  public ExpandStage(
      ExpandPlan plan,
      QuantisedOperator operator,
      Queue in,
      Queue out,
      ClipCounter clips,
      StartQueue steps,
      int bad,
      Turns turns) {
    this.turns = turns;
    this.in = in;
    in.consumer = turns.fill();
    out.producer = turns.issue();
    this.out = out;
    this.clips = clips;
    this.bad = bad;
    int shift = operator.expandShift()[plan.mode() - 1];
    latent = plan.requantises() ? new Requantiser(shift, plan.outputBits()) : null;
    boolean first = plan.mode() == 1;
    commits = first && plan.side() == Side.INPUT ? steps : null;
    recalls = first && plan.side() == Side.HIDDEN ? steps : null;
    sums = plan.identity() ? new ExpandIdentity(plan) : new ExpandProducts(plan, operator);
    wordEntries = sums.wordEntries();
    placeEntries = plan.groupWords() * wordEntries;
    outputTokens = plan.outputTokens();
    latency = plan.latency();
    lastWord = plan.groupWords() - 1;
    lastReductionBlock = plan.reductionBlocks() - 1;
    lastGateBlock = plan.gateBlocks() - 1;
    lastContextBlock = plan.contextBlocks() - 1;
    lastOutput = plan.outputBlocks() - 1;
    outputLanes = plan.outputLanes();
    lastPass = plan.passes() - 1;
    full = new boolean[plan.places()];
    flags = new int[plan.places()];
    buffer = new long[plan.places() * placeEntries];
    listen(steps);
    reset();
  }

  private void listen(StartQueue steps) {
    steps.onPop = commits == null ? steps.onPop : this::tellFill;
    steps.onCommit = recalls == null ? steps.onCommit : this::tellIssue;
  }

  public void reset() {
    // The hidden side knows the state before the first step of every sequence: zeros.
    Arrays.fill(full, recalls != null);
    Arrays.fill(flags, 0);
    fillPlace = 0;
    fillWord = 0;
    readPlace = 0;
    output = 0;
    contextBlock = 0;
    gateBlock = 0;
    reductionBlock = 0;
    pass = 0;
    dropped = false;
    tellFill();
    tellIssue();
    turns.issue().room(true);
    waitForRoom();
  }

  /** The factor memory; null where nothing is multiplied. */
  public Target factorWords() {
    return sums.factorWords();
  }

  /** Whether no place waits for a group. */
  public boolean allFull() {
    for (boolean place : full) {
      if (!place) {
        return false;
      }
    }
    return true;
  }

  /** Forgets a group that was not read: the place waits for another. */
  public void empty(int place) {
    full[place] = false;
    tellIssue();
  }

  /** Whether the next word has room; on the hidden side the word itself says where it goes. */
  private void tellFill() {
    boolean commit = commits == null || fillWord < lastWord || !commits.full();
    turns.fill().room(recalls != null || !full[fillPlace] && commit);
  }

  /** Whether there is a group to read. */
  private void tellIssue() {
    boolean known = recalls == null || recalls.ready();
    if (known && recalls != null) {
      readPlace = recalls.sequence();
    }
    turns.issue().present(known && full[readPlace]);
  }

  /** Only the last block of a reduction gives something. */
  private void waitForRoom() {
    if (reductionBlock == lastReductionBlock && out.credits == 0) {
      turns.issue().room(false);
    }
  }

  /** Takes a word into the buffer in cycle {@code now}. */
  public void fill(long now) {
    if (recalls != null) {
      fillPlace = in.flags();
      if (full[fillPlace]) {
        return;
      }
    }
    boolean ends = fillWord == lastWord;
    sums.fill(buffer, fillPlace * placeEntries + fillWord * wordEntries, in);
    if (ends) {
      fillWord = 0;
      endGroup(in.flags());
    } else {
      fillWord++;
    }
    in.pop();
    tellFill();
  }

  private void endGroup(int frame) {
    int kept = frame;
    if (commits != null) {
      if ((frame & bad) != 0) {
        dropped = true;
        return;
      }
      kept = commits.commit(frame);
    }
    full[fillPlace] = true;
    flags[fillPlace] = kept;
    fillPlace = next(fillPlace);
    tellIssue();
  }

  private int next(int place) {
    return place + 1 == full.length ? 0 : place + 1;
  }

  /** Issues an operation in cycle {@code now}. */
  public void issue(long now) {
    if (reductionBlock < lastReductionBlock) {
      reductionBlock++;
      waitForRoom();
      return;
    }
    reductionBlock = 0;
    if (recalls != null && recalls.start()) {
      Arrays.fill(out.tokens, out.tail, out.tail + outputTokens, 0);
    } else {
      add(readPlace * placeEntries);
      if (latent != null) {
        requantise(now);
      }
    }
    out.push(now + latency + 1, flags[readPlace]);
    waitForRoom();
    nextOutput();
  }

  /** The sums of every output lane. */
  private void add(int place) {
    for (int lane = 0; lane < outputLanes; lane++) {
      int to = out.tail + lane * (outputTokens / outputLanes);
      sums.add(buffer, place, output * outputLanes + lane, contextBlock, gateBlock, out.tokens, to);
    }
  }

  private void requantise(long now) {
    long[] to = out.tokens;
    int end = out.tail + outputTokens;
    latent.clipped = 0;
    for (int at = out.tail; at < end; at++) {
      to[at] = latent.apply(to[at]);
    }
    if (latent.clipped > 0) {
      clips.add(now, now + latency + 1, latent.clipped);
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
    endReading();
  }

  private void endReading() {
    if (pass < lastPass) {
      pass++;
      // the hidden side waits for what the cell sends back, x is read again
      full[readPlace] = recalls == null;
    } else {
      pass = 0;
      full[readPlace] = false;
      readPlace = next(readPlace);
      if (recalls != null) {
        recalls.pop();
      }
    }
    tellFill();
    tellIssue();
  }
}
