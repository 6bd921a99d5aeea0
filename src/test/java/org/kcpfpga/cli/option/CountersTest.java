package org.kcpfpga.cli.option;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

/** Counters narrower than a run is long give its totals, or nothing, and never another number. */
class CountersTest extends CommandCalls {
  private static final String DESIGN =
      """
      {"name": "busy", "cell": "lstm", "inputLanes": 1,
       "input": {"in": [3, 4], "out": [2, 3], "terms": 2, "ranks": [2, 2]},
       "hidden": {"in": [2, 3], "out": [2, 3], "terms": 2, "ranks": [2, 2]},
       "counters": {"events": EVENTS, "saturations": CLIPS}}
      """;

  private static final int SEQUENCES = 3;
  private static final int STEPS = 100;

  private Path inputs;
  private Path model;

  @BeforeEach
  void writeInputs() {
    Tensor x = Tensor.zeros(SEQUENCES, STEPS, 12);
    Random random = new Random(3);
    for (int i = 0; i < x.size(); i++) {
      x.values()[i] = random.nextFloat();
    }
    inputs = folder.resolve("x.npy");
    Npy.writeFloat32(inputs, x);
    model = folder.resolve("m.safetensors");
  }

  private Path design(int events, int clips) throws IOException {
    String text = DESIGN.replace("EVENTS", "" + events).replace("CLIPS", "" + clips);
    Path file = Files.writeString(folder.resolve("d" + events + "_" + clips + ".json"), text);
    Design read = DesignFile.read(file);
    ModelFile.write(model, Model.random(read.cell(), read.input(), read.hidden(), 0, 7));
    return file;
  }

  private String[] run(Path design, String engine, String... more) {
    String[] args = {
      "run",
      "--model",
      "" + model,
      "--input",
      "" + inputs,
      "--design",
      "" + design,
      "--engine",
      engine,
      "-o",
      folder + "/y.npy"
    };
    String[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }

  private JsonNode onBoard(Path design, int word) throws IOException {
    try (DeviceServer board = board(design)) {
      assertThat(kcp(run(design, board.address(), "--json"))).as(err.toString()).isZero();
      JsonNode run = json();
      assertThat(kcp("device", board.address(), "--design", "" + design)).isZero();
      assertThat(out.toString())
          .contains("steps             " + (SEQUENCES * STEPS & word), "eventsModulo");
      return run;
    }
  }

  private DeviceServer board(Path design) {
    Deployment deployment =
        InputFiles.deployment(DesignFile.read(design), ModelFile.read(model), Npy.read(inputs));
    return new DeviceServer(new DeviceModel(deployment, 3, new Random(1)));
  }

  @Test
  void aBoardsBusyCyclesAreThoseOfAWideCounter() throws IOException {
    long wide = onBoard(design(32, 32), -1).get("cycles").asLong();
    assertThat(wide).isGreaterThan(1 << 12);
    for (int events : new int[] {8, 9, 12, 16, 24, 31}) {
      JsonNode narrow = onBoard(design(events, 8), (1 << events) - 1);
      assertThat(narrow.get("cycles").asLong()).as(events + " bits").isEqualTo(wide);
    }
  }

  @Test
  void whereACounterMayHaveWrappedUnseenNoNumberIsShown() throws IOException {
    Path narrow = design(7, 8);
    assertThat(onBoard(narrow, 127).get("cycles").isNull()).isTrue();
    try (DeviceServer board = board(narrow)) {
      assertThat(kcp(run(narrow, board.address()))).isZero();
      assertThat(out.toString()).contains("busy cycles unknown");
    }
    String[] compare = {
      "compare",
      "--model",
      "" + model,
      "--input",
      "" + inputs,
      "--design",
      "" + narrow,
      "--engine",
      "cycle",
      "--json"
    };
    assertThat(kcp(compare)).isZero();
    JsonNode counters = json().get("counters");
    assertThat(counters.get("steps").asInt()).isEqualTo(SEQUENCES * STEPS);
    for (String wrapped : new String[] {"busy", "starved", "stalled", "dropped"}) {
      assertThat(counters.get(wrapped).isNull()).as(wrapped).isTrue();
    }
    assertThat(json().get("cycles").asLong()).isGreaterThan(1000);
  }

  @Test
  void aRunTellsStartUpFromTheInterval() throws IOException {
    Path design = design(32, 32);
    assertThat(kcp(run(design, "cycle", "--json"))).isZero();
    JsonNode run = json();
    long steps = SEQUENCES * STEPS;
    long rest = run.get("cycles").asLong() - run.get("firstStep").asLong();
    assertThat(run.get("interval").asLong()).isCloseTo(rest / steps, Offset.offset(1L));
    Npy.writeFloat32(
        inputs, InputFiles.first(Npy.read(inputs).reshape(SEQUENCES * STEPS, 1, 12), 1));
    assertThat(kcp(run(design, "cycle", "--json"))).isZero();
    assertThat(json().get("interval").isNull()).isTrue();
    long latency = kcpLatency(design);
    assertThat(kcp(run(design, "cycle"))).isZero();
    assertThat(out.toString()).contains("the first step " + latency + ", too few steps");
  }

  private long kcpLatency(Path design) throws IOException {
    assertThat(kcp("plan", "" + design, "--json")).isZero();
    return json().get("latency").asLong();
  }

  @Test
  void aSaturationCounterAtItsEndSaysAtLeast() throws IOException {
    Path design = design(32, 4);
    Tensor quiet = Npy.read(inputs);
    // calibration sees one element of each vector, the run all twelve
    for (int i = 0; i < quiet.size(); i++) {
      quiet.values()[i] = i % 12 == 0 ? quiet.values()[i] / 64 : 0;
    }
    Path samples = folder.resolve("quiet.npy");
    Npy.writeFloat32(samples, quiet);
    assertThat(kcp(run(design, "cycle", "--calibrate", "" + samples, "--json"))).isZero();
    assertThat(json().get("saturationsAtLeast").asBoolean()).isTrue();
    String[] compare = {
      "compare",
      "--model",
      "" + model,
      "--input",
      "" + inputs,
      "--design",
      "" + design,
      "--engine",
      "cycle",
      "--calibrate",
      "" + samples
    };
    assertThat(kcp(compare)).isZero();
    // two stages clip more than the 15 that a counter holds
    assertThat(out.toString()).contains("at least 30");
  }
}
