package org.kcpfpga.plan;

/**
 * One expand stage: mode i of either operator, driven by its output.
 *
 * <p>It fills one half of a ping-pong buffer with a group of tokens while it reads the other half
 * {@code size} times, once per output index o. Token order of a group: (context, reduction, gate),
 * last fastest; in mode 1 the gates share their tokens ({@code gated} false) and differ in their
 * factors instead. A context is (term, r_d, ..., r_{i+1}); the reduction is r_i. In mode d the
 * reduction runs over (term, r_d) and there is one context. Outputs leave in the order (o, context,
 * gate).
 *
 * <p>Loop nest, outermost first: output o, term block, context of the block, gate block, reduction
 * block. Lanes of a word nest in the same order: context lanes, reduction lanes, gate lanes.
 *
 * @param side the operator
 * @param mode i, from 1
 * @param size outputs o of the mode, per gate
 * @param groups groups per step, the product of the sizes before this mode
 * @param gates G
 * @param gated whether every gate has its own tokens
 * @param last whether this is mode d, whose exact sums go to the cell
 * @param terms K, or 1 in the last mode
 * @param contexts contexts per group
 * @param reduction products per output
 * @param gateLanes gates per cycle
 * @param reductionLanes products per output and cycle; above 1 only with all gates in a word
 * @param contextLanes contexts per cycle; above 1 only with the whole reduction in a word
 * @param inputBits width of a token
 * @param factorBits width of a factor
 * @param sumBits width of an accumulator
 * @param outputBits width of an output token: a latent, or the exact sum of the last mode
 */
public record ExpandPlan(
    Side side,
    int mode,
    int size,
    int groups,
    int gates,
    boolean gated,
    boolean last,
    int terms,
    int contexts,
    int reduction,
    int gateLanes,
    int reductionLanes,
    int contextLanes,
    int inputBits,
    int factorBits,
    int sumBits,
    int outputBits)
    implements Stage {

  @Override
  public String name() {
    return side.label() + "_expand" + mode;
  }

  public int gateBlocks() {
    return gates / gateLanes;
  }

  public int reductionBlocks() {
    return reduction / reductionLanes;
  }

  public int contextBlocks() {
    return contexts / contextLanes;
  }

  /** Terms whose factors one factor word holds. */
  public int termsPerWord() {
    return Math.max(1, contextLanes * terms / contexts);
  }

  /** Factor words per output, gate block and reduction block. */
  public int termBlocks() {
    return terms / termsPerWord();
  }

  /** Context blocks that share a factor word. */
  public int contextsPerBlock() {
    return contextBlocks() / termBlocks();
  }

  /** Tokens of a buffer word, order (context, reduction, gate). */
  public int wordTokens() {
    return contextLanes * reductionLanes * (gated ? gateLanes : 1);
  }

  /** Words of a group, address (context block, reduction block, gate block). */
  public int groupWords() {
    return contextBlocks() * reductionBlocks() * (gated ? gateBlocks() : 1);
  }

  /**
   * Words of the factor memory, address (o, term block, gate block unless gated, reduction block).
   */
  public int factorWords() {
    return size * termBlocks() * (gated ? 1 : gateBlocks()) * reductionBlocks();
  }

  /** Entries of a factor word, order (term of the word, gate unless gated, reduction). */
  public int factorEntries() {
    return termsPerWord() * (gated ? 1 : gateLanes) * reductionLanes;
  }

  /** Tokens of an output beat, order (context, gate). */
  public int outputTokens() {
    return contextLanes * gateLanes;
  }

  /** Output beats of a group. */
  public int groupBeats() {
    return size * contextBlocks() * gateBlocks();
  }

  /** Cycles of one group. */
  public int groupCycles() {
    return groupBeats() * reductionBlocks();
  }

  /** Cycles from issuing the last operation of a reduction to pushing its result. */
  public int latency() {
    return Latency.MAC + (reductionLanes > 1 ? Latency.TREE : 0) + (last ? Latency.EXACT : 0);
  }

  @Override
  public int multipliers() {
    return contextLanes * reductionLanes * gateLanes;
  }

  @Override
  public long multiplications() {
    return cycles() * multipliers();
  }

  @Override
  public long cycles() {
    return (long) groups * groupCycles();
  }
}
