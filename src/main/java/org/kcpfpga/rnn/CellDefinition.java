package org.kcpfpga.rnn;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/**
 * What a kind of cell is made of, for all that need not know its arithmetic: names, widths,
 * memories, registers, the schedule of its multiplications.
 *
 * @param equations how gates become h
 * @param gates names in the order of the rows of W and U, which is that of PyTorch and, but for the
 *     names of its blocks, of the model files
 * @param state what is kept from step to step besides h, which the hidden side keeps
 * @param recurrent whether h of the step before is an input
 * @param splitCandidate whether the last gate is not one sum: its part of x and its part of h, each
 *     with a bias, are two pre-activations, as a product stands between them (GRU)
 * @param steps tables, products and the sum of the state, in the order in which they are scheduled
 */
public record CellDefinition(
    Equations equations,
    List<String> gates,
    State state,
    boolean recurrent,
    boolean splitCandidate,
    List<Step> steps) {

  /** What a cell keeps for every element. */
  public enum State {
    /** Nothing. */
    NONE,
    /** c, with a width and a scale of its own. */
    CELL,
    /** h, with the width of activations. */
    HIDDEN
  }

  /** What equations join the gates; kinds that differ in their functions only share them. */
  public enum Equations {
    LSTM,
    GRU,
    RNN,
    /**
     * A step in two passes. Of r, the first gate, the first pass makes r h, which takes the place
     * of h in the second one; that gives n, the last gate. h' = (1 - z) n + z h, where z is the
     * gate between them, or 1 - r where there is none.
     */
    RESET_BEFORE,
    LINEAR
  }

  /** The functions of gates that a table holds. */
  public enum Activation implements DoubleUnaryOperator {
    /** 1 / (1 + exp(-v)). */
    SIGMOID(v -> 1 / (1 + Math.exp(-v))),
    TANH(Math::tanh),
    /**
     * 0.2 v + 0.5, from 0 to 1: the gates of Keras 1, and HardSigmoid of ONNX with its defaults.
     */
    HARD_SIGMOID(v -> Math.max(0, Math.min(1, 0.2 * v + 0.5)));

    private final DoubleUnaryOperator formula;

    Activation(DoubleUnaryOperator formula) {
      this.formula = formula;
    }

    @Override
    public double applyAsDouble(double value) {
      return formula.applyAsDouble(value);
    }

    /** As in the names of Verilog modules and memory images. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The argument of a table that is a pre-activation, which all cells have at the same rank. */
  public static final String PRE = "pre";

  /** The sum that becomes the state, or the argument of the candidate of a GRU. */
  public static final String STATE = "state";

  /**
   * One step of an element's way through the cell.
   *
   * @param name of the table's value, of the product, or {@link #STATE}
   * @param function of a table; null for a product or a sum
   * @param operands names of steps, or {@link #PRE}, that it waits for
   * @param pass in which of the step's passes it is, from 0
   */
  public record Step(String name, Activation function, List<String> operands, int pass) {
    /** Whether it looks up a function. */
    public boolean table() {
      return function != null;
    }

    /** Whether it is the sum that becomes the state. */
    public boolean sum() {
      return name.equals(STATE);
    }

    /** Whether it is a product that needs a multiplier, tables aside. */
    public boolean product() {
      return !table() && !sum();
    }
  }

  /** The functions that it looks up. */
  public Set<Activation> functions() {
    Set<Activation> all = EnumSet.noneOf(Activation.class);
    steps.stream().filter(Step::table).forEach(step -> all.add(step.function()));
    return all;
  }

  /** The function of a table. */
  public Activation function(String table) {
    return step(table).function();
  }

  /** A step, by its name. */
  public Step step(String name) {
    return steps.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * How often a step goes through both operators: 2 where a gate needs U of what other gates made
   * of h.
   */
  public int passes() {
    return steps.isEmpty() ? 1 : steps.get(steps.size() - 1).pass() + 1;
  }

  /** The pass that a gate is for; the others compute it and use nothing of it. */
  public int pass(int gate) {
    return recurrent ? step(gateTables().get(gate)).pass() : 0;
  }

  /** Whether the first gate decides alone how much of h stays. */
  public boolean coupled() {
    return equations == Equations.RESET_BEFORE && gates.size() == 2;
  }

  /** Names of the tables of its gates, in the order of the rows. */
  public List<String> gateTables() {
    List<String> tables = gates.stream().map(gate -> gate + "_gate").toList();
    return recurrent ? tables : List.of();
  }

  /** Whether a sum of products is rounded before h is: c, or the candidate's pre-activation. */
  public boolean roundsState() {
    return steps.stream().anyMatch(Step::sum);
  }

  /** Pre-activations of an element. */
  public int preActivations() {
    return splitCandidate ? gates.size() + 1 : gates.size();
  }

  /** Begins a definition. */
  static Builder of(Equations equations, String... gates) {
    return new Builder(equations, List.of(gates));
  }

  /** Adds steps in the order in which they are scheduled. */
  static final class Builder {
    private final Equations equations;
    private final List<String> gates;
    private final List<Step> steps = new ArrayList<>();
    private State state = State.NONE;
    private boolean splitCandidate;
    private int pass;

    private Builder(Equations equations, List<String> gates) {
      this.equations = equations;
      this.gates = gates;
    }

    Builder keeps(State kept) {
      state = kept;
      return this;
    }

    Builder splitsCandidate() {
      splitCandidate = true;
      return this;
    }

    Builder table(String name, Activation function, String argument) {
      return step(name, function, argument);
    }

    Builder product(String name, String... operands) {
      return step(name, null, operands);
    }

    Builder state(String... products) {
      return step(STATE, null, products);
    }

    /** What follows is in a pass of its own. */
    Builder again() {
      pass++;
      return this;
    }

    private Builder step(String name, Activation function, String... operands) {
      steps.add(new Step(name, function, List.of(operands), pass));
      return this;
    }

    CellDefinition recurrent() {
      return build(true);
    }

    CellDefinition feedForward() {
      return build(false);
    }

    private CellDefinition build(boolean recurrent) {
      return new CellDefinition(
          equations, gates, state, recurrent, splitCandidate, List.copyOf(steps));
    }
  }
}
