package org.kcpfpga.rnn;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kcpfpga.common.UserError;

/** The kinds of cell, with their gates in the order of the rows of W (PyTorch's order). */
public enum CellKind {
  /** Gates i, f, g, o; a hidden state h and a cell state c. */
  LSTM("input", "forget", "candidate", "output"),
  /** Gates r, z, n, the reset applied to Un h + cn. */
  GRU("reset", "update", "candidate"),
  /** h' = tanh(W x + U h + b). */
  RNN("hidden"),
  /** y = W x + b: no state, no hidden operator. */
  LINEAR("output");

  private final List<String> gateNames;

  CellKind(String... gateNames) {
    this.gateNames = List.of(gateNames);
  }

  /** G, the number of gates. */
  public int gates() {
    return gateNames.size();
  }

  /** The gates' names in the order of the rows. */
  public List<String> gateNames() {
    return gateNames;
  }

  /** The name in JSON and in model files: lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether h of the step before is an input: all but {@link #LINEAR}. */
  public boolean recurrent() {
    return this != LINEAR;
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
