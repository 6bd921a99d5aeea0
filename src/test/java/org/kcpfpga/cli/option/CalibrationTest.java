package org.kcpfpga.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.Tools;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.device.DeviceServer;
import org.kcpfpga.link.packet.DeviceModel;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Scales are chosen once, are part of a generated core, and do not change with the neighbours. */
@Tag("slow")
class CalibrationTest extends CommandCalls {
  private static final String DESIGN =
      """
      {"name": "base", "cell": "lstm", "inputLanes": 1, "factors": "rom",
       "input": {"in": [3, 4], "out": [2, 3], "terms": 2, "ranks": [2, 2]},
       "hidden": {"in": [2, 3], "out": [2, 3], "terms": 2, "ranks": [2, 2]}}
      """;

  private static final int STEPS = 7;

  private String design;
  private String model;
  private String all;
  private String one;
  private String core;

  /** Three sequences, of which the first is quiet. */
  @BeforeEach
  void writeFiles() throws IOException {
    Path file = Files.writeString(folder.resolve("d.json"), DESIGN);
    Design read = DesignFile.read(file);
    Path weights = folder.resolve("m.safetensors");
    ModelFile.write(weights, Model.random(read.cell(), read.input(), read.hidden(), 0, 7));
    Tensor inputs = Tensor.zeros(3, STEPS, read.inSize());
    Random random = new Random(5);
    int each = inputs.size() / 3;
    for (int i = 0; i < inputs.size(); i++) {
      inputs.values()[i] = (float) (random.nextDouble() * (i < each ? 0.2 : 3));
    }
    Npy.writeFloat32(folder.resolve("all.npy"), inputs);
    Npy.writeFloat32(folder.resolve("one.npy"), InputFiles.first(inputs, 1));
    design = file.toString();
    model = weights.toString();
    all = folder.resolve("all.npy").toString();
    one = folder.resolve("one.npy").toString();
    core = folder.resolve("core").toString();
  }

  private double[] run(String engine, String input, String... more) {
    Path output = folder.resolve("y.npy");
    String[] usual = {
      "run", "--model", model, "--input", input, "--engine", engine, "-o", output.toString()
    };
    List<String> args = new ArrayList<>(List.of(usual));
    args.addAll(List.of(more));
    assertThat(kcp(args.toArray(String[]::new))).as(err.toString()).isZero();
    return Npy.read(output).values();
  }

  private void generate(String... more) {
    List<String> args = new ArrayList<>(List.of("generate", design, "-o", core));
    args.addAll(List.of(more));
    assertThat(kcp(args.toArray(String[]::new))).as(err.toString()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed", "cycle", "verilator"})
  void aSequenceGivesTheSameAloneAndAmongItsNeighbours(String engine) {
    if (engine.equals("verilator")) {
      Tools.require("verilator");
    }
    generate("--model", model, "--calibrate", all);
    double[] whole = run(engine, all, "--design", design);
    double[] first = Arrays.copyOf(whole, whole.length / 3);
    assertThat(run(engine, one, "--design", design, "--calibrate", all)).isEqualTo(first);
    assertThat(run(engine, one, "--design", core)).isEqualTo(first);
    assertThat(run(engine, one, "--design", core + "/plan.json")).isEqualTo(first);
    assertThat(out.toString()).contains("scales from " + core + "/plan.json");
    assertThat(run(engine, one, "--design", design)).isNotEqualTo(first);
    assertThat(out.toString()).contains("scales from 1 sequence of the input itself");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rom", "loadable"})
  void aBoardIsDrivenWithTheScalesOfItsCore(String factors) throws IOException {
    Files.writeString(Path.of(design), DESIGN.replace("rom", factors));
    generate("--model", model, "--calibrate", all);
    double[] whole = run("fixed", all, "--design", design);
    Deployment deployment =
        InputFiles.deployment(
            DesignFile.read(Path.of(core)), ModelFile.read(Path.of(model)), Npy.read(Path.of(all)));
    try (DeviceServer board = new DeviceServer(new DeviceModel(deployment, 3, new Random(1)))) {
      assertThat(run(board.address(), one, "--design", core))
          .isEqualTo(Arrays.copyOf(whole, whole.length / 3));
      assertThat(kcp("device", board.address(), "--design", core)).as(err.toString()).isZero();
      if (factors.equals("rom")) {
        String[] alone = {
          "run",
          "--model",
          model,
          "--input",
          one,
          "--engine",
          board.address(),
          "--design",
          design,
          "-o",
          folder + "/z.npy"
        };
        refused(all("core: model checksum", "--calibrate", "--design with its folder"), alone);
      }
    }
  }

  @Test
  void anotherModelDoesNotGetTheScalesOfTheFolder() throws IOException {
    generate("--model", model, "--calibrate", all);
    Design read = DesignFile.read(Path.of(design));
    ModelFile.write(Path.of(model), Model.random(read.cell(), read.input(), read.hidden(), 0, 8));
    double[] fresh = run("fixed", all, "--design", design);
    assertThat(run("fixed", all, "--design", core, "--json")).isEqualTo(fresh);
    assertThat(json().get("calibration").asText())
        .contains("3 sequences of the input itself", "plan.json has another model's");
  }

  @Test
  void aCoreWithoutSamplesSaysWhereItsScalesAreFrom() throws IOException {
    generate("--model", model);
    assertThat(out.toString()).contains("scales from 2 sequences of samples of our own, seed 1");
    JsonNode plan = new ObjectMapper().readTree(Files.readString(Path.of(core, "plan.json")));
    assertThat(plan.get("calibration").asText()).startsWith("2 sequences of samples of our own");
    assertThat(plan.has("modelSeed")).isFalse();
    refused(all("--model: missing", "plan.json was generated with"), "board", core);
  }

  @Test
  void aFolderOfRandomFactorsStandsForThemAndTheirScales() throws IOException {
    generate("--seed", "5", "--calibrate", all);
    String before = Files.readString(Path.of(core, "plan.json"));
    String again = folder.resolve("again").toString();
    assertThat(kcp("generate", core, "-o", again, "--json")).isZero();
    assertThat(json().get("seed").asInt()).isEqualTo(5);
    String after = Files.readString(Path.of(again, "plan.json"));
    assertThat(after.replaceAll("\"calibration\" : .*", ""))
        .isEqualTo(before.replaceAll("\"calibration\" : .*", ""));
  }

  @Test
  void aPlanThatWasChangedByHandIsRefusedInOneLine() throws IOException {
    generate("--model", model, "--calibrate", all);
    Path plan = Path.of(core, "plan.json");
    String text = Files.readString(plan);
    String[] run = {
      "run",
      "--model",
      model,
      "--input",
      one,
      "--engine",
      "fixed",
      "--design",
      core,
      "-o",
      folder + "/z.npy"
    };
    Files.writeString(plan, text.replaceFirst("\"bias\" : \\d+", "\"bias\" : 99"));
    refused(all("plan.json: scales.bias: 99"), run);
    Files.writeString(plan, text.replaceFirst("\"bias\" : \\d+", "\"bias\" : \"x\""));
    refused(all("plan.json: scales.bias: \"x\" (expected: a whole number)"), run);
    Files.writeString(plan, text.replaceFirst("\"u\" : \\[[^]]*\\]", "\"u\" : [1]"));
    refused(all("plan.json: scales.inputOperator.u: [1] (expected: 2 numbers"), run);
    Files.writeString(plan, text.replaceFirst("\"planHash\" : \"....", "\"planHash\" : \"0000"));
    refused(all("plan.json: planHash: 0000", "generate the core anew"), run);
  }

  @Test
  void aFolderWithoutPlanIsNoDesign() {
    refused(all("a folder without plan.json"), "plan", folder.toString());
  }

  @Test
  void theDesignThatRunChoosesIsShownAndCanBeWritten() throws IOException {
    run("fixed", all, "--json");
    String shown = json().get("designFile").toString();
    run("fixed", all);
    assertThat(out.toString()).contains("design chosen: inputLanes 2, ", "kcp plan --model");
    Path file = folder.resolve("chosen.json");
    assertThat(kcp("plan", "--model", model, "-o", file.toString())).isZero();
    assertThat(new ObjectMapper().readTree(Files.readString(file)).toString()).isEqualTo(shown);
    double[] chosen = run("cycle", all);
    assertThat(run("cycle", all, "--design", file.toString())).isEqualTo(chosen);
  }

  @Test
  void aComparisonWithoutHardwareShowsNone() throws IOException {
    String[] compare = {"compare", "--model", model, "--input", all, "--engine", "fixed"};
    assertThat(kcp(compare)).isZero();
    assertThat(out.toString()).contains("fixed point").doesNotContain("hardware", "cycles");
    String[] fault = Arrays.copyOf(compare, compare.length + 1);
    fault[compare.length] = "--json";
    assertThat(kcp(fault)).isZero();
    for (String key : List.of("accuracyHardware", "mismatchedValues", "cycles", "counters")) {
      assertThat(json().has(key)).as(key).isFalse();
    }
    fault[compare.length] = "--plant-fault";
    refused(all("--engine: fixed"), fault);
  }
}
