package org.kcpfpga.emit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Texts;

/**
 * The text of {@code tiny} is the one in hdl/golden, byte for byte but for the comments that name
 * Java lines, on every machine. A change that is meant is taken over with {@code mvn test
 * -Dtest=GoldenTest -Dgolden=write}.
 */
@Tag("locale")
class GoldenTest {
  private static final Path FOLDER = Path.of("hdl/golden/tiny");
  private static final Pattern LOCATOR = Pattern.compile("[ \\t]*// \\w+\\.java:.*");

  @Test
  void theTextOfTinyIsTheGoldenOne() throws IOException {
    SortedMap<String, String> emitted = text(EmittedCores.emitted("tiny"));
    if ("write".equals(System.getProperty("golden"))) {
      write(emitted);
    }
    Texts.assertSame(read(), emitted, "hdl/golden/tiny");
  }

  /** Verilog, images and register map; the plan has figures of its own tests. */
  private static SortedMap<String, String> text(EmittedDesign design) {
    SortedMap<String, String> all = new TreeMap<>();
    design.verilog().forEach((name, text) -> all.put(name, LOCATOR.matcher(text).replaceAll("")));
    all.putAll(design.images());
    all.put("registers.md", design.documents().get("registers.md"));
    return all;
  }

  private static SortedMap<String, String> read() throws IOException {
    SortedMap<String, String> all = new TreeMap<>();
    if (Files.isDirectory(FOLDER)) {
      try (Stream<Path> files = Files.list(FOLDER)) {
        for (Path file : files.toList()) {
          all.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return all;
  }

  private static void write(SortedMap<String, String> emitted) throws IOException {
    Files.createDirectories(FOLDER);
    for (String old : read().keySet()) {
      Files.delete(FOLDER.resolve(old));
    }
    for (Map.Entry<String, String> file : emitted.entrySet()) {
      Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
    }
  }
}
