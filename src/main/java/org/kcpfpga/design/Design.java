package org.kcpfpga.design;

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
 * @param lanes width of input, bus and output, or a budget of multipliers, or an interval
 * @param bits word widths
 * @param sequences S, independent interleaved sequences
 * @param implementation how the core is built
 */
public record Design(
    String name,
    CellKind cell,
    OperatorShape input,
    OperatorShape hidden,
    Lanes lanes,
    BitWidths bits,
    int sequences,
    Implementation implementation) {

  /** The most sequences that a core keeps apart. */
  public static final int MAX_SEQUENCES = 256;

  /** A design with one sequence, factors in ROM, and a bus as wide as its lanes. */
  public static Design of(
      String name,
      CellKind cell,
      OperatorShape input,
      OperatorShape hidden,
      int inputLanes,
      int outputLanes,
      BitWidths bits) {
    Lanes lanes = Lanes.of(inputLanes, outputLanes);
    return new Design(name, cell, input, hidden, lanes, bits, 1, Implementation.DEFAULT);
  }

  /** The same design with p lanes instead of what it had. */
  public Design withLanes(int p) {
    return with(cell, lanes.with("inputLanes", p), implementation);
  }

  /** The same design with a budget instead of what it had. */
  public Design withMultipliers(int budget) {
    return with(cell, lanes.with("multipliers", budget), implementation);
  }

  /** The same design with an interval instead of what it had. */
  public Design withInterval(int cycles) {
    return with(cell, lanes.with("interval", cycles), implementation);
  }

  /** The same design with so many elements of h in a cycle of the cell. */
  public Design withHiddenLanes(int elements) {
    return with(cell, lanes.withHidden(elements), implementation);
  }

  /** The same design with factors that can be written at run time. */
  public Design withLoadableFactors() {
    return with(cell, lanes, implementation.withLoadable(true));
  }

  /** The same design with register ranks of a level. */
  public Design withPipeline(int level) {
    return with(cell, lanes, implementation.withPipeline(level));
  }

  /** The same design with these parts for a system. */
  public Design withSystem(SystemPart... parts) {
    return with(cell, lanes, implementation.withSystem(parts));
  }

  /** The same design with a front whose cells multiply in this way. */
  public Design withFront(FrontKind kind) {
    return with(cell, lanes, implementation.withFront(kind));
  }

  /** The same design with another cell of as many gates. */
  public Design withCell(CellKind other) {
    return with(other, lanes, implementation);
  }

  private Design with(CellKind kind, Lanes width, Implementation built) {
    return new Design(name, kind, input, hidden, width, bits, sequences, built);
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

  /** Whether the factors can be written at run time. */
  public boolean loadable() {
    return implementation.loadable();
  }

  /** Whether the core has a part for the system around it. */
  public boolean has(SystemPart part) {
    return implementation.system().contains(part);
  }

  /** Widths of the counter registers. */
  public CounterBits counters() {
    return implementation.counters();
  }

  /** Refuses what no accelerator of this version can be. */
  public Design checked(String place) {
    lanes.check(place, this);
    implementation.front().check(place, this);
    if (sequences > MAX_SEQUENCES) {
      throw UserError.at(place + ": sequences", sequences, "1 to " + MAX_SEQUENCES);
    }
    if (lanes.latency() > 0 && implementation.compact()) {
      throw UserError.at(place + ": latency", "with compact", "only one of latency and compact");
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

  /** G * M * (N + M): multiplications of the same cell without compression; N alone if linear. */
  public long denseMacs() {
    return (long) input.rowSize() * (inSize() + (hidden == null ? 0 : hiddenSize()));
  }
}
