package org.kcpfpga.cycle.stage;

import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ExpandPlan;

/**
 * The multiplications of an expand stage.
 *
 * <p>Gates go in pairs where their sums allow it. In mode 1 the factors are paired, in the others
 * the tokens, as soon as they enter the buffer.
 */
final class ExpandProducts implements ExpandSums {
  private final ExpandPlan plan;
  private final boolean pairs;
  private final int contextLanes;
  private final int reduction;

  /** Words, each a gate or two, of all gates and of those of one operation. */
  private final int gateWords;

  private final int laneWords;

  /** Steps from product to product in the buffer and in the factors. */
  private final int tokenStride;

  private final int factorStride;
  private final int contextTokens;
  private final int factorsPerOutput;

  /** U, [o][k][r] or, in mode 1, [o][k][r][g]; last fastest. */
  private final long[] factors;

  private final FactorWords factorWords;

  /** Where in the factors of an output those of a context's term begin. */
  private final int[] termOffsets;

  ExpandProducts(ExpandPlan plan, QuantisedOperator operator) {
    this.plan = plan;
    pairs = plan.gateLanes() % 2 == 0 && Pairs.fit(plan.sumBits());
    contextLanes = plan.contextLanes();
    reduction = plan.reduction();
    gateWords = pairs ? plan.gates() / 2 : plan.gates();
    laneWords = pairs ? plan.gateLanes() / 2 : plan.gateLanes();
    tokenStride = plan.gated() ? gateWords : 1;
    factorStride = plan.gated() ? 1 : gateWords;
    contextTokens = reduction * tokenStride;
    factorsPerOutput = plan.terms() * reduction * factorStride;
    long[] all = Factors.expand(operator, plan);
    PackedFactors packed = new PackedFactors(all, plan.gates(), pairs && !plan.gated());
    factors = packed.words;
    factorWords = FactorWords.of(plan, packed);
    termOffsets = new int[plan.contexts()];
    int perTerm = plan.contexts() / plan.terms();
    for (int context = 0; context < termOffsets.length; context++) {
      termOffsets[context] = context / perTerm * reduction * factorStride;
    }
  }

  @Override
  public Target factorWords() {
    return factorWords;
  }

  @Override
  public int wordEntries() {
    return pairs && plan.gated() ? plan.wordTokens() / 2 : plan.wordTokens();
  }

  @Override
  public void fill(long[] buffer, int at, Queue in) {
    int entries = wordEntries();
    long[] from = in.tokens;
    int head = in.head;
    if (pairs && plan.gated()) {
      for (int i = 0; i < entries; i++) {
        buffer[at + i] = Pairs.of(from[head + 2 * i], from[head + 2 * i + 1]);
      }
    } else {
      for (int i = 0; i < entries; i++) {
        buffer[at + i] = from[head + i];
      }
    }
  }

  @Override
  public void add(
      long[] buffer, int place, int output, int contextBlock, int gateBlock, long[] sums, int to) {
    int firstContext = contextBlock * contextLanes;
    int gate = gateBlock * laneWords;
    int token = place + firstContext * contextTokens + (plan.gated() ? gate : 0);
    int factor = output * factorsPerOutput + (plan.gated() ? 0 : gate);
    int at = to;
    for (int c = firstContext; c < firstContext + contextLanes; c++) {
      lanes(buffer, token, factor + termOffsets[c], sums, at);
      token += contextTokens;
      at += plan.gateLanes();
    }
  }

  /** sum_r token[r] U[r] for the gates of one context. */
  private void lanes(long[] buffer, int token, int factor, long[] sums, int to) {
    if (laneWords == 2 && gateWords == 2) {
      if (plan.gated()) {
        twoOfTokens(buffer, token, factor, sums, to);
      } else {
        twoOfFactors(buffer, token, factor, sums, to);
      }
      return;
    }
    int tokenGate = plan.gated() ? 1 : 0;
    for (int g = 0; g < laneWords; g++) {
      long sum = dot(buffer, token + g * tokenGate, factor + g * (1 - tokenGate));
      if (pairs) {
        sums[to + 2 * g] = Pairs.low(sum);
        sums[to + 2 * g + 1] = Pairs.high(sum);
      } else {
        sums[to + g] = sum;
      }
    }
  }

  private long dot(long[] buffer, int firstToken, int firstFactor) {
    long sum = 0;
    int token = firstToken;
    int factor = firstFactor;
    for (int r = 0; r < reduction; r++) {
      sum += buffer[token] * factors[factor];
      token += tokenStride;
      factor += factorStride;
    }
    return sum;
  }

  /** Two words of gates side by side, every gate with tokens of its own. */
  private void twoOfTokens(long[] buffer, int token, int factor, long[] sums, int to) {
    long[] u = factors;
    long first = 0;
    long second = 0;
    for (int r = 0; r < reduction; r++) {
      first += buffer[token + 2 * r] * u[factor + r];
      second += buffer[token + 2 * r + 1] * u[factor + r];
    }
    two(first, second, sums, to);
  }

  /** Two words of gates side by side, every gate with factors of its own. */
  private void twoOfFactors(long[] buffer, int token, int factor, long[] sums, int to) {
    long[] u = factors;
    long first = 0;
    long second = 0;
    for (int r = 0; r < reduction; r++) {
      first += buffer[token + r] * u[factor + 2 * r];
      second += buffer[token + r] * u[factor + 2 * r + 1];
    }
    two(first, second, sums, to);
  }

  private void two(long first, long second, long[] sums, int to) {
    if (pairs) {
      sums[to] = Pairs.low(first);
      sums[to + 1] = Pairs.high(first);
      sums[to + 2] = Pairs.low(second);
      sums[to + 3] = Pairs.high(second);
    } else {
      sums[to] = first;
      sums[to + 1] = second;
    }
  }
}
