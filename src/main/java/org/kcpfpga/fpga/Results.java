package org.kcpfpga.fpga;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kcpfpga.common.AtomicFile;

/** What was measured, kept: a JSON file a design, and a table of all designs of a group. */
public final class Results {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private Results() {}

  /**
   * The table of a group.
   *
   * @param title above it
   * @param columns heading to the JSON pointer of what stands below
   */
  public record Table(String title, Map<String, String> columns) {}

  /**
   * Writes {@code group-design.json}, and {@code group.md} from all files of the group.
   *
   * @param folder made if it is not there
   * @param group board or family
   */
  public static void record(
      Path folder, String group, String design, Map<String, Object> values, Table table) {
    try {
      Files.createDirectories(folder);
      write(
          folder.resolve(group + "-" + design + ".json"), MAPPER.writeValueAsString(values) + "\n");
      write(folder.resolve(group + ".md"), markdown(folder, group, table));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String markdown(Path folder, String group, Table table) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# " + table.title());
    lines.add("");
    lines.add(row(table.columns().keySet().stream()));
    lines.add("|" + "---|".repeat(table.columns().size()));
    for (JsonNode one : all(folder, group)) {
      lines.add(row(table.columns().values().stream().map(place -> shown(one.at(place)))));
    }
    return String.join("\n", lines) + "\n";
  }

  private static List<JsonNode> all(Path folder, String group) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(group + "-") && name.endsWith(".json")) {
          all.add(MAPPER.readTree(file.toFile()));
        }
      }
    }
    return all;
  }

  private static String row(Stream<String> cells) {
    return cells.collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String shown(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "-";
    }
    return value.isIntegralNumber()
        ? String.format(Locale.ROOT, "%,d", value.asLong())
        : Objects.requireNonNullElse(value.textValue(), value.toString());
  }

  private static void write(Path file, String text) {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
