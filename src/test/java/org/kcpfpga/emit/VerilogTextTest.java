package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verilog of every kind of structure reads like that of a core which somebody wrote. */
class VerilogTextTest {
  private static final Pattern NAMELESS = Pattern.compile("wire .*\\b_GEN(_\\d+)?\\b");
  private static final Pattern PORT = Pattern.compile("  (?:in|out)put .* (\\w+),?");
  private static final int LINES = 1000;
  private static final int MOST_NAMELESS = 10;

  static Stream<String> designs() {
    return EmittedCores.names().stream();
  }

  @ParameterizedTest
  @MethodSource("designs")
  void aModuleBeginsWithASentenceThatSaysWhatItDoes(String design) {
    generated(design)
        .forEach(
            (file, text) -> {
              String name = file.replace(".v", "");
              String head = text.substring(0, text.indexOf("module "));
              String comment = head.replace("\n// ", " ").strip();
              assertThat(head.lines()).as(file).allMatch(line -> line.startsWith("// "));
              assertThat(comment)
                  .as(file)
                  .matches(
                      "// " + name + ": [A-Z].{20,}\\. .*Made by [A-Z]\\w+\\.java and CIRCT .*");
              assertThat(head.lines()).as(file).allMatch(line -> line.length() <= 100);
            });
    handWritten(design)
        .forEach((file, text) -> assertThat(text).as(file).matches("(?s)// [A-Z].*\\..*module .*"));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void clockAndResetComeFirstAndEveryPortIsInAGroup(String design) {
    generated(design)
        .forEach(
            (file, text) -> {
              List<String> ports = ports(text);
              assertThat(ports).as(file).isNotEmpty();
              assertThat(ports.get(0)).as(file).matches("clock|aclk");
              if (ports.contains("reset")) {
                assertThat(ports.get(1)).as(file).isEqualTo("reset");
              }
              assertThat(text)
                  .as(file)
                  .containsPattern("\\(\n  // clock")
                  .doesNotContain("// other ports");
            });
  }

  @ParameterizedTest
  @MethodSource("designs")
  void hardlyAnyWireIsWithoutAName(String design) {
    Map<String, String> files = generated(design);
    long lines = files.values().stream().flatMap(String::lines).count();
    List<String> nameless =
        files.values().stream()
            .flatMap(text -> NAMELESS.matcher(text).results().map(MatchResult::group))
            .toList();
    assertThat(lines).isGreaterThan(LINES);
    assertThat(nameless.size() * LINES)
        .as("%s in %s lines", nameless, lines)
        .isLessThanOrEqualTo((int) (MOST_NAMELESS * lines));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void noLineNamesALineOfJava(String design) {
    generated(design).forEach((file, text) -> assertThat(text).as(file).doesNotContain(".java:"));
  }

  @ParameterizedTest
  @MethodSource("designs")
  void queuesCreditsAndRoundingAreModulesWithParameters(String design) {
    assertThat(generated(design).keySet())
        .noneMatch(name -> name.matches(".*(queue|credits|requantiser).*"));
    assertThat(handWritten(design).keySet()).contains("kcp_queue.v", "kcp_credits.v");
    String top =
        EmittedCores.emitted(design).verilog().get(EmittedCores.emitted(design).top() + ".v");
    assertThat(top).containsPattern("kcp_queue #\\([^;]*\\.DEPTH\\(\\d+\\)");
  }

  private static List<String> ports(String text) {
    String header = text.substring(text.indexOf("module "), text.indexOf(");"));
    return PORT.matcher(header).results().map(port -> port.group(1)).toList();
  }

  private static Map<String, String> generated(String design) {
    return files(design, false);
  }

  private static Map<String, String> handWritten(String design) {
    return files(design, true);
  }

  private static Map<String, String> files(String design, boolean byHand) {
    return EmittedCores.emitted(design).verilog().entrySet().stream()
        .filter(file -> file.getKey().startsWith("kcp_") == byHand)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
