package org.kcpfpga.emit;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kcpfpga.Tools;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.TopPorts;

/** Runs a whole core in iverilog, one access or frame after the other. */
final class RegisterBench {
  static final int OKAY = 0;
  static final int SLVERR = 2;

  /** What an access answered; {@code data} 0 of a write. */
  record Answer(int status, int data) {}

  /** Answers in the order of the accesses, and all values that came out. */
  record Result(List<Answer> answers, List<Integer> values) {}

  private final Core core;
  private final StreamPlan stream;
  private final int slot;
  private final StringBuilder script = new StringBuilder();

  RegisterBench(Core core) {
    this.core = core;
    this.stream = core.plan().pipeline().stream();
    this.slot = TopPorts.slotBits(stream.elementBits());
  }

  /** Writes all bytes of a register. */
  void write(int address, int data) {
    write(address, data, 15);
  }

  void write(int address, int data, int strobes) {
    add("write(12'd%d, 32'h%x, 4'd%d);", address, data, strobes);
  }

  void read(int address) {
    add("read(12'd%d);", address);
  }

  /** Sends a frame, beat by beat. */
  void frame(int[] x, boolean start, int sequence) {
    for (int beat = 0; beat < stream.beats(); beat++) {
      beat(x, beat, start, sequence);
    }
  }

  /** Sends one beat of a frame. */
  void beat(int[] x, int beat, boolean start, int sequence) {
    BigInteger word = BigInteger.ZERO;
    for (int lane = stream.busLanes() - 1; lane >= 0; lane--) {
      BigInteger element = BigInteger.valueOf(x[beat * stream.busLanes() + lane]);
      word = word.shiftLeft(slot).or(element.mod(BigInteger.ONE.shiftLeft(slot)));
    }
    int last = beat == stream.beats() - 1 ? 1 : 0;
    int user = (start ? 1 : 0) | sequence << 1;
    int width = stream.busLanes() * slot;
    add("beat(%d'h%s, 1'b%d, %d'd%d);", width, word.toString(16), last, stream.userBits(), user);
  }

  /** Waits until so many steps came out, and all that they lead to has ended. */
  void await(int steps) {
    int beats = core.plan().design().hiddenSize() / core.plan().design().lanes().output();
    add("while (delivered < %d) @(negedge clk);", steps * beats);
    idle(2000);
  }

  void idle(int cycles) {
    add("repeat (%d) @(negedge clk);", cycles);
  }

  /** Pulls aresetn low for one edge. */
  void reset() {
    add("@(negedge clk) aresetn = 0; @(negedge clk) aresetn = 1;");
    idle(2);
  }

  private void add(String format, Object... values) {
    script.append("    ").append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  Result run(Path folder) throws IOException {
    EmittedDesign design = Emitter.emit(core);
    Emitter.write(design, folder);
    Files.writeString(folder.resolve("bench.v"), bench(design.top()));
    List<String> command =
        new ArrayList<>(List.of("iverilog", "-g2005", "-DKCP_POISON", "-o", "bench", "bench.v"));
    command.addAll(design.verilog().keySet());
    String built = Tools.run(folder, command);
    if (!built.isBlank()) {
      throw new IllegalStateException(built);
    }
    return parse(Tools.run(folder, List.of("vvp", "-n", "bench")));
  }

  private Result parse(String text) {
    List<Answer> answers = new ArrayList<>();
    List<Integer> values = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "write" -> answers.add(new Answer(Integer.parseInt(words[1]), 0));
        case "read" ->
            answers.add(
                new Answer(Integer.parseInt(words[1]), Integer.parseUnsignedInt(words[2], 16)));
        case "out" -> values(new BigInteger(words[1], 16), values);
        default -> throw new IllegalStateException(line);
      }
    }
    return new Result(answers, values);
  }

  private void values(BigInteger word, List<Integer> values) {
    for (int lane = 0; lane < core.plan().design().lanes().output(); lane++) {
      int raw = word.shiftRight(lane * slot).intValue();
      values.add(raw << (32 - slot) >> (32 - slot));
    }
  }

  private String bench(String top) {
    return TEXT.replace("@TOP", top)
        .replace("@DATA", Integer.toString(stream.busLanes() * slot))
        .replace("@USER", Integer.toString(stream.userBits()))
        .replace("@OUT", Integer.toString(core.plan().design().lanes().output() * slot))
        .replace("@SCRIPT", script);
  }

  /** Signals change at the falling edge and are looked at at the rising one. */
  private static final String TEXT =
      """
      module bench;
        reg clk = 0, aresetn = 0, valid = 0, last = 0;
        reg [@DATA-1:0] data = 0;
        reg [@USER-1:0] user = 0;
        reg [11:0] awaddr = 0, araddr = 0;
        reg [31:0] wdata = 0;
        reg [3:0] wstrb = 0;
        reg wvalid = 0, arvalid = 0;
        wire tready, mvalid, mlast, wready, bvalid, arready, rvalid;
        wire [1:0] bresp, rresp;
        wire [@OUT-1:0] mdata;
        wire [31:0] rdata;
        integer delivered = 0, cycle = 0;

        @TOP dut (
          .aclk(clk), .aresetn(aresetn), .s_axis_tvalid(valid), .s_axis_tdata(data),
          .s_axis_tlast(last), .s_axis_tuser(user), .s_axis_tready(tready),
          .m_axis_tready(1'b1), .m_axis_tvalid(mvalid), .m_axis_tdata(mdata), .m_axis_tlast(mlast),
          .s_axil_awaddr(awaddr), .s_axil_awvalid(wvalid), .s_axil_wdata(wdata),
          .s_axil_wstrb(wstrb), .s_axil_wvalid(wvalid), .s_axil_bready(1'b1),
          .s_axil_araddr(araddr), .s_axil_arvalid(arvalid), .s_axil_rready(1'b1),
          .s_axil_awready(), .s_axil_wready(wready), .s_axil_bresp(bresp), .s_axil_bvalid(bvalid),
          .s_axil_arready(arready), .s_axil_rdata(rdata), .s_axil_rresp(rresp),
          .s_axil_rvalid(rvalid));

        always #5 clk = ~clk;

        always @(posedge clk) begin
          cycle <= cycle + 1;
          if (cycle == 2000000) begin
            $display("timeout");
            $finish(0);
          end
          if (aresetn && mvalid) begin
            delivered = delivered + 1;
            $display("out %h", mdata);
          end
        end

        task write(input [11:0] address, input [31:0] word, input [3:0] strobes);
          begin
            @(negedge clk) awaddr = address; wdata = word; wstrb = strobes; wvalid = 1;
            while (!wready) @(negedge clk);
            @(negedge clk) wvalid = 0;
            while (!bvalid) @(negedge clk);
            $display("write %0d", bresp);
            @(negedge clk);
          end
        endtask

        task read(input [11:0] address);
          begin
            @(negedge clk) araddr = address; arvalid = 1;
            while (!arready) @(negedge clk);
            @(negedge clk) arvalid = 0;
            while (!rvalid) @(negedge clk);
            $display("read %0d %h", rresp, rdata);
            @(negedge clk);
          end
        endtask

        task beat(input [@DATA-1:0] word, input ends, input [@USER-1:0] flags);
          begin
            @(negedge clk) data = word; last = ends; user = flags; valid = 1;
            @(posedge clk) while (!tready) @(posedge clk);
            @(negedge clk) valid = 0;
          end
        endtask

        initial begin
          repeat (4) @(negedge clk);
          aresetn = 1;
          repeat (4) @(negedge clk);
      @SCRIPT    $finish(0);
        end
      endmodule
      """;
}
