package org.kcpfpga.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.source.DataSource;
import org.kcpfpga.datasets.source.DataSources;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.rnn.CellKind;

/**
 * What is compared; docs/study.md is the format of its file.
 *
 * @param name of the study
 * @param data what is learned, and what measures it
 * @param shape of the network
 * @param formats of the input operator
 * @param budgets the most parameters of the input operator, ascending; dense has none
 * @param seeds of each, at least one
 * @param effort how each is trained
 */
public record Study(
    String name,
    DataSource data,
    Shape shape,
    List<FormatKind> formats,
    List<Integer> budgets,
    List<Integer> seeds,
    Effort effort) {
  private static final List<String> KEYS =
      List.of(
          "name",
          "data",
          "cell",
          "in",
          "out",
          "hidden",
          "formats",
          "budgets",
          "seeds",
          "epochs",
          "batch",
          "rate",
          "normalise",
          "bits",
          "fixedEpochs");

  /**
   * The network of which only the input operator changes.
   *
   * @param in modes of the input
   * @param out modes of h, without the gates
   * @param hiddenTerms K of the hidden operator, which is KCP
   * @param hiddenRank all its ranks
   */
  public record Shape(
      CellKind cell, List<Integer> in, List<Integer> out, int hiddenTerms, int hiddenRank) {
    /** Modes of the rows: the gates are in the first. */
    List<Integer> rows() {
      List<Integer> rows = new ArrayList<>(out);
      rows.set(0, rows.get(0) * cell.gates());
      return rows;
    }
  }

  /**
   * How long and how fast.
   *
   * @param rate the largest of Adam
   * @param bits of the core that KCP goes on to be trained for, or null
   * @param fixedEpochs through its arithmetic
   */
  public record Effort(
      int epochs, int batch, double rate, boolean normalise, BitWidths bits, int fixedEpochs) {}

  /**
   * Reads a study.
   *
   * @throws UserError naming file and key that are wrong
   */
  public static Study read(Path file) {
    JsonKeys json = JsonKeys.read(file, "a study");
    json.only(KEYS);
    Path folder = file.toAbsolutePath().getParent();
    DataSource data =
        json.optional("data") != null && json.optional("data").isTextual()
            ? DataSources.open(folder.resolve(json.text("data")))
            : DataSources.described(json.object("data"), folder);
    return new Study(
        json.text("name"),
        data,
        shape(json),
        formats(json),
        ascending(json),
        numbers(json.positives("seeds")),
        effort(json));
  }

  private static Shape shape(JsonKeys json) {
    CellKind cell = CellKind.parse(json.place("cell"), json.text("cell"));
    if (!cell.recurrent()) {
      throw UserError.at(json.place("cell"), cell.jsonName(), "a recurrent cell");
    }
    JsonKeys hidden = json.object("hidden");
    hidden.only(List.of("terms", "ranks"));
    List<Integer> in = numbers(json.positives("in"));
    List<Integer> out = numbers(json.positives("out"));
    if (in.size() != out.size()) {
      throw UserError.at(json.place("out"), out, in.size() + " modes, as many as in " + in);
    }
    return new Shape(cell, in, out, hidden.positive("terms"), hidden.positive("ranks"));
  }

  private static Effort effort(JsonKeys json) {
    boolean core = json.optional("bits") != null;
    BitWidths usual = BitWidths.DEFAULT;
    int width = core ? json.positive("bits") : 0;
    return new Effort(
        json.positive("epochs", 30),
        json.positive("batch", 64),
        json.number("rate", 0.005),
        json.truth("normalise", false),
        core ? new BitWidths(width, width, usual.latent(), usual.state()) : null,
        core ? json.positive("fixedEpochs", 5) : 0);
  }

  private static List<FormatKind> formats(JsonKeys json) {
    List<FormatKind> formats = new ArrayList<>();
    for (String name : json.texts("formats")) {
      FormatKind kind = FormatKind.parse(json.place("formats"), name);
      if (formats.contains(kind)) {
        throw UserError.at(json.place("formats"), name + " twice", "each format once");
      }
      formats.add(kind);
    }
    if (formats.isEmpty()) {
      throw UserError.at(json.place("formats"), "none", "at least one format");
    }
    return List.copyOf(formats);
  }

  private static List<Integer> ascending(JsonKeys json) {
    List<Integer> budgets = numbers(json.positives("budgets"));
    for (int i = 1; i < budgets.size(); i++) {
      if (budgets.get(i) <= budgets.get(i - 1)) {
        throw UserError.at(json.place("budgets"), budgets, "ascending numbers");
      }
    }
    return budgets;
  }

  private static List<Integer> numbers(int[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
