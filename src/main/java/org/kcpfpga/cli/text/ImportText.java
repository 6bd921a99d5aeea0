package org.kcpfpga.cli.text;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.importer.Imported;
import org.kcpfpga.importer.ImportedLayer;
import org.kcpfpga.rnn.CellWords;

/** What was imported, in words and for JSON. */
public final class ImportText {
  /** Lines of one kind; JSON has all. */
  private static final int LONGEST_LIST = 20;

  private ImportText() {}

  /** The layer in one line, and what became of the rest of the file. */
  public static String of(Imported imported, Path output) {
    ImportedLayer layer = imported.layer();
    Map<String, String> words = CellWords.of(layer.cell());
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %s%s, %d inputs, %d hidden units, %d weights, %s%n",
            output,
            words.remove("cell"),
            words.isEmpty() ? "" : " (" + told(words) + ")",
            layer.inSize(),
            layer.hiddenSize(),
            layer.parametersCell(),
            layer.readout() == null
                ? "no read-out"
                : "read-out of " + layer.readout().classes() + " classes"));
    line(text, "layer", imported.source());
    line(text, "input", imported.input());
    if (layer.readout() != null) {
      line(text, "read-out", layer.readout().name());
    }
    list(text, "note", imported.notes());
    list(text, "folded", imported.folded());
    list(text, "ignored", imported.ignored());
    list(text, "unread", imported.unread());
    return text.toString();
  }

  /** "gates hard_sigmoid, reset before". */
  private static String told(Map<String, String> words) {
    return words.entrySet().stream()
        .map(word -> word.getKey() + " " + word.getValue())
        .collect(Collectors.joining(", "));
  }

  private static void list(StringBuilder text, String name, List<String> entries) {
    entries.stream().limit(LONGEST_LIST).forEach(entry -> line(text, name, entry));
    if (entries.size() > LONGEST_LIST) {
      line(text, name, "and " + (entries.size() - LONGEST_LIST) + " more (--json lists all)");
    }
  }

  /** Names come from the file and may hold anything; a terminal obeys control characters. */
  private static void line(StringBuilder text, String name, String entry) {
    String shown = entry.replaceAll("[\\p{Cc}\\u2028\\u2029]", " ");
    text.append(String.format(Locale.ROOT, "  %-9s %s%n", name, shown));
  }

  /** The same with the keys of all commands. */
  public static Map<String, Object> values(Imported imported, Path model, Path output) {
    ImportedLayer layer = imported.layer();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("model", model.toString());
    values.put("output", output.toString());
    values.putAll(CellWords.of(layer.cell()));
    values.put("inputs", layer.inSize());
    values.put("hidden", layer.hiddenSize());
    values.put("parameters", layer.parametersInput());
    values.put("parametersCell", layer.parametersCell());
    values.put("denseMacs", layer.parametersCell());
    values.put("classes", layer.readout() == null ? 0 : layer.readout().classes());
    values.put("readout", layer.readout() == null ? null : layer.readout().name());
    values.put("layer", imported.source());
    values.put("input", imported.input());
    values.put("notes", imported.notes());
    values.put("folded", imported.folded());
    values.put("ignored", imported.ignored());
    values.put("unread", imported.unread());
    return values;
  }
}
