package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.kcpfpga.Tools;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.plan.boundary.Port;

/** A core in Icarus Verilog, which knows unknown values, on pins that a model has shown. */
final class FourStateBench {
  private final EmittedDesign design;
  private final Path folder;
  private final List<String> starts = new ArrayList<>();
  private final List<String> resets = new ArrayList<>();
  private int cycles;

  /** {@code folder} takes the bench; the core's files are there. */
  FourStateBench(EmittedDesign design, Path folder) {
    this.design = design;
    this.folder = folder;
  }

  /** Statements before the first edge, such as what registers and memories hold. */
  FourStateBench starting(List<String> statements) {
    starts.addAll(statements);
    return this;
  }

  /** Statements before every edge in reset. */
  FourStateBench resetting(List<String> statements) {
    resets.addAll(statements);
    return this;
  }

  /** Writes a line for every cycle: input pins, then output pins, the first pin highest. */
  FourStateBench pins(List<PinBlock> blocks) throws IOException {
    StringBuilder text = new StringBuilder();
    for (PinBlock block : blocks) {
      for (int cycle = 0; cycle < block.cycles(); cycle++) {
        BigInteger line = pins(design.ports(), true, block.inputs(), cycle, BigInteger.ZERO);
        line = pins(design.ports(), false, block.outputs(), cycle, line);
        text.append(line.toString(16)).append('\n');
      }
      cycles += block.cycles();
    }
    Files.writeString(folder.resolve("pins.hex"), text);
    return this;
  }

  /** In how many cycles a pin is unknown or not that of the model, with these files as the core. */
  String mismatches(Collection<String> files) throws IOException {
    Files.writeString(folder.resolve("bench.v"), text());
    List<String> command =
        new ArrayList<>(List.of("iverilog", "-g2005", "-DKCP_POISON", "-o", "bench", "bench.v"));
    command.addAll(files);
    assertThat(Tools.run(folder, command)).isBlank();
    return Tools.run(folder, List.of("vvp", "-n", "bench")).strip();
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

  private String text() {
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
    lines(text, starts);
    text.append("    #5 aclk = 1; #5 aclk = 0;\n");
    text.append(String.format(Locale.ROOT, "    for (t = 0; t < %d; t = t + 1) begin\n", cycles));
    text.append(
        String.format(Locale.ROOT, "      in = pins[t][%d:%d];\n", inBits + outBits - 1, outBits));
    text.append("      #4;\n");
    String expected = String.format(Locale.ROOT, "pins[t][%d:0]", outBits - 1);
    text.append("      if (out !== ").append(expected).append(") begin\n");
    text.append("        if (wrong == 0) $display(\"cycle %0d: %b (expected: %b)\", t, out, ");
    text.append(expected).append(");\n        wrong = wrong + 1;\n      end\n");
    text.append(String.format(Locale.ROOT, "      if (!in[%d]) forget;\n", bit(in, "aresetn")));
    text.append("      #1 aclk = 1; #5 aclk = 0;\n    end\n");
    text.append("    $display(\"%0d\", wrong);\n    $finish(0);\n  end\n");
    text.append("  task forget;\n    begin\n");
    lines(text, resets);
    text.append("    end\n  endtask\nendmodule\n");
    return text.toString();
  }

  private static void lines(StringBuilder text, List<String> statements) {
    statements.forEach(line -> text.append("      ").append(line).append('\n'));
  }

  /** The place of a pin of one bit in all of them, the first highest. */
  private static int bit(List<Port> ports, String name) {
    int place = ports.stream().mapToInt(Port::width).sum();
    for (Port port : ports) {
      place -= port.width();
      if (port.name().equals(name)) {
        return place;
      }
    }
    throw new IllegalArgumentException(name);
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
