package org.kcpfpga.design;

import org.kcpfpga.common.IntMath;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.rnn.CellKind;

/**
 * What the user chose. Everything that follows from it is in {@link AcceleratorPlan}.
 *
 * @param name name of the core and of its files
 * @param cell kind of cell
 * @param input shape of the operator on x, gates concatenated in mode 1 of its rows
 * @param hidden shape of the operator on h, likewise; null for a linear cell
 * @param inputLanes p, elements of x per cycle, a divisor of n_d; 0 where a budget is given
 * @param multipliers the most multipliers of the core; 0 where lanes are given
 * @param busLanes B, elements of x per bus beat, a divisor of N and at least p; 0 means p
 * @param outputLanes q, values of h per output beat, a divisor of M
 * @param bits word widths
 * @param sequences S, independent interleaved sequences
 * @param loadable whether the factors can be written at run time
 * @param counters widths of the counter registers
 * @param compact whether area matters more than speed: queues as short, and the gates of the cell
 *     as much one after the other, as an interval at most 1/16 longer allows
 * @param blockBits bits from which on a memory that is deep enough is worth block RAM
 */
public record Design(
    String name,
    CellKind cell,
    OperatorShape input,
    OperatorShape hidden,
    int inputLanes,
    int multipliers,
    int busLanes,
    int outputLanes,
    BitWidths bits,
    int sequences,
    boolean loadable,
    CounterBits counters,
    boolean compact,
    int blockBits) {

  /** The most sequences that a core keeps apart. */
  public static final int MAX_SEQUENCES = 256;

  /** From how many bits on a memory is worth a block RAM: half of the smallest, of 4 kbit. */
  public static final int BLOCK_BITS = 2048;

  /** A design with counters as wide as their registers, and not compact. */
  public Design(
      String name,
      CellKind cell,
      OperatorShape input,
      OperatorShape hidden,
      int inputLanes,
      int multipliers,
      int busLanes,
      int outputLanes,
      BitWidths bits,
      int sequences,
      boolean loadable) {
    this(
        name,
        cell,
        input,
        hidden,
        inputLanes,
        multipliers,
        busLanes,
        outputLanes,
        bits,
        sequences,
        loadable,
        CounterBits.DEFAULT,
        false,
        BLOCK_BITS);
  }

  /** A design with one sequence, factors in ROM, and a bus as wide as its lanes. */
  public static Design of(
      String name,
      CellKind cell,
      OperatorShape input,
      OperatorShape hidden,
      int inputLanes,
      int outputLanes,
      BitWidths bits) {
    return new Design(name, cell, input, hidden, inputLanes, 0, 0, outputLanes, bits, 1, false);
  }

  /** The same design with p lanes instead of what it had. */
  public Design withLanes(int lanes) {
    return with(lanes, 0, loadable);
  }

  /** The same design with a budget instead of what it had. */
  public Design withMultipliers(int budget) {
    return with(0, budget, loadable);
  }

  /** The same design with factors that can be written at run time. */
  public Design withLoadableFactors() {
    return with(inputLanes, multipliers, true);
  }

  /** The same design with another cell of as many gates. */
  public Design withCell(CellKind other) {
    return with(other, inputLanes, multipliers, loadable);
  }

  private Design with(int lanes, int budget, boolean written) {
    return with(cell, lanes, budget, written);
  }

  private Design with(CellKind kind, int lanes, int budget, boolean written) {
    return new Design(
        name,
        kind,
        input,
        hidden,
        lanes,
        budget,
        busLanes,
        outputLanes,
        bits,
        sequences,
        written,
        counters,
        compact,
        blockBits);
  }

  /** Elements of the input vector, N. */
  public int inSize() {
    return input.inSize();
  }

  /** Elements of the hidden vector, M. */
  public int hiddenSize() {
    return input.rowSize() / cell.gates();
  }

  /** n_d, elements of a fibre of the input. */
  public int fibreSize() {
    return input.in(input.modes());
  }

  /** Whether the user gave a budget of multipliers instead of lanes. */
  public boolean budgeted() {
    return multipliers > 0;
  }

  /** Refuses what no accelerator of this version can be. */
  public Design checked(String place) {
    int last = fibreSize();
    if (!budgeted()) {
      IntMath.divisor(place + ": inputLanes", inputLanes, last, "n_d = " + last);
    }
    IntMath.divisor(
        place + ": outputLanes", outputLanes, hiddenSize(), "hidden size = " + hiddenSize());
    checkBus(place);
    if (sequences > MAX_SEQUENCES) {
      throw UserError.at(place + ": sequences", sequences, "1 to " + MAX_SEQUENCES);
    }
    if (sequences > 1 && !cell.recurrent()) {
      throw UserError.at(place + ": sequences", sequences, "1: a linear cell has no state");
    }
    if (hidden != null
        && (hidden.inSize() != hiddenSize() || hidden.rowSize() != input.rowSize())) {
      throw UserError.at(
          place + ": hidden",
          hidden.rowSize() / cell.gates() + " x " + hidden.inSize(),
          hiddenSize() + " x " + hiddenSize() + ", the hidden size of input.out");
    }
    return this;
  }

  private void checkBus(String place) {
    if (busLanes == 0) {
      return;
    }
    IntMath.divisor(place + ": busLanes", busLanes, inSize(), "N = " + inSize());
    if (busLanes < inputLanes) {
      throw UserError.at(
          place + ": busLanes",
          busLanes,
          "at least inputLanes = " + inputLanes + ", or the bus cannot feed them");
    }
  }

  /** G * M * (N + M): multiplications of the same cell without compression; N alone if linear. */
  public long denseMacs() {
    return (long) input.rowSize() * (inSize() + (hidden == null ? 0 : hiddenSize()));
  }
}
