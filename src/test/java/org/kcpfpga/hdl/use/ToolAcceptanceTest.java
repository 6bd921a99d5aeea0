package org.kcpfpga.hdl.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.Tools;
import org.kcpfpga.hdl.verilog.Verilog;

/** The emitted sample passes every tool of the flow without a warning. */
@Tag("slow")
class ToolAcceptanceTest {
  @TempDir Path folder;
  private List<String> files;

  @BeforeEach
  void emit() throws Exception {
    Map<String, String> verilog = Verilog.emit(SampleTop::new);
    Sources.write(folder, verilog);
    Files.writeString(folder.resolve("lint.vlt"), Verilog.lintWaivers());
    Files.createDirectory(folder.resolve("images"));
    Files.writeString(folder.resolve("images/factors.mem"), "0102\n0304\n0506\nffff\n");
    files = List.copyOf(verilog.keySet());
  }

  @Test
  void verilator_lints_it_with_all_warnings_on() throws Exception {
    List<String> command =
        command("verilator", "--lint-only", "-Wall", "--top-module", "sample_top", "lint.vlt");
    assertThat(warnings(Tools.run(folder, command))).isEmpty();
  }

  /** Without the report on its own run, which newer versions of Verilator print. */
  private static Stream<String> warnings(String printed) {
    return printed.lines().filter(line -> line.startsWith("%"));
  }

  @ParameterizedTest(name = "{0} bits, {1} words")
  @CsvSource({"1,1", "8,1", "16,5"})
  void memories_of_odd_depths_pass_too(int width, int depth) throws Exception {
    Map<String, String> verilog = Verilog.emit(() -> new StateBlocks.Memories(width, depth));
    Sources.write(folder, verilog);
    Files.writeString(folder.resolve("image.mem"), "1\n".repeat(depth));
    files = List.copyOf(verilog.keySet());
    List<String> lint =
        command("verilator", "--lint-only", "-Wall", "--top-module", "memories", "lint.vlt");
    assertThat(warnings(Tools.run(folder, lint))).isEmpty();
    String script =
        "read_verilog " + String.join(" ", files) + "; synth_ice40 -top memories; check -assert";
    Tools.run(folder, List.of("yosys", "-q", "-p", script));
  }

  @Test
  void icarus_compiles_it_as_plain_verilog() throws Exception {
    List<String> command = command("iverilog", "-g2005", "-Wall", "-t", "null", "-s", "sample_top");
    assertThat(Tools.run(folder, command)).isEmpty();
  }

  @Test
  void yosys_elaborates_it_with_its_image_from_another_folder() throws Exception {
    String script =
        "read_verilog -DKCP_IMAGE_DIR=\"images\" "
            + String.join(" ", files)
            + "; hierarchy -check -top sample_top; proc; check -assert";
    assertThat(Tools.run(folder, List.of("yosys", "-q", "-p", script))).isEmpty();
  }

  @Test
  void yosys_maps_a_16_bit_product_to_one_dsp_block() throws Exception {
    String script =
        "read_verilog kcp_mul.v; chparam -set AW 16 -set BW 16 kcp_mul;"
            + " synth_ice40 -dsp -top kcp_mul; select -assert-count 1 t:SB_MAC16";
    Tools.run(folder, List.of("yosys", "-q", "-p", script));
  }

  @Test
  void yosys_maps_a_ram_to_block_ram_and_nothing_else() throws Exception {
    String script =
        "read_verilog kcp_ram.v; chparam -set DEPTH 512 -set ADDR 9 -set WIDTH 16 kcp_ram;"
            + " synth_ice40 -top kcp_ram; select -assert-count 2 t:SB_RAM40_4K;"
            + " select -assert-count 0 t:SB_LUT4; select -assert-count 0 t:SB_DFF*";
    Tools.run(folder, List.of("yosys", "-q", "-p", script));
  }

  /** Of the words of a gate function; a chip whose RAM has one read port has the words twice. */
  @ParameterizedTest
  @CsvSource({
    "ice40, 28, 4, SB_RAM40_4K",
    "ecp5, 28, 2, DP16KD",
    "ecp5, 18, 1, DP16KD",
    "xilinx, 28, 1, RAMB36E1",
    "xilinx, 18, 1, RAMB18E1"
  })
  void yosys_maps_a_rom_of_two_ports_to_block_ram(
      String family, int width, int blocks, String block) throws Exception {
    String words =
        IntStream.range(0, 256)
            .map(i -> i * 0x9E3779B1 >>> 32 - width)
            .mapToObj(Integer::toHexString)
            .collect(Collectors.joining("\n"));
    Files.writeString(folder.resolve("words.mem"), words);
    Files.writeString(folder.resolve("kcp_rom2.v"), Verilog.handWritten("kcp_rom2.v"));
    String script =
        "read_verilog kcp_rom2.v; chparam -set DEPTH 256 -set ADDR 8 -set INIT \"words.mem\""
            + " -set WIDTH %d kcp_rom2; synth_%s -top kcp_rom2; select -assert-count %d t:%s";
    String filled = String.format(Locale.ROOT, script, width, family, blocks, block);
    Tools.run(folder, List.of("yosys", "-q", "-p", filled));
  }

  @Test
  void simulators_find_the_image_in_the_folder_of_the_define() throws Exception {
    Files.writeString(
        folder.resolve("bench.v"),
        """
        module bench;
          reg clk = 0;
          wire [15:0] q;
          kcp_rom #(.WIDTH(16), .DEPTH(4), .ADDR(2), .INIT("factors.mem")) rom (
            .clk(clk), .en(1'b1), .addr(2'd2), .q(q));
          initial begin
            #1 clk = 1;
            #1 $display("q=%h", q);
            $finish(0);
          end
        endmodule
        """);
    Tools.run(
        folder,
        List.of("iverilog", "-DKCP_IMAGE_DIR=\"images\"", "-o", "b.vvp", "bench.v", "kcp_rom.v"));
    assertThat(Tools.run(folder, List.of("vvp", "-n", "b.vvp"))).contains("q=0506");
  }

  @Test
  void verilator_finds_the_image_in_the_folder_of_the_define() throws Exception {
    Files.writeString(
        folder.resolve("main.cpp"),
        """
        #include "Vkcp_rom.h"
        #include <cstdio>
        int main() {
          Vkcp_rom rom;
          rom.en = 1; rom.addr = 2; rom.clk = 0; rom.eval(); rom.clk = 1; rom.eval();
          std::printf("q=%04x\\n", rom.q);
        }
        """);
    Path images = folder.resolve("images").toAbsolutePath();
    Tools.run(
        folder,
        List.of(
            "verilator",
            "--cc",
            "--exe",
            "--build",
            "-Wall",
            "-DKCP_IMAGE_DIR=\"" + images + "\"",
            "-GWIDTH=16",
            "-GDEPTH=4",
            "-GADDR=2",
            "-GINIT=\"factors.mem\"",
            "kcp_rom.v",
            "main.cpp"));
    assertThat(Tools.run(folder, List.of("./obj_dir/Vkcp_rom"))).contains("q=0506");
  }

  private List<String> command(String... start) {
    List<String> command = new ArrayList<>(List.of(start));
    command.addAll(files);
    return command;
  }
}
