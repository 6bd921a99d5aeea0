package org.kcpfpga.cycle;

import java.util.Arrays;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ExpandPlan;

/** One expand stage: fills one half of its buffer while it reads the other. */
class ExpandStage {
  private final ExpandPlan plan;
  private final Queue in;
  private final Queue out;
  private final ClipCounter clips;

  /** Null in the last mode, whose sums stay exact. */
  private final Requantiser latent;

  private final int wordTokens;
  private final int groupTokens;
  private final int lastWord;
  private final int lastReductionBlock;

  /** U, see {@link Factors#expand}. */
  private final long[] factors;

  /** Where in the factors of an output those of a context's term begin. */
  private final int[] termOffsets;

  /** Both halves, each (context, reduction, gate). */
  private final long[] buffer;

  private final boolean[] full = new boolean[2];
  private final int[] flags = new int[2];
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
   */
  ExpandStage(ExpandPlan plan, QuantisedOperator operator, Queue in, Queue out, ClipCounter clips) {
    this.plan = plan;
    this.in = in;
    this.out = out;
    this.clips = clips;
    this.latent =
        plan.last()
            ? null
            : new Requantiser(operator.expandShift()[plan.mode() - 1], plan.outputBits());
    this.wordTokens = plan.wordTokens();
    this.lastWord = plan.groupWords() - 1;
    this.groupTokens = plan.groupWords() * wordTokens;
    this.lastReductionBlock = plan.reductionBlocks() - 1;
    this.factors = Factors.expand(operator, plan);
    this.buffer = new long[2 * groupTokens];
    this.termOffsets = new int[plan.contexts()];
    int perTerm = plan.contexts() / plan.terms();
    Arrays.setAll(termOffsets, context -> context / perTerm * factorsPerTerm());
  }

  /** Factors of one output and term. */
  private int factorsPerTerm() {
    return (plan.gated() ? 1 : plan.gates()) * plan.reduction();
  }

  void reset() {
    full[0] = false;
    full[1] = false;
    fillHalf = 0;
    fillWord = 0;
    readHalf = 0;
    output = 0;
    contextBlock = 0;
    gateBlock = 0;
    reductionBlock = 0;
  }

  /** Makes half 0 full, so that filling begins with half 1. */
  final void startFull() {
    full[0] = true;
    fillHalf = 1;
  }

  /** Whether the last word of a group may be taken in this cycle. */
  boolean mayEndGroup() {
    return true;
  }

  /**
   * The flags that a group in the buffer keeps, or a negative number to forget the group.
   *
   * @param wordFlags those of its last word
   */
  int endGroup(long now, int wordFlags) {
    return wordFlags;
  }

  /** Whether a group that is full may be read in this cycle. */
  boolean mayRead(long now) {
    return true;
  }

  /** Whether all tokens read as zero. */
  boolean readsZero() {
    return false;
  }

  /** The last operation of a group was issued. */
  void endRead() {}

  final void cycle(long now) {
    boolean issues =
        full[readHalf]
            && (reductionBlock < lastReductionBlock || out.credits > 0)
            && mayRead(now);
    if (in.headReady <= now && !full[fillHalf]) {
      fill(now);
    }
    if (issues) {
      issue(now);
    }
  }

  private void fill(long now) {
    if (fillWord == lastWord && !mayEndGroup()) {
      return;
    }
    int at = fillHalf * groupTokens + fillWord * wordTokens;
    for (int i = 0; i < wordTokens; i++) {
      buffer[at + i] = in.tokens[in.head + i];
    }
    if (fillWord < lastWord) {
      fillWord++;
    } else {
      fillWord = 0;
      int kept = endGroup(now, in.flags());
      if (kept >= 0) {
        full[fillHalf] = true;
        flags[fillHalf] = kept;
        fillHalf ^= 1;
      }
    }
    in.pop();
  }

  private void issue(long now) {
    if (reductionBlock < lastReductionBlock) {
      reductionBlock++;
      return;
    }
    reductionBlock = 0;
    if (latent == null) {
      sums();
    } else {
      latents(now);
    }
    out.push(now + plan.latency() + 1, flags[readHalf]);
    nextOutput();
  }

  private void latents(long now) {
    sums();
    latent.clipped = 0;
    int count = plan.outputTokens();
    for (int i = 0; i < count; i++) {
      out.tokens[out.tail + i] = latent.apply(out.tokens[out.tail + i]);
    }
    if (latent.clipped > 0) {
      clips.add(now, plan.latency(), latent.clipped);
    }
  }

  /** The sums of all lanes, with the whole reduction of each, into the output queue. */
  private void sums() {
    int to = out.tail;
    if (readsZero()) {
      Arrays.fill(out.tokens, to, to + plan.outputTokens(), 0);
      return;
    }
    int tokenGate = plan.gated() ? 1 : 0;
    int factorGate = plan.gated() ? 0 : plan.reduction();
    int tokenStride = plan.gated() ? plan.gates() : 1;
    int contextTokens = plan.reduction() * tokenStride;
    int firstFactor = output * plan.terms() * factorsPerTerm();
    int firstContext = contextBlock * plan.contextLanes();
    int firstGate = gateBlock * plan.gateLanes();
    for (int c = firstContext; c < firstContext + plan.contextLanes(); c++) {
      int factor = firstFactor + termOffsets[c];
      int token = readHalf * groupTokens + c * contextTokens;
      for (int g = firstGate; g < firstGate + plan.gateLanes(); g++) {
        out.tokens[to++] = dot(token + g * tokenGate, tokenStride, factor + g * factorGate);
      }
    }
  }

  /** sum_r token[r] U[r]. */
  private long dot(int firstToken, int stride, int firstFactor) {
    long sum = 0;
    int token = firstToken;
    for (int r = 0; r < plan.reduction(); r++) {
      sum += buffer[token] * factors[firstFactor + r];
      token += stride;
    }
    return sum;
  }

  private void nextOutput() {
    if (++gateBlock < plan.gateBlocks()) {
      return;
    }
    gateBlock = 0;
    if (++contextBlock < plan.contextBlocks()) {
      return;
    }
    contextBlock = 0;
    if (++output < plan.size()) {
      return;
    }
    output = 0;
    full[readHalf] = false;
    readHalf ^= 1;
    endRead();
  }
}
