package org.kcpfpga.design;

import java.util.Arrays;
import java.util.List;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;

/** Reads the operators of a design file. */
final class OperatorKeys {
  private static final List<String> KEYS = List.of("in", "out", "terms", "ranks");

  private OperatorKeys() {}

  /** The operator on x. */
  static OperatorShape input(JsonKeys json, CellKind cell) {
    return operator(json.object("input"), cell);
  }

  /** The operator on h; null for a linear cell. */
  static OperatorShape hidden(JsonKeys json, CellKind cell) {
    if (cell.recurrent()) {
      return operator(json.object("hidden"), cell);
    }
    if (json.optional("hidden") != null) {
      throw UserError.at(json.place("hidden"), "present", "missing for cell " + cell.jsonName());
    }
    return null;
  }

  private static OperatorShape operator(JsonKeys json, CellKind cell) {
    json.only(KEYS);
    int[] in = json.positives("in");
    int[] rows = json.positives("out");
    int[] ranks = json.positives("ranks");
    boolean modes = in.length >= 1 && in.length <= OperatorShape.MAX_MODES;
    if (modes && rows.length != in.length) {
      throw UserError.at(
          json.place("out"), Arrays.toString(rows), in.length + " modes, as many as in");
    }
    if (rows.length > 0) {
      rows[0] *= cell.gates();
    }
    int terms = json.positive("terms");
    try {
      return new OperatorShape(in, rows, terms, ranks);
    } catch (UserError e) {
      throw new UserError(json.place() + ": " + e.getMessage(), e);
    }
  }
}
