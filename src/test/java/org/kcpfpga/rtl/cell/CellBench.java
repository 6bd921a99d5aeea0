package org.kcpfpga.rtl.cell;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kcpfpga.Tools;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.hdl.verilog.Verilog;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.rnn.CellDefinition.Activation;

/** Runs the cell alone, with a bank around it, in iverilog. */
final class CellBench {
  /**
   * An element of a step.
   *
   * @param gap cycles that its sums are late
   */
  record Element(int gap, boolean start, int sequence, long[] x, long[] u) {}

  private final Core core;
  private final CellPlan plan;
  private final MultiplierBank bank;
  private final Path folder;

  CellBench(Core core, Path folder) {
    this.core = core;
    this.plan = core.pipeline().cell();
    this.bank = core.pipeline().bankOf(CellPlan.NAME);
    this.folder = folder;
  }

  /** What the bench printed, a line for each push and one for the clips. */
  List<String> run(List<Element> elements) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("iverilog", "-g2005", "-DKCP_POISON", "-o", "bench", "b.v"));
    for (var file : Verilog.emit(() -> new Cell(core)).entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
      command.add(file.getKey());
    }
    images();
    List<BigInteger> words = elements.stream().map(this::word).toList();
    write("stimulus.mem", words);
    Files.writeString(folder.resolve("b.v"), text(elements.size()));
    String built = Tools.run(folder, command);
    if (!built.isBlank()) {
      throw new IllegalStateException(built);
    }
    return Tools.run(folder, List.of("vvp", "-n", "bench")).lines().toList();
  }

  private void images() throws IOException {
    int latent = core.bits().latent();
    int size = plan.size();
    List<BigInteger> bias = new ArrayList<>();
    for (int e = 0; e < size; e++) {
      long[] entries = new long[plan.biases()];
      for (int gate = 0; gate < plan.gates(); gate++) {
        entries[gate] = core.model().bias()[gate * size + e];
      }
      if (plan.biases() > plan.gates()) {
        entries[plan.gates()] = core.model().hiddenBias()[e];
      }
      bias.add(pack(entries, latent));
    }
    write(core.module("bias") + ".mem", bias);
    for (Activation function : plan.kind().definition().functions()) {
      table(function.label(), ActivationTable.of(function, latent));
    }
  }

  private void table(String name, ActivationTable table) throws IOException {
    int latent = core.bits().latent();
    List<BigInteger> words = new ArrayList<>();
    for (int i = 0; i < table.base().length; i++) {
      BigInteger slope =
          pack(new long[] {table.slope()[i]}, ActivationTable.slopeBits(latent)).shiftLeft(latent);
      words.add(slope.or(pack(new long[] {table.base()[i]}, latent)));
    }
    write(core.module(name) + ".mem", words);
  }

  private void write(String name, List<BigInteger> words) throws IOException {
    Files.write(folder.resolve(name), words.stream().map(word -> word.toString(16)).toList());
  }

  private static BigInteger pack(long[] values, int bits) {
    BigInteger word = BigInteger.ZERO;
    for (int i = 0; i < values.length; i++) {
      BigInteger value = BigInteger.valueOf(values[i]).mod(BigInteger.ONE.shiftLeft(bits));
      word = word.or(value.shiftLeft(i * bits));
    }
    return word;
  }

  private int inputBits() {
    return plan.gates() * plan.inputSumBits() + core.pipeline().stream().stepFlags();
  }

  private int slotBits() {
    return Math.max(1, core.pipeline().stream().slotBits());
  }

  private int hiddenBits() {
    return plan.gates() * plan.hiddenSumBits();
  }

  /** Input data, hidden data, wait. */
  private BigInteger word(Element e) {
    long flags = (e.start() ? 1 : 0) | (long) e.sequence() << 1;
    BigInteger input =
        pack(e.x(), plan.inputSumBits())
            .or(BigInteger.valueOf(flags).shiftLeft(plan.gates() * plan.inputSumBits()));
    BigInteger hidden = hiddenBits() == 0 ? BigInteger.ZERO : pack(e.u(), plan.hiddenSumBits());
    return BigInteger.valueOf(e.gap())
        .shiftLeft(inputBits() + hiddenBits())
        .or(hidden.shiftLeft(inputBits()))
        .or(input);
  }

  private String text(int elements) {
    boolean recurrent = hiddenBits() > 0;
    int data = inputBits() + hiddenBits();
    List<String> ports =
        new ArrayList<>(
            List.of(
                String.format(
                    Locale.ROOT,
                    "clock(clk), .reset(rst), .input_valid(valid), .input_data(word[%d:0])",
                    inputBits() - 1),
                ".output_credit(taken), .pop(pop), .push(push), .value(value), .last(last)",
                ".hidden_clips(hidden_clips)"));
    if (recurrent) {
      ports.add(".hidden_valid(valid), .hidden_credit(credit), .pre_clips(pre_clips)");
      ports.add(String.format(Locale.ROOT, ".hidden_data(word[%d:%d])", data - 1, inputBits()));
      ports.add(".hidden_write(1'b0)");
    }
    if (plan.stateBits() > 0) {
      ports.add(".state_write(1'b0), .state_capture(1'b0)");
    }
    if (plan.kind().definition().roundsState()) {
      ports.add(".state_clips(state_clips)");
    }
    if (plan.passes() > 1) {
      ports.add(".delivers(delivers)");
    }
    if (plan.sequences() > 1) {
      ports.add(".slot(slot)");
    }
    if (bank != null) {
      ports.add(".bank_claims(claims), .bank_use(use_)");
      ports.add(".bank_tokens(tokens), .bank_factors(factors), .bank_products(products)");
    }
    String lanes = bank == null ? "" : lanes();
    return Arrays.stream(BENCH.split("\n"))
        .map(line -> line.replace("@LANES", lanes))
        .map(line -> line.replace("@PORTS", "." + String.join(",\n    ", ports)))
        .map(line -> line.replace("@CELL", core.module("cell")))
        .map(line -> line.replace("@WORD", Integer.toString(data + 8)))
        .map(line -> line.replace("@DATA", Integer.toString(data)))
        .map(line -> line.replace("@ELEMENTS", Integer.toString(elements)))
        .map(line -> line.replace("@SLOT", Integer.toString(slotBits())))
        .map(line -> line.replace("@PRE", Integer.toString(countBits(plan.biases()))))
        .map(line -> line.replace("@DELIVERS", plan.passes() == 1 ? " = push" : ""))
        .map(line -> line.replace("@BITS", Integer.toString(core.bits().activation())))
        .reduce("", (all, line) -> all + line + "\n");
  }

  /** Bits of a count of so many flags. */
  private static int countBits(int flags) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(flags);
  }

  /** Operands that nobody uses give undefined products. */
  private String lanes() {
    int count = plan.multipliers();
    StringBuilder text = new StringBuilder();
    int t = bank.tokenBits();
    int f = bank.factorBits();
    int p = bank.productBits();
    text.append("wire claims, use_;\nreg claimed = 0;\n");
    text.append(String.format(Locale.ROOT, "wire [%d:0] tokens;\n", count * t - 1));
    text.append(String.format(Locale.ROOT, "wire [%d:0] factors;\n", count * f - 1));
    text.append(String.format(Locale.ROOT, "reg [%d:0] products;\n", count * p - 1));
    for (int i = 0; i < count; i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "wire signed [%d:0] p%d = $signed(tokens[%d +: %d]) * $signed(factors[%d +: %d]);\n",
              p - 1,
              i,
              i * t,
              t,
              i * f,
              f));
    }
    text.append("always @(posedge clk) begin claimed <= claims;\n");
    text.append("if (!rst && cycle > 9 && claimed !== use_) $display(\"claim\");\n");
    for (int i = 0; i < count; i++) {
      text.append(
          String.format(
              Locale.ROOT, "products[%d +: %d] <= use_ ? p%d : {%d{1'bx}};\n", i * p, p, i, p));
    }
    return text.append("end").toString();
  }

  private static final String BENCH =
      """
      module b;
      reg clk = 0, rst = 1;
      reg [31:0] cycle = 0, index = 0, waited = 0, pre = 0, state = 0, hidden = 0, idle = 0;
      reg [@WORD-1:0] words [0:@ELEMENTS-1];
      wire [@WORD-1:0] word = words[index < @ELEMENTS ? index : 0];
      wire valid = cycle > 9 && index < @ELEMENTS && waited >= word[@WORD-1:@DATA];
      wire pop, push, last;
      wire [@BITS-1:0] value;
      wire [@SLOT-1:0] slot;
      wire [@PRE-1:0] pre_clips;
      wire state_clips, hidden_clips;
      wire delivers@DELIVERS;
      reg credit = 0, taken = 0;
      initial $readmemh("stimulus.mem", words);
      always #1 clk = !clk;
      @LANES
      always @(posedge clk) begin
        cycle <= cycle + 1;
        rst <= cycle < 5;
        credit <= push;
        taken <= delivers;
        if (pop === 1) begin
          $display("pop %0d", cycle);
          index <= index + 1;
          waited <= 0;
        end else waited <= waited + 1;
        if (!rst && push === 1) $display("%0s %0d %0d %0d %0d", delivers ? "push" : "back", cycle,
                                         $signed(value), last, slot);
        if (cycle > 9) begin
          pre <= pre + pre_clips;
          state <= state + state_clips;
          hidden <= hidden + hidden_clips;
        end
        idle <= index == @ELEMENTS ? idle + 1 : 0;
        if (idle == 100) begin
          $display("clips %0d %0d %0d", pre, state, hidden);
          $finish(0);
        end
        if (cycle == 200000) begin $display("timeout"); $finish(0); end
      end
      @CELL dut (@PORTS);
      endmodule
      """;
}
