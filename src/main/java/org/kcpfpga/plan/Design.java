package org.kcpfpga.plan;

import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.UserError;

/**
 * What the user chose. Everything that follows from it is in {@link AcceleratorPlan}.
 *
 * @param name name of the core and of its files
 * @param cell kind of cell
 * @param input shape of the operator on x, gates concatenated in mode 1 of its rows
 * @param hidden shape of the operator on h, likewise
 * @param inputLanes p, elements of x per cycle, a divisor of n_d
 * @param outputLanes q, values of h per output beat, a divisor of M
 * @param bits word widths
 * @param sequences interleaved sequences
 * @param loadable whether the factors can be written at run time
 */
public record Design(
    String name,
    CellKind cell,
    OperatorShape input,
    OperatorShape hidden,
    int inputLanes,
    int outputLanes,
    BitWidths bits,
    int sequences,
    boolean loadable) {

  /** Elements of the input vector, N. */
  public int inSize() {
    return input.inSize();
  }

  /** Elements of the hidden vector, M. */
  public int hiddenSize() {
    return input.rowSize() / cell.gates();
  }

  /** Refuses what no accelerator of this version can be. */
  public Design checked(String place) {
    int last = input.in()[input.modes() - 1];
    Checks.divisor(place + ": inputLanes", inputLanes, last, "n_d = " + last);
    Checks.divisor(
        place + ": outputLanes", outputLanes, hiddenSize(), "hidden size = " + hiddenSize());
    if (cell != CellKind.LSTM) {
      throw UserError.at(place + ": cell", cell.jsonName(), "lstm; hardware for others is to come");
    }
    if (sequences != 1) {
      throw UserError.at(place + ": sequences", sequences, "1 in this version");
    }
    if (loadable) {
      throw UserError.at(place + ": factors", "loadable", "rom in this version");
    }
    if (hidden.inSize() != hiddenSize() || hidden.rowSize() != input.rowSize()) {
      throw UserError.at(
          place + ": hidden",
          hidden.rowSize() / cell.gates() + " x " + hidden.inSize(),
          hiddenSize() + " x " + hiddenSize() + ", the hidden size of input.out");
    }
    return this;
  }

  /** G * M * (N + M): multiplications of the same cell without compression. */
  public long denseMacs() {
    return (long) input.rowSize() * (inSize() + hiddenSize());
  }
}
