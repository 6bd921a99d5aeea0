package org.kcpfpga.cycle;

import java.util.Arrays;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ExpandPlan;

/** One expand stage: fills one half of its buffer while it reads the other. */
class ExpandStage {
  private static final int FOUR = 4;

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
  private final int contextLanes;
  private final int gateLanes;
  private final int reduction;
  private final int outputTokens;
  private final int latency;

  /** Steps in the buffer: to the next context, product and gate. */
  private final int contextTokens;

  private final int tokenStride;
  private final int tokenGate;

  /** Steps in the factors: to the next output and gate. */
  private final int factorsPerOutput;

  private final int factorGate;

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
    this.contextLanes = plan.contextLanes();
    this.gateLanes = plan.gateLanes();
    this.reduction = plan.reduction();
    this.outputTokens = plan.outputTokens();
    this.latency = plan.latency();
    this.tokenStride = plan.gated() ? plan.gates() : 1;
    this.tokenGate = plan.gated() ? 1 : 0;
    this.contextTokens = reduction * tokenStride;
    this.factorGate = plan.gated() ? 0 : reduction;
    int factorsPerTerm = (plan.gated() ? 1 : plan.gates()) * reduction;
    this.factorsPerOutput = plan.terms() * factorsPerTerm;
    this.factors = Factors.expand(operator, plan);
    this.buffer = new long[2 * groupTokens];
    this.termOffsets = new int[plan.contexts()];
    int perTerm = plan.contexts() / plan.terms();
    Arrays.setAll(termOffsets, context -> context / perTerm * factorsPerTerm);
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
    if (readsZero()) {
      Arrays.fill(out.tokens, out.tail, out.tail + outputTokens, 0);
    } else {
      multiply();
      if (latent != null) {
        requantise(now);
      }
    }
    out.push(now + latency + 1, flags[readHalf]);
    nextOutput();
  }

  /** The sums of all lanes, with the whole reduction of each, into the output queue. */
  private void multiply() {
    int to = out.tail;
    int firstFactor = output * factorsPerOutput;
    int firstContext = contextBlock * contextLanes;
    int firstGate = gateBlock * gateLanes;
    for (int c = firstContext; c < firstContext + contextLanes; c++) {
      int factor = firstFactor + termOffsets[c] + firstGate * factorGate;
      int token = readHalf * groupTokens + c * contextTokens + firstGate * tokenGate;
      if (gateLanes == FOUR) {
        multiplyFour(to, token, factor);
      } else {
        for (int g = 0; g < gateLanes; g++) {
          out.tokens[to + g] = dot(token + g * tokenGate, factor + g * factorGate);
        }
      }
      to += gateLanes;
    }
  }

  /** sum_r token[r] U[r]. */
  private long dot(int firstToken, int factor) {
    long sum = 0;
    int token = firstToken;
    for (int r = 0; r < reduction; r++) {
      sum += buffer[token] * factors[factor + r];
      token += tokenStride;
    }
    return sum;
  }

  /** {@link #dot} for the four gates of an LSTM at once, which is most of the work of a core. */
  private void multiplyFour(int to, int firstToken, int firstFactor) {
    long[] y = buffer;
    long[] u = factors;
    long i = 0;
    long f = 0;
    long g = 0;
    long o = 0;
    int token = firstToken;
    int factor = firstFactor;
    for (int r = 0; r < reduction; r++) {
      i += y[token] * u[factor];
      f += y[token + tokenGate] * u[factor + factorGate];
      g += y[token + 2 * tokenGate] * u[factor + 2 * factorGate];
      o += y[token + 3 * tokenGate] * u[factor + 3 * factorGate];
      token += tokenStride;
      factor++;
    }
    out.tokens[to] = i;
    out.tokens[to + 1] = f;
    out.tokens[to + 2] = g;
    out.tokens[to + 3] = o;
  }

  private void requantise(long now) {
    long[] to = out.tokens;
    latent.clipped = 0;
    for (int at = out.tail; at < out.tail + outputTokens; at++) {
      to[at] = latent.apply(to[at]);
    }
    if (latent.clipped > 0) {
      clips.add(now, latency, latent.clipped);
    }
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
