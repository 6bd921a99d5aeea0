package org.kcpfpga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;
import org.kcpfpga.tensor.Tensor;

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
  void ytcMeetsItsInputBound() throws IOException {
    assertThat(kcp("plan", "designs/ytc-212.json", "--json")).isZero();
    JsonNode plan = json();
    assertThat(plan.get("parameters").asInt()).isEqualTo(212);
    assertThat(plan.get("inputBound").asInt()).isEqualTo(4800);
    assertThat(plan.get("interval").asInt()).isLessThanOrEqualTo(4848);
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
      assertThat(kcp("verify", "designs/tiny.json", "--plant-fault", levels[i], "--json")).isOne();
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
  void aCoverageReportOfJavaThatIsNotThereIsRefusedBeforeAnythingRuns() {
    refused(all("none.xml"), "coverage", "--java-report", "none.xml");
  }

  @Test
  void aBoundOfCoverageIsAPercentage() {
    refused(all("--least: 101"), "coverage", "--least", "101");
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
    String[] all = java.util.Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }

  @Test
  void aMissingDesignIsRefused() {
    refused(all("none.json", "no such file"), "plan", "none.json");
  }

  @Test
  void aDesignWithAnUnknownKeyIsRefused() throws IOException {
    String text = Files.readString(Path.of("designs/tiny.json"));
    Path file = folder.resolve("d.json");
    Files.writeString(file, text.replace("\"outputLanes\"", "\"outputLane\""));
    refused(all("d.json", "outputLane", "one of name, cell"), "plan", file.toString());
  }

  @Test
  void lanesThatDoNotDivideNameTheOnesThatDo() throws IOException {
    String text = Files.readString(Path.of("designs/ytc-212.json"));
    Path file = folder.resolve("d.json");
    Files.writeString(file, text.replace("\"inputLanes\": 12", "\"inputLanes\": 7"));
    refused(all("inputLanes: 7", "1, 2, 3, 4, 6, 9, 12, 18, 36"), "plan", file.toString());
  }

  @Test
  void aModelOfAnotherShapeIsRefused() {
    refused(
        all("model: input operator", "as in the design"),
        "cosim",
        "designs/tiny.json",
        "--model",
        MODEL);
  }

  @Test
  void aTruncatedModelIsRefused() throws IOException {
    byte[] bytes = Files.readAllBytes(Path.of(MODEL));
    Path file = folder.resolve("m.safetensors");
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Path output = folder.resolve("y.npy");
    refused(
        all("m.safetensors"),
        "run",
        "--model",
        file.toString(),
        "--input",
        INPUTS,
        "-o",
        output.toString());
    assertThat(output).doesNotExist();
  }

  @Test
  void anInputOfAnotherShapeIsRefused() {
    Path output = folder.resolve("y.npy");
    refused(
        all("labels.npy"),
        "run",
        "--model",
        MODEL,
        "--input",
        "models/fashion/labels.npy",
        "-o",
        output.toString());
    assertThat(output).doesNotExist();
  }

  @Test
  void anOutputFolderThatIsAFileIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    refused(all("a folder to write into"), "generate", "designs/tiny.json", "-o", file.toString());
  }

  @Test
  void aStallOutsideItsRangeIsRefused() {
    refused(all("--stall: 1.5"), "cosim", "designs/tiny.json", "--stall", "1.5");
    refused(all("--vectors: 0"), "cosim", "designs/tiny.json", "--vectors", "0");
  }

  @Test
  void aFrontThatNoToolTakesIsRefusedByThePlan() throws IOException {
    String text = Files.readString(Path.of("designs/tiny.json"));
    Path file = folder.resolve("d.json");
    Files.writeString(file, text.replace("[3, 4]", "[3, 65536]"));
    refused(all("design tiny: inputLanes: 2", "65536 bits"), "plan", file.toString());
  }

  @Test
  void anInputThatIsNotFiniteIsRefused() throws IOException {
    double[] values = new double[112];
    values[5] = Double.NaN;
    Path file = folder.resolve("x.npy");
    Tensor nan = Tensor.of(new int[] {1, 1, 112}, values);
    org.kcpfpga.tensor.Npy.writeFloat32(file, nan);
    refused(
        all("x.npy[0,0,5]: NaN"),
        "run",
        "--model",
        MODEL,
        "--input",
        file.toString(),
        "-o",
        folder + "/y.npy");
  }

  @Test
  void labelsThatAreNoClassesAreRefused() throws IOException {
    double[] values = new double[200];
    values[7] = 10;
    Path file = folder.resolve("l.npy");
    org.kcpfpga.tensor.Npy.writeInt64(file, Tensor.of(new int[] {200}, values));
    refused(
        all("l.npy[7]: 10.0", "0 to 9"),
        "compare",
        "--input",
        INPUTS,
        "--labels",
        file.toString(),
        "--engine",
        "fixed");
  }
}
