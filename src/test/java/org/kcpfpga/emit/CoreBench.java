package org.kcpfpga.emit;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.Tools;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.TopPorts;

/** Runs a whole core in iverilog: frames in, values and registers out. */
final class CoreBench {
  private static final int GAP_BITS = 8;

  /**
   * A bus beat.
   *
   * @param gap cycles that it comes late
   * @param last tlast
   * @param user tuser
   * @param elements B activations
   */
  record Beat(int gap, boolean last, int user, int[] elements) {}

  /**
   * An output beat.
   *
   * @param cycle of its delivery, 0 being the first in which the core takes input
   * @param values q of them
   * @param last tlast
   */
  record Delivery(long cycle, int[] values, boolean last) {}

  /**
   * What a run gave.
   *
   * @param deliveries all output beats
   * @param registers by the order of {@link RegisterMap#of}
   */
  record Result(List<Delivery> deliveries, List<Long> registers) {}

  private final Core core;
  private final StreamPlan stream;
  private final Path folder;
  private final int inSlot;
  private final int outSlot;

  CoreBench(Core core, Path folder) {
    this.core = core;
    this.stream = core.plan().pipeline().stream();
    this.folder = folder;
    this.inSlot = TopPorts.slotBits(stream.elementBits());
    this.outSlot = inSlot;
  }

  /**
   * Sends all beats and waits until no output came for long.
   *
   * @param stall percent of the cycles in which no output is taken
   */
  Result run(List<Beat> beats, int stall) throws IOException {
    EmittedDesign design = Emitter.emit(core);
    Emitter.write(design, folder);
    Files.write(
        folder.resolve("stimulus.mem"), beats.stream().map(b -> word(b).toString(16)).toList());
    Files.writeString(folder.resolve("bench.v"), bench(design.top(), beats.size(), stall));
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
    List<Delivery> deliveries = new ArrayList<>();
    List<Long> registers = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "out" ->
            deliveries.add(
                new Delivery(
                    Long.parseLong(words[1]),
                    values(new BigInteger(words[2], 16)),
                    words[3].equals("1")));
        case "reg" -> registers.add(Long.parseLong(words[1], 16));
        default -> throw new IllegalStateException(line);
      }
    }
    return new Result(deliveries, registers);
  }

  private int[] values(BigInteger word) {
    int[] values = new int[core.plan().design().lanes().output()];
    for (int i = 0; i < values.length; i++) {
      int raw = word.shiftRight(i * outSlot).intValue();
      values[i] = raw << (32 - outSlot) >> (32 - outSlot);
    }
    return values;
  }

  private int dataBits() {
    return stream.busLanes() * inSlot;
  }

  private BigInteger word(Beat beat) {
    BigInteger word = BigInteger.valueOf(beat.gap());
    word = word.shiftLeft(1).or(BigInteger.valueOf(beat.last() ? 1 : 0));
    word = word.shiftLeft(stream.userBits()).or(BigInteger.valueOf(beat.user()));
    for (int lane = stream.busLanes() - 1; lane >= 0; lane--) {
      BigInteger element = BigInteger.valueOf(beat.elements()[lane]);
      word = word.shiftLeft(inSlot).or(element.mod(BigInteger.ONE.shiftLeft(inSlot)));
    }
    return word;
  }

  private String bench(String top, int beats, int stall) {
    int user = dataBits();
    int last = user + stream.userBits();
    StringBuilder reads = new StringBuilder();
    for (RegisterMap.Register register : RegisterMap.of(core.plan())) {
      reads.append("    read(").append(register.address()).append(");\n");
    }
    return TEXT.replace("@TOP", top)
        .replace("@BEATS", Integer.toString(beats))
        .replace("@WIDTH", Integer.toString(last + 1 + GAP_BITS))
        .replace("@DATA", (dataBits() - 1) + ":0")
        .replace("@USER", (last - 1) + ":" + user)
        .replace("@LAST", Integer.toString(last))
        .replace("@GAP", (last + GAP_BITS) + ":" + (last + 1))
        .replace("@OUT", Integer.toString(core.plan().design().lanes().output() * outSlot))
        .replace("@STALL", Integer.toString(stall))
        .replace("@READS", reads);
  }

  /** Signals change at the falling edge and are looked at at the rising one. */
  private static final String TEXT =
      """
      module bench;
        reg clk = 0, aresetn = 0, ready = 0, arvalid = 0;
        reg [@WIDTH-1:0] words [0:@BEATS-1];
        reg [@WIDTH-1:0] word;
        reg [11:0] araddr = 0;
        reg valid = 0;
        wire tready, mvalid, mlast, rvalid;
        wire [@OUT-1:0] mdata;
        wire [31:0] rdata;
        integer index = 0, gap = 0, cycle = -1, quiet = 0;

        @TOP dut (
          .aclk(clk), .aresetn(aresetn), .s_axis_tvalid(valid), .s_axis_tdata(word[@DATA]),
          .s_axis_tlast(word[@LAST]), .s_axis_tuser(word[@USER]), .s_axis_tready(tready),
          .m_axis_tready(ready), .m_axis_tvalid(mvalid), .m_axis_tdata(mdata), .m_axis_tlast(mlast),
          .s_axil_awaddr(12'd0), .s_axil_awvalid(1'b0), .s_axil_wdata(32'd0), .s_axil_wstrb(4'd0),
          .s_axil_wvalid(1'b0), .s_axil_bready(1'b1), .s_axil_araddr(araddr),
          .s_axil_arvalid(arvalid), .s_axil_rready(1'b1), .s_axil_awready(), .s_axil_wready(),
          .s_axil_bresp(), .s_axil_bvalid(), .s_axil_arready(), .s_axil_rdata(rdata),
          .s_axil_rresp(), .s_axil_rvalid(rvalid));

        always #5 clk = ~clk;

        always @(negedge clk) if (aresetn) begin
          valid = index < @BEATS && gap == 0;
          word = words[index < @BEATS ? index : 0];
          ready = $unsigned($random) % 100 >= @STALL;
        end

        always @(posedge clk) if (aresetn) begin
          cycle <= cycle + 1;
          quiet <= index < @BEATS || mvalid ? 0 : quiet + 1;
          if (valid && tready) begin
            index = index + 1;
            gap = index < @BEATS ? words[index] >> (@LAST + 1) : 0;
          end else if (gap > 0) gap = gap - 1;
          if (mvalid && ready) $display("out %0d %h %b", cycle, mdata, mlast);
        end

        task read(input [11:0] address);
          begin
            @(negedge clk) araddr = address; arvalid = 1;
            while (!rvalid) @(negedge clk);
            $display("reg %h", rdata);
            arvalid = 0;
            @(negedge clk);
            @(negedge clk);
          end
        endtask

        initial begin
          $readmemh("stimulus.mem", words);
          gap = words[0] >> (@LAST + 1);
          word = words[0];
          repeat (4) @(negedge clk);
          aresetn = 1;
          wait (quiet > 4000);
      @READS    $finish(0);
        end
      endmodule
      """;
}
