package org.kcpfpga.design;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.CellWords;

/**
 * Reads design files: JSON, strict. The folder of a generated core, or its {@code plan.json},
 * stands for the design that it was generated from.
 */
public final class DesignFile {
  /** The most characters of a design's name, of which file and module names are made. */
  public static final int LONGEST_NAME = 64;

  private static final List<String> KEYS =
      List.of(
          "name",
          "cell",
          "gates",
          "reset",
          "input",
          "hidden",
          "inputLanes",
          "multipliers",
          "busLanes",
          "outputLanes",
          "bits",
          "sequences",
          "factors",
          "counters",
          "compact",
          "blockBits");
  private static final List<String> OPERATOR_KEYS = List.of("in", "out", "terms", "ranks");
  private static final List<String> BIT_KEYS = List.of("activation", "factor", "latent", "state");
  private static final List<String> COUNTER_KEYS = List.of("events", "saturations");

  private DesignFile() {}

  /**
   * The design in a file, which may be a pipe; every mistake in it is a {@link UserError} naming
   * file and key.
   */
  public static Design read(Path file) {
    JsonKeys json = keys(file);
    return design(PlanFile.isOne(json) ? json.object(PlanFile.DESIGN) : json);
  }

  /** The keys of a JSON file, or of the plan in a folder. */
  static JsonKeys keys(Path named) {
    Path file = PlanFile.in(named);
    return JsonKeys.read(file, "a design file");
  }

  /** The design in a text. */
  public static Design parse(String place, String text) {
    return design(JsonKeys.parse(place, text));
  }

  static Design design(JsonKeys json) {
    json.only(KEYS);
    CellKind cell = CellWords.read(json::word);
    OperatorShape input = operator(json.object("input"), cell);
    OperatorShape hidden = hidden(json, cell);
    boolean budget = json.optional("multipliers") != null;
    if (budget && json.optional("inputLanes") != null) {
      throw UserError.at(
          json.place("multipliers"), "with inputLanes", "one of multipliers and inputLanes");
    }
    String factors = json.text("factors", "rom", List.of("rom", "loadable"));
    return new Design(
            name(json),
            cell,
            input,
            hidden,
            new Lanes(
                budget ? 0 : json.positive("inputLanes"),
                budget ? json.positive("multipliers") : 0,
                json.positive("busLanes", 0),
                json.positive("outputLanes", 1)),
            bits(json),
            json.positive("sequences", 1),
            new Implementation(
                factors.equals("loadable"),
                counters(json),
                json.truth("compact", false),
                json.positive("blockBits", Implementation.BLOCK_BITS)))
        .checked(json.place());
  }

  /** The hidden operator; null for a linear cell. */
  private static OperatorShape hidden(JsonKeys json, CellKind cell) {
    if (cell.recurrent()) {
      return operator(json.object("hidden"), cell);
    }
    if (json.optional("hidden") != null) {
      throw UserError.at(json.place("hidden"), "present", "missing for cell " + cell.jsonName());
    }
    return null;
  }

  private static String name(JsonKeys json) {
    String name = json.text("name");
    if (!name.matches("[a-z][a-z0-9_-]*") || name.length() > LONGEST_NAME) {
      throw UserError.at(
          json.place("name"),
          name,
          "a lower-case letter, then letters, digits, - and _, " + LONGEST_NAME + " at most");
    }
    return name;
  }

  private static OperatorShape operator(JsonKeys json, CellKind cell) {
    json.only(OPERATOR_KEYS);
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

  private static CounterBits counters(JsonKeys json) {
    if (json.optional("counters") == null) {
      return CounterBits.DEFAULT;
    }
    JsonKeys counters = json.object("counters");
    counters.only(COUNTER_KEYS);
    int events = counters.positive("events", CounterBits.DEFAULT.events());
    int saturations = counters.positive("saturations", CounterBits.DEFAULT.saturations());
    try {
      return new CounterBits(events, saturations);
    } catch (UserError e) {
      throw new UserError(json.place() + ": " + e.getMessage(), e);
    }
  }

  private static BitWidths bits(JsonKeys json) {
    JsonNode node = json.optional("bits");
    if (node == null) {
      return BitWidths.DEFAULT;
    }
    JsonKeys bits = json.object("bits");
    bits.only(BIT_KEYS);
    int activation = bits.positive("activation", BitWidths.DEFAULT.activation());
    int factor = bits.positive("factor", BitWidths.DEFAULT.factor());
    int latent = bits.positive("latent", BitWidths.DEFAULT.latent());
    int state = bits.positive("state", BitWidths.DEFAULT.state());
    try {
      return new BitWidths(activation, factor, latent, state);
    } catch (UserError e) {
      throw new UserError(json.place() + ": " + e.getMessage(), e);
    }
  }
}
