package org.kcpfpga.cli.weights;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.cost.FormatRow;

/** Formats in figures, as keys and values and as tables. */
final class FormatsText {
  private FormatsText() {}

  static Map<String, Object> values(FormatRow row) {
    FormatShape shape = row.format().shape();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("format", row.format().kind().jsonName());
    values.put("terms", shape.terms());
    values.put("ranks", shape.ranks());
    values.put("parameters", row.format().parameters());
    values.put("parametersOneGate", row.oneGate());
    values.put("parametersPublished", row.published());
    values.put("ratio", row.ratio());
    values.put("multiplications", row.cost().multiplications());
    values.put("multiplicationsOwnOrder", row.format().network().multiplications());
    values.put("largestIntermediate", row.cost().largestIntermediate());
    values.put("depth", row.cost().depth());
    values.put("cycles", row.cost().cycles());
    return values;
  }

  static String table(String in, String out, int gates, Collection<FormatRow> rows) {
    StringBuilder text = new StringBuilder();
    FormatShape shape = rows.iterator().next().format().shape();
    line(
        text,
        "%,d inputs (%s), %,d hidden units (%s), gates: %d",
        shape.inSize(),
        in,
        shape.rowSize() / gates,
        out,
        gates);
    line(text, "");
    line(
        text,
        "%-6s %-12s %12s %12s %12s %9s %15s %15s %11s %6s",
        "format",
        "ranks",
        "parameters",
        "one gate",
        "published",
        "ratio",
        "multiplications",
        "in own order",
        "largest",
        "depth");
    rows.forEach(row -> sizes(text, row));
    line(text, "");
    List<Integer> multipliers = List.copyOf(rows.iterator().next().cost().cycles().keySet());
    line(text, "ideal cycles, by multipliers");
    line(text, "%-6s %s", "format", columns(multipliers));
    for (FormatRow row : rows) {
      line(
          text,
          "%-6s %s",
          row.format().kind().jsonName(),
          columns(List.copyOf(row.cost().cycles().values())));
    }
    return text.toString();
  }

  private static void sizes(StringBuilder text, FormatRow row) {
    line(
        text,
        "%-6s %-12s %,12d %,12d %12s %,9.1f %,15d %,15d %,11d %6d",
        row.format().kind().jsonName(),
        ranks(row.format().shape()),
        row.format().parameters(),
        row.oneGate(),
        row.published() == null ? "-" : String.format(Locale.ROOT, "%,d", row.published()),
        row.ratio(),
        row.cost().multiplications(),
        row.format().network().multiplications(),
        row.cost().largestIntermediate(),
        row.cost().depth());
  }

  /** "2 x 4" for two terms with all ranks 4. */
  private static String ranks(FormatShape shape) {
    List<Integer> ranks = shape.ranks();
    String list =
        ranks.stream().distinct().count() == 1
            ? ranks.get(0).toString()
            : ranks.stream().map(String::valueOf).collect(Collectors.joining(","));
    return shape.terms() == 1
        ? list
        : list.isEmpty() ? shape.terms() + " x" : shape.terms() + " x " + list;
  }

  private static String columns(List<? extends Number> numbers) {
    return numbers.stream()
        .map(number -> String.format(Locale.ROOT, "%,11d", number.longValue()))
        .collect(Collectors.joining(" "));
  }

  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
  }
}
