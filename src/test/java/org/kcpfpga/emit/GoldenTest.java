package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The text of {@code tiny} is the one in hdl/golden, byte for byte but for the comments that name
 * Java lines, on every machine. A change that is meant is taken over with {@code mvn test
 * -Dtest=GoldenTest -Dgolden=write}.
 */
@Tag("locale")
class GoldenTest {
  private static final Path FOLDER = Path.of("hdl/golden/tiny");
  private static final Pattern LOCATOR = Pattern.compile("[ \\t]*// \\w+\\.java:.*");
  private static final int SHOWN = 10;

  @Test
  void theTextOfTinyIsTheGoldenOne() throws IOException {
    SortedMap<String, String> emitted = text(EmittedCores.emitted("tiny"));
    if ("write".equals(System.getProperty("golden"))) {
      write(emitted);
    }
    SortedMap<String, String> golden = read();
    List<String> differences = differences(golden, emitted);
    if (!differences.isEmpty()) {
      fail("hdl/golden/tiny differs:%n%s", String.join("\n", differences));
    }
  }

  @Test
  void aDifferenceIsShownWithItsLines() {
    SortedMap<String, String> golden = new TreeMap<>(Map.of("a.v", "one\ntwo\n", "b.v", "x\n"));
    SortedMap<String, String> emitted = new TreeMap<>(Map.of("a.v", "one\nTWO\n", "c.v", "y\n"));
    assertThat(differences(golden, emitted))
        .containsExactly("a.v:2\n- two\n+ TWO", "b.v: is no longer emitted", "c.v: is new");
  }

  /** Verilog, images and register map; the plan has figures of its own tests. */
  private static SortedMap<String, String> text(EmittedDesign design) {
    SortedMap<String, String> all = new TreeMap<>();
    design.verilog().forEach((name, text) -> all.put(name, LOCATOR.matcher(text).replaceAll("")));
    all.putAll(design.images());
    all.put("registers.md", design.documents().get("registers.md"));
    return all;
  }

  private static List<String> differences(
      SortedMap<String, String> golden, SortedMap<String, String> emitted) {
    List<String> found = new ArrayList<>();
    SortedMap<String, String> names = new TreeMap<>(golden);
    names.putAll(emitted);
    for (String name : names.keySet()) {
      if (!emitted.containsKey(name)) {
        found.add(name + ": is no longer emitted");
      } else if (!golden.containsKey(name)) {
        found.add(name + ": is new");
      } else {
        lines(name, golden.get(name), emitted.get(name), found);
      }
    }
    return found;
  }

  private static void lines(String name, String golden, String emitted, List<String> found) {
    List<String> old = golden.lines().toList();
    List<String> now = emitted.lines().toList();
    for (int i = 0; i < Math.max(old.size(), now.size()) && found.size() < SHOWN; i++) {
      String before = i < old.size() ? old.get(i) : "";
      String after = i < now.size() ? now.get(i) : "";
      if (!before.equals(after)) {
        found.add(name + ":" + (i + 1) + "\n- " + before + "\n+ " + after);
      }
    }
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
