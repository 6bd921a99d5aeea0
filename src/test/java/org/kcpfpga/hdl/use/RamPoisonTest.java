package org.kcpfpga.hdl.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.Tools;
import org.kcpfpga.hdl.verilog.Verilog;

/** A read of the address that is being written: the old word, but wrong where that is asked for. */
@Tag("slow")
class RamPoisonTest {
  private static final String BENCH =
      """
      module bench;
        reg clk = 0, we = 1, re = 0;
        reg [7:0] wdata = 8'h05;
        wire [7:0] q;
        kcp_ram #(.WIDTH(8), .DEPTH(4), .ADDR(2), .BLOCK(%s)) ram (
          .clk(clk), .we(we), .waddr(2'd1), .wdata(wdata), .re(re), .raddr(2'd1), .q(q));
        initial begin
          #1 clk = 1; #1 clk = 0; wdata = 8'h09; re = 1;
          #1 clk = 1; #1 $display("%%h", q);
        end
      endmodule
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "0, '', 05",
    "1, '', 05",
    "0, KCP_POISON, fa",
    "1, KCP_POISON, fa",
    "0, KCP_POISON SYNTHESIS, 05",
    "1, KCP_POISON SYNTHESIS, 05"
  })
  void isAnOptionOfSimulation(String block, String defined, String read) throws Exception {
    Tools.require("iverilog");
    Files.writeString(folder.resolve("kcp_ram.v"), Verilog.handWritten("kcp_ram.v"));
    Files.writeString(folder.resolve("bench.v"), BENCH.replace("%s", block).replace("%%", "%"));
    List<String> compile = new ArrayList<>(List.of("iverilog", "-g2005", "-o", "sim"));
    for (String name : defined.isEmpty() ? new String[0] : defined.split(" ")) {
      compile.add("-D" + name);
    }
    compile.addAll(List.of("bench.v", "kcp_ram.v"));
    assertThat(Tools.run(folder, compile)).isBlank();
    assertThat(Tools.run(folder, List.of("vvp", "-n", "sim")).strip()).isEqualTo(read);
  }
}
