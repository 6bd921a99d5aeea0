package org.kcpfpga.cycle;

import java.util.Arrays;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ContractPlan;

/** One output-stationary contract stage. */
final class ContractStage {
  private final Queue in;
  private final Queue out;
  private final ClipCounter clips;
  private final Requantiser latent;
  private final int fanLanes;
  private final int beatTokens;
  private final int folds;
  private final int beats;
  private final int lastIndex;
  private final int latency;
  private final int outputTokens;
  private final int factorsPerIndex;

  /** V as [j][k][r], or [j][(k, r)] where all terms share the token. */
  private final long[] factors;

  /** Where in the factors of an index j those of a token's term begin. */
  private final int[] termOffsets;

  /** [token][fan] of the group at work; zeros before its first index. */
  private final long[] sums;

  private int index;
  private int indexFactors;
  private int beat;
  private int fold;

  ContractStage(
      ContractPlan plan, QuantisedOperator operator, Queue in, Queue out, ClipCounter clips) {
    this.in = in;
    this.out = out;
    this.clips = clips;
    this.latent =
        new Requantiser(operator.contractShift()[plan.mode() - 1], plan.outputBits());
    this.fanLanes = plan.fanLanes();
    this.beatTokens = plan.beatTokens();
    this.folds = plan.folds();
    this.beats = plan.beats();
    this.lastIndex = plan.size() - 1;
    this.latency = plan.latency();
    this.outputTokens = plan.outputTokens();
    this.factorsPerIndex = plan.terms() * plan.fan();
    this.factors = Factors.contract(operator, plan.mode());
    this.sums = new long[plan.tokens() * plan.fan()];
    this.termOffsets = new int[plan.tokens()];
    Arrays.setAll(
        termOffsets, token -> token / (plan.tokens() / plan.terms()) * plan.fan());
    reset();
  }

  void reset() {
    index = 0;
    indexFactors = 0;
    beat = 0;
    fold = 0;
    Arrays.fill(sums, 0);
  }

  void cycle(long now) {
    if (in.headReady <= now && (index < lastIndex || out.credits > 0)) {
      issue(now);
    }
  }

  private void issue(long now) {
    int sum = (beat * folds + fold) * outputTokens;
    multiply(sum);
    if (index == lastIndex) {
      emit(now, sum);
    }
    if (++fold == folds) {
      fold = 0;
      in.pop();
      nextBeat();
    }
  }

  /** sum[token, r] += token V_k[j, r] for the lanes of this operation. */
  private void multiply(int firstSum) {
    long[] v = factors;
    long[] acc = sums;
    int lanes = fanLanes;
    int sum = firstSum;
    int base = indexFactors + fold * lanes;
    int firstToken = beat * beatTokens;
    for (int b = 0; b < beatTokens; b++) {
      long token = in.tokens[in.head + b];
      int factor = base + termOffsets[firstToken + b];
      for (int r = 0; r < lanes; r++) {
        acc[sum + r] += token * v[factor + r];
      }
      sum += lanes;
    }
  }

  /** Pushes the sums of this operation and leaves zeros for the next group. */
  private void emit(long now, int sum) {
    long[] to = out.tokens;
    int tail = out.tail;
    latent.clipped = 0;
    for (int i = 0; i < outputTokens; i++) {
      to[tail + i] = latent.apply(sums[sum + i]);
      sums[sum + i] = 0;
    }
    out.push(now + latency + 1, in.flags());
    if (latent.clipped > 0) {
      clips.add(now, latency, latent.clipped);
    }
  }

  private void nextBeat() {
    if (++beat == beats) {
      beat = 0;
      index = index == lastIndex ? 0 : index + 1;
      indexFactors = index * factorsPerIndex;
    }
  }
}
