package org.kcpfpga.rnn;

import static org.kcpfpga.rnn.CellDefinition.Activation.HARD_SIGMOID;
import static org.kcpfpga.rnn.CellDefinition.Activation.SIGMOID;
import static org.kcpfpga.rnn.CellDefinition.Activation.TANH;
import static org.kcpfpga.rnn.CellDefinition.PRE;
import static org.kcpfpga.rnn.CellDefinition.STATE;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;
import org.kcpfpga.rnn.CellDefinition.Activation;
import org.kcpfpga.rnn.CellDefinition.Equations;
import org.kcpfpga.rnn.CellDefinition.State;

/** The kinds of cell, each with its definition. */
public enum CellKind {
  /** i, f, o = sigmoid, g = tanh; c' = f c + i g; h' = o tanh(c'). */
  LSTM(lstm(SIGMOID)),
  /** r, z = sigmoid; n = tanh(Wn x + bn + r (Un h + cn)); h' = (1 - z) n + z h. */
  GRU(gru(SIGMOID)),
  /** h' = tanh(W x + U h + b). */
  RNN(CellDefinition.of(Equations.RNN, "hidden").table("hidden_gate", TANH, PRE).recurrent()),
  /** y = W x + b: no state, no hidden operator. */
  LINEAR(CellDefinition.of(Equations.LINEAR, "output").feedForward()),
  /** An LSTM whose gates are hard sigmoids. */
  LSTM_HARD_SIGMOID(lstm(HARD_SIGMOID)),
  /** A GRU whose gates are hard sigmoids. */
  GRU_HARD_SIGMOID(gru(HARD_SIGMOID)),
  /** A GRU that resets before the product: n = tanh(Wn x + bn + Un (r h)). */
  GRU_RESET_BEFORE(gruResetBefore(SIGMOID)),
  /** As Keras 1 has it. */
  GRU_RESET_BEFORE_HARD_SIGMOID(gruResetBefore(HARD_SIGMOID)),
  /** The minimal gated unit: f = sigmoid; n = tanh(Wn x + bn + Un (f h)); h' = (1 - f) h + f n. */
  MGU(mgu(SIGMOID)),
  /** A minimal gated unit whose gate is a hard sigmoid. */
  MGU_HARD_SIGMOID(mgu(HARD_SIGMOID));

  private final CellDefinition definition;

  CellKind(CellDefinition definition) {
    this.definition = definition;
  }

  private static CellDefinition lstm(Activation gates) {
    return CellDefinition.of(Equations.LSTM, "input", "forget", "candidate", "output")
        .keeps(State.CELL)
        .table("forget_gate", gates, PRE)
        .table("input_gate", gates, PRE)
        .table("candidate_gate", TANH, PRE)
        .product("forget", "forget_gate")
        .product("update", "input_gate", "candidate_gate")
        .state("forget", "update")
        .table("state_tanh", TANH, STATE)
        .table("output_gate", gates, PRE)
        .product("output", "state_tanh", "output_gate")
        .recurrent();
  }

  private static CellDefinition gru(Activation gates) {
    return CellDefinition.of(Equations.GRU, "reset", "update", "candidate")
        .keeps(State.HIDDEN)
        .splitsCandidate()
        .table("reset_gate", gates, PRE)
        .product("reset", "reset_gate")
        .state("reset")
        .table("candidate_gate", TANH, STATE)
        .table("update_gate", gates, PRE)
        .product("fresh", "candidate_gate", "update_gate")
        .product("kept", "update_gate")
        .recurrent();
  }

  private static CellDefinition gruResetBefore(Activation gates) {
    return CellDefinition.of(Equations.RESET_BEFORE, "reset", "update", "candidate")
        .keeps(State.HIDDEN)
        .table("reset_gate", gates, PRE)
        .table("update_gate", gates, PRE)
        .product("reset", "reset_gate")
        .again()
        .table("candidate_gate", TANH, PRE)
        .product("fresh", "candidate_gate")
        .product("kept", PRE)
        .recurrent();
  }

  private static CellDefinition mgu(Activation gates) {
    return CellDefinition.of(Equations.RESET_BEFORE, "forget", "candidate")
        .keeps(State.HIDDEN)
        .table("forget_gate", gates, PRE)
        .product("reset", "forget_gate")
        .again()
        .table("candidate_gate", TANH, PRE)
        .product("fresh", "candidate_gate")
        .product("kept", PRE)
        .recurrent();
  }

  /** As registers of a core name it: its place in this list, to which new kinds are appended. */
  public int number() {
    return ordinal();
  }

  /** What it is made of. */
  public CellDefinition definition() {
    return definition;
  }

  /** The kinds whose equations differ; all others differ from one of them in functions only. */
  public static List<CellKind> plainKinds() {
    return Arrays.stream(values()).filter(kind -> kind.plain() == kind).toList();
  }

  /** The kind with these equations, as many gates and the usual functions. */
  public CellKind plain() {
    return sameEquations().get(0);
  }

  /** All kinds with these equations and as many gates. */
  public List<CellKind> sameEquations() {
    return Arrays.stream(values())
        .filter(kind -> kind.equations() == equations() && kind.gates() == gates())
        .toList();
  }

  /** How its gates become h. */
  public Equations equations() {
    return definition.equations();
  }

  /** The function of the gates that multiply: that of its first gate. */
  public Activation gateFunction() {
    return recurrent() ? function(definition.gateTables().get(0)) : SIGMOID;
  }

  /** The function of a table, such as that of "forget_gate". */
  public Activation function(String table) {
    return definition.function(table);
  }

  /** G, the number of gates. */
  public int gates() {
    return definition.gates().size();
  }

  /** The gates' names in the order of the rows. */
  public List<String> gateNames() {
    return definition.gates();
  }

  /** What it is called in tables, messages and names of modules: one word in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether h of the step before is an input. */
  public boolean recurrent() {
    return definition.recurrent();
  }

  /** Whether c is kept from step to step. */
  public boolean keepsCell() {
    return definition.state() == State.CELL;
  }

  /** Whether the cell keeps h itself. */
  public boolean keepsHidden() {
    return definition.state() == State.HIDDEN;
  }

  /** Whether the recurrent part of its candidate has a bias of its own. */
  public boolean splitCandidate() {
    return definition.splitCandidate();
  }

  /**
   * The kind called {@code name}.
   *
   * @throws UserError naming {@code place} and the known names
   */
  public static CellKind parse(String place, String name) {
    for (CellKind kind : values()) {
      if (kind.jsonName().equals(name)) {
        return kind;
      }
    }
    String known =
        Arrays.stream(values()).map(CellKind::jsonName).collect(Collectors.joining(", "));
    throw UserError.at(place, name, "one of " + known);
  }
}
