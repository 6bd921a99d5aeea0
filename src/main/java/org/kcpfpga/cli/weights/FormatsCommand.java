package org.kcpfpga.cli.weights;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.cost.FormatRow;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kcp formats}: the formats of the literature in figures, for any shape. */
@Command(
    name = "formats",
    description = "Compares the formats of W: parameters, multiplications, depth, ideal cycles.")
public final class FormatsCommand extends ReportCommand {
  private static final int MAX_GATES = 64;

  @Option(names = "--in", required = true, description = "Modes of the input: 8,20,20,18.")
  private String in;

  @Option(
      names = "--out",
      required = true,
      description = "As many modes of the hidden units, without gates: 4,4,4,4.")
  private String out;

  @Option(
      names = "--gates",
      defaultValue = "4",
      description = "Gates, which multiply the first mode of --out (default: ${DEFAULT-VALUE}).")
  private int gates;

  @Option(
      names = "--ranks",
      paramLabel = "[FORMAT=]LIST",
      description = {
        "Ranks of a format, or one number for all of them: tt=4,4,4 or tt=4;",
        "without a format for every one (default: those of the papers)."
      })
  private List<String> ranks = List.of();

  @Option(
      names = "--terms",
      paramLabel = "[FORMAT=]K",
      description = "Terms of kcp and cp, blocks of bt (default: those of the papers).")
  private List<String> terms = List.of();

  @Override
  public Report report() {
    if (gates < 1 || gates > MAX_GATES) {
      throw UserError.at("--gates", gates, "1 to " + MAX_GATES);
    }
    List<Integer> inModes = FormatOptions.numbers("--in", in);
    List<Integer> outModes = FormatOptions.numbers("--out", out);
    if (outModes.size() != inModes.size()) {
      throw UserError.at("--out", out, inModes.size() + " modes, as many as --in " + in);
    }
    List<Integer> rows = new ArrayList<>(outModes);
    rows.set(0, gates * outModes.get(0));
    Map<FormatKind, List<Integer>> chosenRanks = FormatOptions.byFormat("--ranks", ranks);
    Map<FormatKind, List<Integer>> chosenTerms = FormatOptions.byFormat("--terms", terms);
    Map<FormatKind, FormatRow> table = new EnumMap<>(FormatKind.class);
    for (FormatKind kind : FormatKind.values()) {
      progress("searching the best order of " + kind.jsonName());
      OperatorFormat format =
          FormatOptions.format(kind, inModes, rows, chosenTerms.get(kind), chosenRanks.get(kind));
      table.put(kind, FormatRow.of(format, gates));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("in", inModes);
    values.put("out", outModes);
    values.put("gates", gates);
    FormatShape shape = table.get(FormatKind.DENSE).format().shape();
    values.put("denseMacs", (long) shape.inSize() * shape.rowSize());
    values.put("formats", table.values().stream().map(FormatsText::values).toList());
    return new Report(values, FormatsText.table(in, out, gates, table.values()), true);
  }
}
