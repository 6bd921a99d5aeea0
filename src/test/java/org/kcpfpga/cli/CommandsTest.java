package org.kcpfpga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;

@Tag("slow")
class CommandsTest extends CommandCalls {
  private static final String MODEL = "models/fashion-kcp-lstm.safetensors";
  private static final String INPUTS = "models/fashion/inputs.npy";

  @Test
  void theDemoClassifiesOnTheRtlAsWellAsInFloatingPoint() throws IOException {
    Tools.require("verilator");
    assertThat(kcp("demo", "--json")).isZero();
    JsonNode demo = json();
    assertThat(demo.get("sequences").asInt()).isEqualTo(200);
    assertThat(demo.get("steps").asInt()).isEqualTo(7);
    assertThat(demo.get("mismatchedValues").asLong()).isZero();
    assertThat(demo.get("mismatchedCycles").asLong()).isZero();
    assertThat(demo.get("accuracyFloat").asDouble()).isEqualTo(0.885);
    assertThat(demo.get("accuracyHardware").asDouble()).isBetween(0.875, 0.895);
    assertThat(demo.get("measuredInterval")).isEqualTo(demo.get("interval"));
    assertThat(Path.of(demo.get("folder").asText(), "fashion_core.v")).isNotEmptyFile();
  }

  @Test
  void aFaultPlantedInTheDemoIsFoundAndPlaced() {
    Tools.require("verilator");
    assertThat(kcp("demo", "--plant-fault")).isEqualTo(1);
    assertThat(out.toString()).contains("FAIL").containsPattern("first: step \\d+, cycle \\d+, ");
    assertThat(kcp("demo", "--plant-software-fault")).isEqualTo(1);
    assertThat(out.toString()).contains("FAIL").containsPattern("first: step \\d+, cycle \\d+, ");
  }

  @Test
  void ytcIsEqualOnClipsOfRealImages() throws IOException {
    Tools.require("verilator");
    assertThat(kcp("cosim", "designs/ytc-212.json", "--vectors", "3", "--json")).isZero();
    assertThat(json().get("mismatchedCycles").asLong()).isZero();
    assertThat(json().get("steps").asInt()).isEqualTo(3);
  }

  @Test
  void aFaultPlantedInACosimulationIsFoundAndPlaced() throws IOException {
    Tools.require("verilator");
    for (String side : List.of("--plant-fault", "--plant-software-fault")) {
      assertThat(kcp("cosim", "designs/tiny.json", side, "--json")).as(side).isEqualTo(1);
      assertThat(json().get("firstMismatch").asText()).as(side).startsWith("step ");
    }
  }

  @Test
  void everyLevelOfTheLadderPassesAndAFaultInEachIsFound() throws IOException {
    Tools.require("verilator");
    Tools.require("yosys");
    assertThat(kcp("verify", "designs/tiny.json", "--json")).isZero();
    assertThat(json().get("rungs")).hasSize(4);
    assertThat(json().get("rungs")).allMatch(rung -> rung.get("passed").asBoolean());
    String[] levels = {"fixed", "cycle", "rtl", "netlist"};
    for (int i = 0; i < levels.length; i++) {
      String[] faulty = {"verify", "designs/linear.json", "--plant-fault", levels[i], "--json"};
      assertThat(kcp(faulty)).isOne();
      JsonNode rungs = json().get("rungs");
      for (int rung = 0; rung < levels.length; rung++) {
        assertThat(rungs.get(rung).get("passed").asBoolean()).as(levels[i]).isEqualTo(rung != i);
      }
      assertThat(rungs.get(i).get("firstMismatch").asText()).isNotEmpty();
    }
  }

  @Test
  void aLoadableCoreIsVerifiedAndAFaultOnItsWayIsFound() throws IOException {
    Tools.require("verilator");
    Path design = folder.resolve("loadable.json");
    String tiny = Files.readString(Path.of("designs/tiny.json"));
    Files.writeString(design, tiny.replace("\"rom\"", "\"loadable\""));
    assertThat(kcp("cosim", design.toString(), "--json")).isZero();
    assertThat(kcp("cosim", design.toString(), "--plant-fault", "--json")).isOne();
    assertThat(json().get("firstMismatch").asText()).startsWith("step ");
  }

  @Test
  void aSoakRunsAsLongAsItIsTold() throws IOException {
    Tools.require("verilator");
    assertThat(kcp("soak", "designs/linear.json", "--cycles", "50000", "--json")).isZero();
    assertThat(json().get("cycles").asLong()).isGreaterThanOrEqualTo(50_000);
    assertThat(json().get("firstMismatch").isNull()).isTrue();
  }

  @Test
  void mutantsAreSeenOrAccountedFor() throws IOException {
    Tools.require("verilator");
    Tools.require("yosys");
    String[] few = {"mutate", "designs/linear.json", "--mutants", "12", "--json"};
    int code = kcp(few);
    JsonNode found = json();
    boolean passed = found.get("percent").asDouble() >= 98 && found.get("refuted").isEmpty();
    assertThat(code).isEqualTo(passed ? 0 : 1);
    assertThat(found.get("killed").asInt()).isGreaterThan(5);
    int survivors = found.get("survivors").size() + found.get("explained").asInt();
    assertThat(found.get("total").asInt() - found.get("killed").asInt()).isEqualTo(survivors);
    assertThat(found.get("total").asInt() + found.get("equivalent").asInt()).isEqualTo(12);
    refused(all("--mutants: 0"), "mutate", "--mutants", "0");
    // a share of the same mutants, with all that the others need to be added
    String[] share = {
      "mutate", "designs/linear.json", "--mutants", "12", "--json", "--part", "2/3"
    };
    kcp(share);
    assertThat(json().get("total").asInt() + json().get("equivalent").asInt()).isEqualTo(4);
    JsonNode part = json().get("part");
    assertThat(part.get("equivalent")).hasSize(json().get("equivalent").asInt());
    assertThat(part.get("cycles")).isEqualTo(found.get("cycles"));
  }

  @Test
  void coverageCountsLinesAndComparesThemWithTheBound() throws IOException {
    Tools.require("verilator");
    String[] tiny = {"coverage", "designs/tiny.json", "--no-toggles", "--json"};
    assertThat(kcp(tiny)).isZero();
    JsonNode lines = json().get("rtlLines");
    assertThat(lines.get("percent").asDouble()).isBetween(95.0, 100.0);
    int covered = lines.get("covered").asInt();
    int rest = lines.get("explained").asInt() + lines.get("unexplained").size();
    assertThat(lines.get("total").asInt()).isGreaterThan(200).isEqualTo(covered + rest);
    assertThat(json().get("rtlToggles").isNull()).isTrue();
    assertThat(json().get("bins").isNull()).isTrue();
    assertThat(Files.readString(Path.of(json().get("report").asText()))).contains("RTL lines");

    Path report = folder.resolve("jacoco.xml");
    Files.writeString(
        report,
        "<report><package name='a'><sourcefile name='B.java'><line nr='7' ci='0'/>"
            + "</sourcefile></package></report>");
    String[] nothing = {
      "coverage", "designs/tiny.json", "--no-toggles", "--java-report", report.toString()
    };
    assertThat(kcp(nothing)).isOne();
    assertThat(out.toString()).contains("uncovered: java a/B.java:   7: ");
  }

  @Test
  void aFaultPlantedInAComparisonIsFound() throws IOException {
    for (String side : List.of("--plant-fault", "--plant-software-fault")) {
      int code = kcp("compare", "--input", INPUTS, "--engine", "cycle", side, "--json");
      assertThat(code).as(side).isEqualTo(1);
      assertThat(json().get("mismatchedValues").asLong()).as(side).isPositive();
      assertThat(json().get("firstMismatch").asText()).as(side).startsWith("step ");
    }
  }

  @Test
  void generateWritesACoreThatNamesItsFiles() throws IOException {
    Path core = folder.resolve("core");
    assertThat(kcp("generate", "designs/tiny.json", "-o", core.toString())).isZero();
    for (String file : Files.readString(core.resolve("tiny_core.f")).split("\n")) {
      assertThat(core.resolve(file)).isNotEmptyFile();
    }
    assertThat(core.resolve("plan.json")).isNotEmptyFile();
    assertThat(Files.readString(core.resolve("registers.md"))).contains("| 0x008 | plan_hash |");
  }

  @Test
  void fixedAndCycleEnginesWriteTheSameHiddenStates() throws IOException {
    Path fixed = folder.resolve("fixed.npy");
    Path cycle = folder.resolve("cycle.npy");
    String[] run = {"run", "--model", MODEL, "--input", INPUTS, "--engine"};
    assertThat(kcp(with(run, "fixed", "-o", fixed.toString()))).isZero();
    assertThat(kcp(with(run, "cycle", "-o", cycle.toString()))).isZero();
    assertThat(fixed).hasSameBinaryContentAs(cycle);
  }

  private static String[] with(String[] args, String... more) {
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }
}
