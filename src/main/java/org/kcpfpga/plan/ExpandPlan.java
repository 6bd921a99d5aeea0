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
 * <p>Where U is the identity nothing is multiplied: the reduction index r_i (in mode 1 with gates:
 * g * size + o) <em>is</em> the output. Every output takes the one token of that index as it is; in
 * the last mode it adds those of all terms. Lanes are then gates only, and in mode 1 there is one;
 * or a word holds the whole reduction of some contexts, and an output selects its tokens in it.
 *
 * <p>The first stage of the hidden side has a place for every sequence instead of two halves. Loop
 * nest, outermost first: output block, term block, context of the block, gate block, reduction
 * block. Lanes of a word nest in the same order: context lanes, reduction lanes, gate lanes. Output
 * lanes read the same word: a last stage has them where the cell takes several elements at once.
 *
 * @param side the operator
 * @param mode i, from 1
 * @param form what it does not multiply, share or round
 * @param places groups that the buffer holds: 2, or S in the first stage of the hidden side
 * @param loops its loop nest
 * @param lanes what it does in a cycle
 * @param widths of words; of an output of the last mode that of the exact sum
 * @param ranks of registers
 */
public record ExpandPlan(
    Side side,
    int mode,
    Form form,
    int places,
    Loops loops,
    Lanes lanes,
    Widths widths,
    Ranks ranks)
    implements Stage.OfOperator {

  /**
   * What distinguishes one expand stage from another.
   *
   * @param gated whether every gate has its own tokens
   * @param identity whether U is the identity
   * @param last whether this is mode d, whose exact sums go to the cell
   */
  public record Form(boolean gated, boolean identity, boolean last) {}

  /**
   * The loops of an expand stage.
   *
   * @param size outputs o of the mode, per gate
   * @param groups groups per step, the product of the sizes before this mode and the cell's passes
   * @param gates G
   * @param terms K, or 1 in the last mode
   * @param contexts contexts per group
   * @param reduction products per output
   */
  public record Loops(int size, int groups, int gates, int terms, int contexts, int reduction) {}

  /**
   * What an expand stage does in one cycle.
   *
   * @param gate gates
   * @param reduction products per output; above 1 only with all gates in a word
   * @param context contexts; above 1 only with the whole reduction in a word
   * @param output outputs o; above 1 only in the last mode with all gates in a word
   */
  public record Lanes(int gate, int reduction, int context, int output) {}

  /** Whether every gate has its own tokens. */
  public boolean gated() {
    return form.gated();
  }

  /** Whether U is the identity. */
  public boolean identity() {
    return form.identity();
  }

  /** Whether this is mode d, whose exact sums go to the cell. */
  public boolean last() {
    return form.last();
  }

  /** Outputs o of the mode, per gate. */
  public int size() {
    return loops.size();
  }

  /** Groups per step. */
  public int groups() {
    return loops.groups();
  }

  /** G. */
  public int gates() {
    return loops.gates();
  }

  /** K, or 1 in the last mode. */
  public int terms() {
    return loops.terms();
  }

  /** Contexts per group. */
  public int contexts() {
    return loops.contexts();
  }

  /** Products per output. */
  public int reduction() {
    return loops.reduction();
  }

  /** Gates per cycle. */
  public int gateLanes() {
    return lanes.gate();
  }

  /** Products per output and cycle. */
  public int reductionLanes() {
    return lanes.reduction();
  }

  /** Contexts per cycle. */
  public int contextLanes() {
    return lanes.context();
  }

  /** Outputs o per cycle. */
  public int outputLanes() {
    return lanes.output();
  }

  /** Times that a group is read. */
  public int outputBlocks() {
    return size() / outputLanes();
  }

  /** The first stage of the input side, which commits steps. */
  public boolean commits() {
    return side == Side.INPUT && mode == 1;
  }

  /** The first stage of the hidden side, which waits for committed steps. */
  public boolean awaits() {
    return side == Side.HIDDEN && mode == 1;
  }

  /**
   * Times that the first stage of a side reads a group of a step: those of x are the same in every
   * pass, those of the hidden side others.
   */
  public int passes() {
    return mode == 1 ? groups() : 1;
  }

  @Override
  public int fold() {
    return groupCycles() / outputBlocks();
  }

  @Override
  public int sumWords() {
    return 1;
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.expand(this);
  }

  @Override
  public String name() {
    return side.label() + "_expand" + mode;
  }

  public int gateBlocks() {
    return gates() / gateLanes();
  }

  /** Whether U is the identity and a word holds the whole reduction: an output is a part of it. */
  public boolean selects() {
    return identity() && (reductionLanes() > 1 || contextLanes() > 1 || outputLanes() > 1);
  }

  /** Operations per output: blocks of the reduction, or terms to add where U is the identity. */
  public int reductionBlocks() {
    return identity() && !selects() ? identityTerms() : reduction() / reductionLanes();
  }

  /** Words of the reduction in the buffer. */
  public int reductionWords() {
    return reduction() / reductionLanes();
  }

  /** Tokens that an output of a stage with U = I adds: K in the last mode, else one. */
  public int identityTerms() {
    return last() ? reduction() / identityRows() : 1;
  }

  /** Indices of the reduction that belong to one term where U = I: rows_i. */
  public int identityRows() {
    return size() * (gated() ? 1 : gates());
  }

  public int contextBlocks() {
    return contexts() / contextLanes();
  }

  /** Terms whose factors one factor word holds. */
  public int termsPerWord() {
    return Math.max(1, contextLanes() * terms() / contexts());
  }

  /** Factor words per output, gate block and reduction block. */
  public int termBlocks() {
    return terms() / termsPerWord();
  }

  /** Context blocks that share a factor word. */
  public int contextsPerBlock() {
    return contextBlocks() / termBlocks();
  }

  /** Tokens of a buffer word, order (context, reduction, gate). */
  public int wordTokens() {
    return contextLanes() * reductionLanes() * (gated() ? gateLanes() : 1);
  }

  /** Words of a group, address (context block, reduction block, gate block). */
  public int groupWords() {
    return contextBlocks() * reductionWords() * (gated() ? gateBlocks() : 1);
  }

  /**
   * Words of the factor memory, address (output block, term block, gate block unless gated,
   * reduction block).
   */
  public int factorWords() {
    return identity()
        ? 0
        : outputBlocks() * termBlocks() * (gated() ? 1 : gateBlocks()) * reductionBlocks();
  }

  /** Entries of a factor word: (output lane, term of the word, gate unless gated, reduction). */
  public int factorEntries() {
    return outputLanes() * termsPerWord() * (gated() ? 1 : gateLanes()) * reductionLanes();
  }

  /** Tokens of an output beat, order (output lane, context, gate). */
  public int outputTokens() {
    return outputLanes() * contextLanes() * gateLanes();
  }

  /** Output beats of a group. */
  public int groupBeats() {
    return outputBlocks() * contextBlocks() * gateBlocks();
  }

  /** Cycles of a group. */
  public int groupCycles() {
    return groupBeats() * reductionBlocks();
  }

  /** Ranks inside the adders of the products of an output, before that of their sum. */
  public int tree() {
    return ranks.tree(reductionLanes(), reductionBlocks() > 1);
  }

  /** Whether results are rounded: all but exact sums and tokens that were only relabelled. */
  public boolean requantises() {
    return !last() && !identity();
  }

  /** As {@link #latency()}, to the sum in a register. */
  public int sumRank() {
    return identity() ? Ranks.RELABEL : ranks.sum() + tree();
  }

  /** Cycles from issuing the last operation of a reduction to pushing its result. */
  public int latency() {
    return sumRank() + (requantises() ? ranks.rounding() : 0);
  }

  @Override
  public int multipliers() {
    return identity() ? 0 : outputTokens() * reductionLanes();
  }

  @Override
  public long cycles() {
    return (long) groups() * groupCycles();
  }
}
