package org.kcpfpga;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What waits for Verilator, Yosys or Icarus is tagged slow, so that {@code --fast} is fast. */
class TagRulesTest {
  /** Those of {@code --fast} that call a tool, for a few seconds. */
  private static final Set<String> SMALL =
      Set.of(
          "DocumentedCodeTest.java",
          "LibraryTest.java",
          "PackagingTest.java",
          "RegisterDocumentTest.java");

  private static final String CALL = "Tools.require(";
  private static final String TAG = "@Tag(\"slow\")";

  @Test
  void testsThatCallAToolAreSlow() throws IOException {
    Set<String> untagged = new TreeSet<>();
    for (Path file : tests()) {
      String text = Files.readString(file);
      if (text.contains(CALL) && !text.contains(TAG)) {
        untagged.add(file.getFileName().toString());
      }
    }
    assertThat(untagged)
        .as("tests that call a tool without %s (expected: no more than these)", TAG)
        .isEqualTo(new TreeSet<>(SMALL));
  }

  private static List<Path> tests() throws IOException {
    try (Stream<Path> all = Files.walk(Path.of("src/test/java"))) {
      return all.filter(file -> file.toString().endsWith("Test.java"))
          .filter(file -> !file.endsWith("TagRulesTest.java"))
          .sorted()
          .toList();
    }
  }
}
