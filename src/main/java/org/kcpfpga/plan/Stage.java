package org.kcpfpga.plan;

/**
 * What every stage of the accelerator tells a report: its work, its multipliers, its busy cycles.
 */
public sealed interface Stage permits Stage.OfOperator, CellPlan {
  /**
   * Word widths of a stage that multiplies and adds.
   *
   * @param input of a token
   * @param factor of a factor
   * @param sum of an exact sum
   * @param output of what it pushes
   */
  record Widths(int input, int factor, int sum, int output) {}

  /** A stage of one of the operators: it multiplies tokens by factors. */
  sealed interface OfOperator extends Stage permits FrontPlan, ContractPlan, ExpandPlan {
    /** Its word widths. */
    Widths widths();

    /** Width of a token. */
    default int inputBits() {
      return widths().input();
    }

    @Override
    default int tokenBits() {
      return widths().input();
    }

    @Override
    default int factorBits() {
      return widths().factor();
    }

    @Override
    default int sumBits() {
      return widths().sum();
    }

    @Override
    default boolean banked() {
      return true;
    }

    @Override
    default long multiplications() {
      return cycles() * parallelProducts();
    }

    /** Width of what it pushes. */
    default int outputBits() {
      return widths().output();
    }
  }

  /** What to do with each kind of stage. */
  interface Cases<T> {
    T front(FrontPlan front);

    T contract(ContractPlan contract);

    T expand(ExpandPlan expand);

    T cell(CellPlan cell);
  }

  /** The case of this stage's kind. */
  <T> T match(Cases<T> cases);

  /** The name that its Verilog, its waveform, its counter and its table row share. */
  String name();

  /** Multipliers in hardware. */
  int multipliers();

  /** Multiplications that it does at once: one a multiplier, unless its cells are special. */
  default int parallelProducts() {
    return multipliers();
  }

  /** Multiplications that one step needs of it. */
  long multiplications();

  /** Cycles of one step in which it issues work; what remains of the interval it waits. */
  long cycles();

  /**
   * Cycles that one unit of its input or output takes: beats of a fibre in the front, operations of
   * a beat in a contract stage, of an output index in an expand stage, of an element in the cell.
   */
  int fold();

  /** Whether it multiplies in a bank, which others may share; the front has cells of its own. */
  boolean banked();

  /** Width of the first operand of its multipliers. */
  int tokenBits();

  /** Width of the second operand of its multipliers. */
  int factorBits();

  /** Sums that a bank of one multiplier would have to keep for it; 0 if it adds nothing up. */
  int sumWords();

  /** Width of one of them. */
  int sumBits();
}
