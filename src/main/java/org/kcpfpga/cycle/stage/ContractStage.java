package org.kcpfpga.cycle.stage;

import java.util.Arrays;
import org.kcpfpga.cycle.base.ClipCounter;
import org.kcpfpga.cycle.base.Producer;
import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.Requantiser;
import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.cycle.base.Turn;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.ContractPlan;

/** One output-stationary contract stage. */
public final class ContractStage {
  /** Issues an operation. */
  private final Turn turn;

  private final Producer in;
  private final Queue out;
  private final ClipCounter clips;
  public final Requantiser latent;

  private final boolean pairs;

  /** Words, each a lane or two, of a token and of an operation. */
  private final int laneWords;

  private final int operationWords;
  private final int indexLanes;

  /** Tokens of an index in a beat. */
  private final int tokenLanes;

  private final int folds;
  private final int beats;
  private final int lastIndex;
  private final int latency;
  private final int factorsPerIndex;

  /** V as [j][k][r], last fastest; neighbours in pairs where their sums allow it. */
  private final long[] factors;

  private final FactorWords factorWords;

  /** Where in the factors of an index j those of a token's term begin. */
  private final int[] termOffsets;

  /** [token][fan] of the group at work, paired like the factors; zeros before its first index. */
  private final long[] sums;

  private int index;
  private int indexFactors;
  private int beat;
  private int fold;

  public ContractStage(
      ContractPlan plan,
      QuantisedOperator operator,
      Producer in,
      Queue out,
      ClipCounter clips,
      Turn turn) {
    this.turn = turn;
    this.in = in;
    in.consumer = turn;
    out.producer = turn;
    this.out = out;
    this.clips = clips;
    this.latent = new Requantiser(operator.contractShift()[plan.mode() - 1], plan.outputBits());
    this.pairs = plan.fanLanes() % 2 == 0 && Pairs.fit(plan.sumBits());
    int fanWords = pairs ? plan.fan() / 2 : plan.fan();
    this.laneWords = pairs ? plan.fanLanes() / 2 : plan.fanLanes();
    this.operationWords = plan.tokenLanes() * laneWords;
    this.tokenLanes = plan.tokenLanes();
    this.indexLanes = plan.indexLanes();
    this.folds = plan.folds();
    this.beats = plan.beats();
    this.lastIndex = plan.indexBlocks() - 1;
    this.latency = plan.latency();
    this.factorsPerIndex = plan.terms() * fanWords;
    long[] all = Factors.contract(operator, plan.mode());
    PackedFactors packed = new PackedFactors(all, plan.fan(), pairs);
    this.factors = packed.words;
    this.factorWords = FactorWords.of(plan, packed);
    this.sums = new long[plan.tokens() * fanWords];
    this.termOffsets = new int[plan.tokens()];
    Arrays.setAll(termOffsets, token -> token / (plan.tokens() / plan.terms()) * fanWords);
    reset();
  }

  /** The factor memory. */
  public Target factorWords() {
    return factorWords;
  }

  public void reset() {
    index = 0;
    indexFactors = 0;
    beat = 0;
    fold = 0;
    Arrays.fill(sums, 0);
    turn.room(true);
    waitForRoom();
  }

  /** Only the last index gives something. */
  private void waitForRoom() {
    if (index == lastIndex && out.credits == 0) {
      turn.room(false);
    }
  }

  /** Its turn in cycle {@code now}. */
  public void issue(long now) {
    int sum = (beat * folds + fold) * operationWords;
    multiply(sum);
    if (index == lastIndex) {
      emit(now, sum);
    }
    if (++fold == folds) {
      fold = 0;
      in.pop();
      nextBeat();
    }
    waitForRoom();
  }

  /** sum[token, r] += token V_k[j, r] for the lanes and indices of this operation. */
  private void multiply(int firstSum) {
    int firstToken = beat * tokenLanes;
    for (int lane = 0; lane < indexLanes; lane++) {
      int token = in.head + lane * tokenLanes;
      int base = indexFactors + lane * factorsPerIndex + fold * laneWords;
      for (int b = 0; b < tokenLanes; b++) {
        int factor = base + termOffsets[firstToken + b];
        multiply(firstSum + b * laneWords, in.tokens[token + b], factor);
      }
    }
  }

  private void multiply(int sum, long token, int factor) {
    sums[sum] += token * factors[factor];
    for (int r = 1; r < laneWords; r++) {
      sums[sum + r] += token * factors[factor + r];
    }
  }

  /** Pushes the sums of this operation and leaves zeros for the next group. */
  private void emit(long now, int sum) {
    long[] to = out.tokens;
    int tail = out.tail;
    latent.clipped = 0;
    for (int i = 0; i < operationWords; i++) {
      long word = sums[sum + i];
      sums[sum + i] = 0;
      if (pairs) {
        to[tail + 2 * i] = latent.apply(Pairs.low(word));
        to[tail + 2 * i + 1] = latent.apply(Pairs.high(word));
      } else {
        to[tail + i] = latent.apply(word);
      }
    }
    out.push(now + latency + 1, in.flags());
    if (latent.clipped > 0) {
      clips.add(now, now + latency + 1, latent.clipped);
    }
  }

  private void nextBeat() {
    if (++beat == beats) {
      beat = 0;
      index = index == lastIndex ? 0 : index + 1;
      indexFactors = index * indexLanes * factorsPerIndex;
    }
  }
}
