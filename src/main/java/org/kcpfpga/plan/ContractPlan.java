package org.kcpfpga.plan;

/**
 * One output-stationary contract stage: any mode of either operator. Mode d of the input is one
 * only where the core is too small for a systolic front.
 *
 * <p>For every index j of the mode, {@code tokens} tokens arrive in the order (term, r_d, ...,
 * r_{i+1}), last fastest. Each is multiplied by {@code fan} factor entries V_k[j, r] into its own
 * accumulators; with the last j the sums leave in the order (term, r_d, ..., r_i). The stage of
 * mode d reads one token shared by all terms: its fan is K * R_d and its {@code terms} count as
 * one.
 *
 * <p>Mode d of the hidden side may take the tokens of several indices at once: their products are
 * added before they meet the sum.
 *
 * <p>Loop nest, outermost first: index block, term block, beat of the block, fold of the fan.
 *
 * @param side the operator
 * @param mode i, from 1
 * @param first whether this is mode d, whose token is an activation that all terms share
 * @param loops its loop nest
 * @param lanes what it does in a cycle
 * @param widths word widths
 * @param ranks of registers
 */
public record ContractPlan(
    Side side, int mode, boolean first, Loops loops, Lanes lanes, Widths widths, Ranks ranks)
    implements Stage.OfOperator {

  /**
   * The loops of a contract stage.
   *
   * @param size n_i
   * @param groups groups per step, n_1 * ... * n_{i-1}, on the hidden side times the cell's passes
   * @param terms K, or 1 where the token is shared
   * @param tokens tokens per index j
   * @param fan factor entries per token
   */
  public record Loops(int size, int groups, int terms, int tokens, int fan) {}

  /**
   * What a contract stage does in one cycle.
   *
   * @param token tokens of an index
   * @param fan factor entries per token, divides the fan
   * @param index indices j; above 1 only where an index has one token
   */
  public record Lanes(int token, int fan, int index) {}

  /** Tokens of an index per cycle. */
  public int tokenLanes() {
    return lanes.token();
  }

  /** Factor entries per token and cycle. */
  public int fanLanes() {
    return lanes.fan();
  }

  /** Indices j per cycle, whose products are added. */
  public int indexLanes() {
    return lanes.index();
  }

  /** Tokens per beat, order (index, token). */
  public int beatTokens() {
    return tokenLanes() * indexLanes();
  }

  /** Beats that a sum takes from each token: n_i over the index lanes. */
  public int indexBlocks() {
    return size() / indexLanes();
  }

  /** n_i. */
  public int size() {
    return loops.size();
  }

  /** Groups per step. */
  public int groups() {
    return loops.groups();
  }

  /** K, or 1 where the token is shared. */
  public int terms() {
    return loops.terms();
  }

  /** Tokens per index j. */
  public int tokens() {
    return loops.tokens();
  }

  /** Factor entries per token. */
  public int fan() {
    return loops.fan();
  }

  @Override
  public int fold() {
    return folds();
  }

  @Override
  public int sumWords() {
    return accumulatorWords();
  }

  @Override
  public <T> T match(Cases<T> cases) {
    return cases.contract(this);
  }

  @Override
  public String name() {
    return StageNames.contract(side, mode, first);
  }

  /** Beats per index block. */
  public int beats() {
    return tokens() / tokenLanes();
  }

  /** Cycles per beat. */
  public int folds() {
    return fan() / fanLanes();
  }

  /** Terms whose factors one factor word holds: the terms that meet in one beat. */
  public int termsPerWord() {
    return Math.max(1, tokenLanes() * terms() / tokens());
  }

  /** Factor words per index block and fold. */
  public int termBlocks() {
    return terms() / termsPerWord();
  }

  /** Beats that share a factor word. */
  public int beatsPerBlock() {
    return beats() / termBlocks();
  }

  /** Words of the factor memory, address (index block, term block, fold). */
  public int factorWords() {
    return indexBlocks() * termBlocks() * folds();
  }

  /** Entries of a factor word, order (index lane, term of the word, lane). */
  public int factorEntries() {
    return indexLanes() * termsPerWord() * fanLanes();
  }

  /** Words of the accumulator memory, address (beat, fold). */
  public int accumulatorWords() {
    return beats() * folds();
  }

  /** Tokens of an output beat, order (token of an index, lane). */
  public int outputTokens() {
    return tokenLanes() * fanLanes();
  }

  /** Cycles of one group. */
  public int groupCycles() {
    return indexBlocks() * accumulatorWords();
  }

  /** Ranks inside the adders of the products of a sum, before that of their sum. */
  public int tree() {
    return ranks.tree(indexLanes(), indexBlocks() > 1);
  }

  /** Cycles from issuing an operation to its sum in a register. */
  public int sumRank() {
    return ranks.sum() + tree();
  }

  /** Cycles from issuing an operation to pushing its result. */
  public int latency() {
    return sumRank() + ranks.rounding();
  }

  @Override
  public int multipliers() {
    return outputTokens() * indexLanes();
  }

  @Override
  public long cycles() {
    return (long) groups() * groupCycles();
  }
}
