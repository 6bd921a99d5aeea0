package org.kcpfpga.design;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
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
          "interval",
          "latency",
          "busLanes",
          "outputLanes",
          "hiddenLanes",
          "bits",
          "sequences",
          "factors",
          "counters",
          "compact",
          "pipeline",
          "blockBits",
          "multiplierBlocks",
          "system",
          "front");

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
    OperatorShape input = OperatorKeys.input(json, cell);
    OperatorShape hidden = OperatorKeys.hidden(json, cell);
    String factors = json.text("factors", "rom", List.of("rom", "loadable"));
    return new Design(
            name(json),
            cell,
            input,
            hidden,
            lanes(json),
            WidthKeys.bits(json),
            json.positive("sequences", 1),
            new Implementation(
                factors.equals("loadable"),
                WidthKeys.counters(json),
                json.truth("compact", false),
                pipeline(json),
                json.positive("blockBits", Implementation.BLOCK_BITS),
                front(json),
                SystemPart.read(json),
                json.truth("multiplierBlocks", true)))
        .checked(json.place());
  }

  private static Lanes lanes(JsonKeys json) {
    List<String> given = Lanes.KEYS.stream().filter(key -> json.optional(key) != null).toList();
    if (given.size() > 1) {
      throw UserError.at(
          json.place(given.get(1)),
          "with " + given.get(0),
          "only one of " + String.join(", ", Lanes.KEYS));
    }
    String key = given.isEmpty() ? Lanes.KEYS.get(0) : given.get(0);
    return new Lanes(
            0,
            0,
            0,
            json.positive("latency", 0),
            json.positive("busLanes", 0),
            json.positive("outputLanes", 1),
            json.positive("hiddenLanes", 0))
        .with(key, json.positive(key));
  }

  private static FrontKind front(JsonKeys json) {
    List<String> words = Arrays.stream(FrontKind.values()).map(FrontKind::jsonName).toList();
    return FrontKind.of(json.text("front", FrontKind.MULTIPLIERS.jsonName(), words));
  }

  private static int pipeline(JsonKeys json) {
    int level = json.optional("pipeline") == null ? 0 : json.integer("pipeline");
    if (level < 0 || level > Implementation.MAX_PIPELINE) {
      throw UserError.at(
          json.place("pipeline"), level, "a level from 0 to " + Implementation.MAX_PIPELINE);
    }
    return level;
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
}
