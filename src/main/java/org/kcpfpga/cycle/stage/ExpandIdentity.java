package org.kcpfpga.cycle.stage;

import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.plan.ExpandPlan;

/** The outputs of a stage with U = I: tokens under another index, added over the terms. */
final class ExpandIdentity implements ExpandSums {
  private final boolean gated;
  private final int size;
  private final int rows;
  private final int terms;
  private final int gateLanes;
  private final int contextLanes;
  private final int wordTokens;

  /** Tokens of a context, and from one index of the reduction to the next. */
  private final int contextTokens;

  private final int stride;

  ExpandIdentity(ExpandPlan plan) {
    gated = plan.gated();
    size = plan.size();
    rows = plan.identityRows();
    terms = plan.identityTerms();
    gateLanes = plan.gateLanes();
    contextLanes = plan.contextLanes();
    wordTokens = plan.wordTokens();
    stride = gated ? plan.gates() : 1;
    contextTokens = plan.reduction() * stride;
  }

  @Override
  public Target factorWords() {
    return null;
  }

  @Override
  public int wordEntries() {
    return wordTokens;
  }

  @Override
  public void fill(long[] buffer, int at, Queue in) {
    System.arraycopy(in.tokens, in.head, buffer, at, wordTokens);
  }

  @Override
  public void add(
      long[] buffer, int place, int output, int contextBlock, int gateBlock, long[] sums, int to) {
    int context = place + contextBlock * contextLanes * contextTokens;
    for (int lane = 0; lane < contextLanes; lane++) {
      context(
          buffer, context + lane * contextTokens, output, gateBlock, sums, to + lane * gateLanes);
    }
  }

  private void context(long[] buffer, int context, int output, int gateBlock, long[] sums, int to) {
    for (int lane = 0; lane < gateLanes; lane++) {
      int gate = gateBlock * gateLanes + lane;
      int token = context + (gated ? output * stride + gate : gate * size + output);
      // y[o, gate] = sum_k token[k rows + index of (o, gate)]
      long sum = 0;
      for (int k = 0; k < terms; k++) {
        sum += buffer[token];
        token += rows * stride;
      }
      sums[to + lane] = sum;
    }
  }
}
