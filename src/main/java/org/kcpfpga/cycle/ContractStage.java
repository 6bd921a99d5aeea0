package org.kcpfpga.cycle;

import java.util.Arrays;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ContractPlan;

/** One output-stationary contract stage. */
final class ContractStage {
  private final ContractPlan plan;
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

  /** V as [j][k][r], or [j][(k, r)] where all terms share the token. */
  private final long[] factors;

  /** Where in the factors of an index j those of a token's term begin. */
  private final int[] termOffsets;

  /** [token][fan] of the group at work. */
  private final long[] sums;

  private int index;
  private int beat;
  private int fold;

  ContractStage(
      ContractPlan plan, QuantisedOperator operator, Queue in, Queue out, ClipCounter clips) {
    this.plan = plan;
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
    this.factors = Factors.contract(operator, plan.mode());
    this.sums = new long[plan.tokens() * plan.fan()];
    this.termOffsets = new int[plan.tokens()];
    Arrays.setAll(
        termOffsets, token -> token / (plan.tokens() / plan.terms()) * plan.fan());
    reset();
  }

  void reset() {
    index = 0;
    beat = 0;
    fold = 0;
  }

  void cycle(long now) {
    if (in.headReady <= now && (index < lastIndex || out.credits > 0)) {
      issue(now);
    }
  }

  private void issue(long now) {
    int sum = (beat * folds + fold) * beatTokens * fanLanes;
    if (index == 0) {
      Arrays.fill(sums, sum, sum + beatTokens * fanLanes, 0);
    }
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
    int sum = firstSum;
    int base = index * plan.terms() * plan.fan() + fold * fanLanes;
    for (int b = 0; b < beatTokens; b++) {
      long token = in.tokens[in.head + b];
      int factor = base + termOffsets[beat * beatTokens + b];
      for (int r = 0; r < fanLanes; r++) {
        sums[sum++] += token * factors[factor + r];
      }
    }
  }

  private void emit(long now, int sum) {
    latent.clipped = 0;
    int count = beatTokens * fanLanes;
    for (int i = 0; i < count; i++) {
      out.tokens[out.tail + i] = latent.apply(sums[sum + i]);
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
    }
  }
}
