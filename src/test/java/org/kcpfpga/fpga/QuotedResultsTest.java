package org.kcpfpga.fpga;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is quoted of {@code fpga/results} is what stands there. */
class QuotedResultsTest {
  private static final Path RESULTS = Path.of("fpga/results");
  private static final Path DESIGNS = Path.of("fpga/designs");
  private static final String READ_BACK_ONLY = "tiny-hx8k";

  @Test
  void everyBitstreamIsQuotedAsRecorded() throws IOException {
    String quoted = Files.readString(Path.of("fpga/README.md"));
    List<String> designs = designs(DESIGNS);
    assertThat(designs).hasSizeGreaterThanOrEqualTo(7);
    for (String design : designs) {
      if (!design.equals(READ_BACK_ONLY)) {
        JsonNode of = read("icebreaker-" + design);
        assertThat(quoted.lines().filter(line -> line.startsWith("| `" + design + "`")))
            .containsExactly(row(design, of));
      }
    }
    JsonNode video = read("icebreaker-ytc-212-up5k");
    String steps = String.format(Locale.ROOT, "%,d steps", video.at("/stepsPerSecond").asInt());
    assertThat(Files.readString(Path.of("README.md"))).contains(steps);
  }

  private static String row(String design, JsonNode of) {
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %s | %s | %.1f, %.1f MHz | %,d | %,d |",
        design,
        used(of, "logic cells"),
        used(of, "block RAMs"),
        used(of, "DSPs"),
        of.at("/worstMegahertz").asDouble(),
        of.at("/megahertz").asDouble(),
        of.at("/interval").asInt(),
        of.at("/stepsPerSecond").asInt());
  }

  private static String used(JsonNode of, String resource) {
    JsonNode usage = of.at("/usage/" + resource);
    return String.format(
        Locale.ROOT, "%,d of %,d", usage.get("used").asInt(), usage.get("available").asInt());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecp5", "xilinx"})
  void everyNamedDesignHasAnEstimate(String family) throws IOException {
    List<String> designs = designs(Path.of("designs"));
    assertThat(designs).hasSizeGreaterThanOrEqualTo(10);
    for (String design : designs) {
      JsonNode of = read(family + "-" + design);
      assertThat(of.at("/note").asText()).contains("synthesis only");
      // "15 of 64 are so simple, or twice there, that they need none"
      int fewer = design.equals("ucf50") ? 15 : 0;
      assertThat(of.at("/estimate/dsps").asInt()).isEqualTo(of.at("/plannedDsps").asInt() - fewer);
    }
  }

  private static List<String> designs(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return List.copyOf(
          new TreeSet<>(
              files.map(file -> file.getFileName().toString().replace(".json", "")).toList()));
    }
  }

  private static JsonNode read(String name) throws IOException {
    return new ObjectMapper().readTree(RESULTS.resolve(name + ".json").toFile());
  }
}
