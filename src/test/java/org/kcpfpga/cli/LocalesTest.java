package org.kcpfpga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;

/** What is printed and generated is the same wherever the user lives. */
@Tag("slow")
class LocalesTest extends CommandCalls {
  /** Digits, calendars, signs and capital letters of their own. */
  private static final List<String> TAGS =
      List.of(
          "ar-EG",
          "bn-BD",
          "de-DE",
          "fa-IR",
          "hi-IN-u-nu-deva",
          "mr-IN",
          "my-MM",
          "ne-NP",
          "sv-SE",
          "th-TH-u-ca-buddhist-nu-thai",
          "tr-TR");

  /** Other digits, another minus sign, other capital letters. */
  private static final List<String> FEW = List.of("ar-EG", "hi-IN-u-nu-deva", "sv-SE", "tr-TR");

  private final Locale usual = Locale.getDefault();

  @AfterEach
  void goHome() {
    Locale.setDefault(usual);
  }

  /** A command's output but for its time. */
  private String said(String... args) {
    assertThat(kcp(args)).as(err.toString()).isZero();
    return out.toString().replaceAll("\"seconds\" : [-+.E0-9]+", "");
  }

  private void sameEverywhere(String... args) {
    same(TAGS, args);
  }

  private void same(List<String> tags, String... args) {
    Locale.setDefault(Locale.ROOT);
    String expected = said(args);
    for (String tag : tags) {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(said(args)).as(tag).isEqualTo(expected);
    }
  }

  /** Always in the same folder, whose path the file lists hold. */
  private SortedMap<String, String> generated(String design) throws IOException {
    Path core = folder.resolve(design);
    String file = "designs/" + design + ".json";
    assertThat(kcp("fpga", "package", file, "-o", core.toString())).isZero();
    SortedMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(core)) {
      for (Path each : files.toList()) {
        texts.put(each.getFileName().toString(), Files.readString(each));
      }
    }
    return texts;
  }

  @Test
  void aGeneratedFolderIsTheSame() throws IOException {
    Locale.setDefault(Locale.ROOT);
    SortedMap<String, String> tiny = generated("tiny");
    assertThat(tiny).containsKeys("plan.json", "registers.md", "component.xml");
    for (String tag : TAGS) {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(generated("tiny")).as(tag).isEqualTo(tiny);
    }
  }

  @Test
  void plansAreTheSame() {
    sameEverywhere("plan", "designs/tiny.json");
    sameEverywhere("plan", "designs/ytc-212.json", "--json");
    sameEverywhere("plan", "designs/tiny.json", "--explore");
  }

  @Test
  void comparisonsAreTheSame() {
    same(FEW, "compare", "--input", "models/fashion/inputs.npy", "--engine", "fixed", "--json");
  }

  @Test
  void coSimulationsAreTheSame() {
    Tools.require("verilator");
    same(FEW, "cosim", "designs/tiny.json", "--stall", "0.25", "--json");
    same(FEW, "cosim", "designs/linear.json");
  }

  @Test
  void mistakesAreSaidTheSame() throws IOException {
    String tiny = Files.readString(Path.of("designs/tiny.json"));
    Path wrong = folder.resolve("wrong.json");
    Files.writeString(wrong, tiny.replace("\"inputLanes\": 2", "\"inputLanes\": 7"));
    Locale.setDefault(Locale.ROOT);
    assertThat(kcp("plan", wrong.toString())).isEqualTo(2);
    String expected = err.toString();
    for (String tag : TAGS) {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(kcp("plan", wrong.toString())).isEqualTo(2);
      assertThat(err).as(tag).hasToString(expected);
    }
  }
}
