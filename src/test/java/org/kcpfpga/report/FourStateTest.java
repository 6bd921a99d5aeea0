package org.kcpfpga.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.gates.Netlist;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.host.Traffic;
import org.kcpfpga.plan.DesignFile;
import org.kcpfpga.plan.Port;
import org.kcpfpga.plan.TopPorts;

/**
 * A third reader of the Verilog, of four states: from the first edge in reset on no pin is ever
 * unknown, whether registers and memories begin unknown or at random, and every pin is that of the
 * cycle model.
 */
class FourStateTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"tiny, 25, unknown", "tiny, 25, random", "fashion, 2, unknown", "fashion, 2, random"})
  void everyPinIsKnownAndThatOfTheModel(String name, int frames, String start) throws Exception {
    Tools.require("iverilog");
    Deployment deployment =
        RandomDesigns.deployment(DesignFile.read(Path.of("designs", name + ".json")), 4);
    assertThat(mismatches(deployment, frames, start.equals("random"), false)).isEqualTo("0");
  }

  /** Post-synthesis is pre-synthesis, down to single gates. */
  @Test
  void theGatesOfTinyDoWhatTheModelDoes() throws Exception {
    Tools.require("iverilog");
    Tools.require("yosys");
    Deployment deployment =
        RandomDesigns.deployment(DesignFile.read(Path.of("designs/tiny.json")), 4);
    EmittedDesign design = Emitter.emit(deployment.core());
    Netlist gates = Netlist.of(design, folder, Netlist.Depth.GATES);
    int cycles = record(deployment, 25);
    Files.writeString(folder.resolve("bench.v"), bench(design, cycles, List.of()));
    String file = gates.file().getFileName().toString();
    assertThat(Tools.run(folder, List.of("iverilog", "-g2005", "-o", "bench", "bench.v", file)))
        .isBlank();
    assertThat(Tools.run(folder, List.of("vvp", "-n", "bench")).strip()).isEqualTo("0");
  }

  @Test
  void aRegisterThatResetForgetsIsSeen() throws Exception {
    Tools.require("iverilog");
    Deployment deployment =
        RandomDesigns.deployment(DesignFile.read(Path.of("designs/tiny.json")), 4);
    assertThat(mismatches(deployment, 2, false, true)).isNotEqualTo("0");
  }

  private String mismatches(Deployment deployment, int frames, boolean random, boolean plant)
      throws IOException {
    EmittedDesign design = Emitter.emit(deployment.core());
    Emitter.write(design, folder);
    if (plant) {
      forget(design);
    }
    int cycles = record(deployment, frames);
    List<String> starts = random ? new StartValues(design, 7).statements("dut") : List.of();
    Files.writeString(folder.resolve("bench.v"), bench(design, cycles, starts));
    List<String> command = new ArrayList<>(List.of("iverilog", "-g2005", "-o", "bench", "bench.v"));
    command.addAll(design.verilog().keySet());
    assertThat(Tools.run(folder, command)).isBlank();
    return Tools.run(folder, List.of("vvp", "-n", "bench")).strip();
  }

  /** The counter of beats in flight loses its reset. */
  private void forget(EmittedDesign design) throws IOException {
    Path file = folder.resolve("tiny_gearbox.v");
    String text = Files.readString(file);
    String without = text.replaceFirst("if \\(reset\\)", "if (1'b0)");
    assertThat(without).isNotEqualTo(text);
    Files.writeString(file, without);
  }

  /** Writes a line for every cycle: input pins, then output pins, the first pin highest. */
  private int record(Deployment deployment, int frames) throws IOException {
    SplittableRandom r = new SplittableRandom(8);
    ModelRun run =
        ModelRun.of(
            deployment,
            new RandomFrames(deployment, r).whole(frames),
            new Traffic(0.2, 0.2, 9, 500_000));
    List<Port> ports = TopPorts.of(deployment.plan());
    StringBuilder text = new StringBuilder();
    int cycles = 0;
    while (!run.finished()) {
      PinBlock block = run.next();
      for (int cycle = 0; cycle < block.cycles(); cycle++) {
        BigInteger line = pins(ports, true, block.inputs(), cycle, BigInteger.ZERO);
        line = pins(ports, false, block.outputs(), cycle, line);
        text.append(line.toString(16)).append('\n');
      }
      cycles += block.cycles();
    }
    assertThat(run.verdict().wrong()).isZero();
    Files.writeString(folder.resolve("pins.hex"), text);
    return cycles;
  }

  private static BigInteger pins(
      List<Port> all, boolean inputs, int[] words, int cycle, BigInteger line) {
    List<Port> ports = Port.only(all, inputs);
    int at = cycle * ports.stream().mapToInt(Port::words).sum();
    BigInteger packed = line;
    for (Port port : ports) {
      BigInteger value = BigInteger.ZERO;
      for (int word = port.words() - 1; word >= 0; word--) {
        value = value.shiftLeft(32).or(BigInteger.valueOf(words[at + word] & 0xFFFFFFFFL));
      }
      packed = packed.shiftLeft(port.width()).or(value);
      at += port.words();
    }
    return packed;
  }

  private static String bench(EmittedDesign design, int cycles, List<String> starts) {
    List<Port> in = Port.only(design.ports(), true);
    List<Port> out = Port.only(design.ports(), false);
    int inBits = in.stream().mapToInt(Port::width).sum();
    int outBits = out.stream().mapToInt(Port::width).sum();
    StringBuilder text = new StringBuilder("module bench;\n");
    text.append("  reg aclk = 0;\n");
    text.append(
        String.format(
            Locale.ROOT, "  reg [%d:0] pins [0:%d];\n", inBits + outBits - 1, cycles - 1));
    text.append(String.format(Locale.ROOT, "  reg [%d:0] in = 0;\n", inBits - 1));
    text.append(String.format(Locale.ROOT, "  wire [%d:0] out;\n", outBits - 1));
    text.append("  integer t, wrong = 0;\n");
    text.append("  ").append(design.top()).append(" dut (.aclk(aclk)");
    connect(text, in, "in", inBits);
    connect(text, out, "out", outBits);
    text.append(");\n  initial begin\n    $readmemh(\"pins.hex\", pins);\n");
    starts.forEach(line -> text.append("    ").append(line).append('\n'));
    text.append("    #5 aclk = 1; #5 aclk = 0;\n");
    text.append(String.format(Locale.ROOT, "    for (t = 0; t < %d; t = t + 1) begin\n", cycles));
    text.append(
        String.format(Locale.ROOT, "      in = pins[t][%d:%d];\n", inBits + outBits - 1, outBits));
    text.append("      #4;\n");
    text.append(
        String.format(
            Locale.ROOT, "      if (out !== pins[t][%d:0]) wrong = wrong + 1;\n", outBits - 1));
    text.append("      #1 aclk = 1; #5 aclk = 0;\n    end\n");
    text.append("    $display(\"%0d\", wrong);\n    $finish(0);\n  end\nendmodule\n");
    return text.toString();
  }

  private static void connect(StringBuilder text, List<Port> ports, String bus, int bits) {
    int high = bits - 1;
    for (Port port : ports) {
      text.append(
          String.format(
              Locale.ROOT, ", .%s(%s[%d:%d])", port.name(), bus, high, high - port.width() + 1));
      high -= port.width();
    }
  }
}
