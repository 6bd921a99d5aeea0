package org.kcpfpga.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.Tools;
import org.kcpfpga.cli.CommandCalls;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/**
 * {@code kcp fpga} on a board of the test's own: three pins, and a shift register that drives all
 * inputs of the core.
 */
@Tag("slow")
class FpgaCommandTest extends CommandCalls {
  /** The smallest core that Yosys 0.23 gets through its DSP pass. */
  private static final String LEAST =
      """
      {"name": "least", "cell": "linear",
       "input": {"in": [2, 2], "out": [2, 2], "terms": 1, "ranks": [1, 1]},
       "multipliers": 2, "outputLanes": 1,
       "bits": {"activation": 8, "factor": 8, "latent": 16, "state": 16},
       "sequences": 1, "factors": "rom"}
      """;

  private static final String BOARD =
      """
      {"board": "Shift register", "device": "up5k", "packaging": "sg48", "top": "top",
       "verilog": ["top.v"], "constraints": "pins.pcf",
       "clocks": [{"megahertz": 12, "parameters": {"UNUSED": 3}}]}
      """;

  private int build(String design, String... more) {
    String[] args = {"fpga", "build", folder.resolve("shift").toString(), "--design", design, "-o"};
    String[] all = Arrays.copyOf(args, args.length + 1 + more.length);
    all[args.length] = folder.resolve("out").toString();
    System.arraycopy(more, 0, all, args.length + 1, more.length);
    return kcp(all);
  }

  /** A board for one design. */
  private void board(Path design) throws IOException {
    Path board = Files.createDirectories(folder.resolve("shift"));
    Files.writeString(board.resolve("board.json"), BOARD);
    Files.writeString(
        board.resolve("pins.pcf"), "set_io clk 35\nset_io in_pin 6\nset_io out_pin 9\n");
    AcceleratorPlan plan = Planner.plan(DesignFile.read(design));
    List<Port> ports = TopPorts.of(plan);
    String text =
        """
        module top #(parameter UNUSED = 0) (input clk, input in_pin, output reg out_pin);
          reg [INPUTS-1:0] in;
          reg [OUTPUTS-1:0] held;
          wire [OUTPUTS-1:0] out;
          always @(posedge clk) begin
            in <= {in, in_pin};
            held <= out;
            out_pin <= ^held;
          end
          CORE core (.aclk(clk), CONNECTIONS);
        endmodule
        """;
    Files.writeString(
        board.resolve("top.v"),
        text.replace("INPUTS", "" + width(ports, true))
            .replace("OUTPUTS", "" + width(ports, false))
            .replace("CORE", plan.design().name() + "_core")
            .replace("CONNECTIONS", connections(ports)));
  }

  private static int width(List<Port> ports, boolean input) {
    return Port.only(ports, input).stream().mapToInt(Port::width).sum();
  }

  private static String connections(List<Port> ports) {
    int[] next = new int[2];
    return ports.stream()
        .map(
            port -> {
              int side = port.input() ? 0 : 1;
              int at = next[side];
              next[side] += port.width();
              String vector = port.input() ? "in" : "out";
              return String.format(
                  Locale.ROOT, ".%s(%s[%d +: %d])", port.name(), vector, at, port.width());
            })
        .collect(Collectors.joining(", "));
  }

  @Test
  void aSmallDesignBecomesABitstream() throws IOException {
    for (String tool : List.of("yosys", "nextpnr-ice40", "icepack", "icetime")) {
      Tools.require(tool);
    }
    Path design = Files.writeString(folder.resolve("least.json"), LEAST);
    board(design);
    assertThat(build(design.toString(), "--seeds", "1", "--json")).as(err.toString()).isZero();
    JsonNode built = json();
    assertThat(built.at("/usage/DSPs/used").asInt()).isBetween(1, built.at("/multipliers").asInt());
    assertThat(built.at("/usage/DSPs/available").asInt()).isEqualTo(8);
    assertThat(built.at("/usage/logic cells/used").asInt()).isBetween(1000, 3000);
    assertThat(built.at("/seeds")).hasSize(1);
    assertThat(built.at("/megahertz").asDouble()).isBetween(20.0, 80.0);
    long interval = built.at("/interval").asLong();
    assertThat(built.at("/stepsPerSecond").asLong()).isEqualTo(Math.round(12e6 / interval));
    byte[] bitstream = Files.readAllBytes(folder.resolve("out/least.bin"));
    // a UP5K has one size of bitstream: 104 kB with the memories' contents
    assertThat(bitstream.length).isEqualTo(104_090);
  }

  @Test
  void aDesignThatDoesNotFitIsOneLineAndExitCodeOne() throws IOException {
    Tools.require("yosys");
    Tools.require("nextpnr-ice40");
    board(Path.of("designs/linear.json"));
    assertThat(build("designs/linear.json")).isEqualTo(1);
    String last = out.toString().lines().reduce("", (a, b) -> b);
    Matcher misfit =
        Pattern.compile("linear does not fit on shift: DSPs: need (\\d+), have 8").matcher(last);
    assertThat(misfit.matches()).as(last).isTrue();
    // of 16 planned; Yosys 0.52 finds that 4 of them need no multiplier
    assertThat(Integer.parseInt(misfit.group(1))).isBetween(9, 16);
  }

  @ParameterizedTest
  @CsvSource({"ecp5, linear, 16", "xilinx, linear, 16"})
  void dspsAreEstimatedAsPlanned(String family, String name, int planned) throws IOException {
    Tools.require("yosys");
    String file = "designs/" + name + ".json";
    assertThat(kcp("fpga", "estimate", "--family", family, file, "--json")).isZero();
    JsonNode all = json();
    JsonNode design = all.at("/designs/0");
    assertThat(design.at("/estimate/dsps").asInt()).isEqualTo(planned);
    assertThat(design.at("/plannedDsps").asInt()).isEqualTo(planned);
    assertThat(design.at("/estimate/luts").asInt()).isBetween(500, 10_000);
    assertThat(design.at("/estimate/flipFlops").asInt()).isBetween(500, 10_000);
    assertThat(all.at("/note").asText()).contains("synthesis only");
  }

  private static String[] estimate(String... more) {
    String[] usual = {"fpga", "estimate", "--family", "ecp5"};
    return Stream.of(usual, more).flatMap(Stream::of).toArray(String[]::new);
  }

  @Test
  void anEstimateOfAGeneratedFolderIsOfItsCore() throws IOException {
    Tools.require("yosys");
    String least = Files.writeString(folder.resolve("least.json"), LEAST).toString();
    Npy.writeFloat32(folder.resolve("x.npy"), Tensor.zeros(1, 2, 4));
    String core = folder.resolve("core").toString();
    String samples = folder.resolve("x.npy").toString();
    assertThat(kcp("generate", least, "--calibrate", samples, "-o", core)).isZero();
    assertThat(kcp(estimate(core, "--json"))).as(err.toString()).isZero();
    assertThat(json().at("/designs/0/calibration").asText()).isEqualTo(core + "/plan.json");
    assertThat(kcp(estimate(least, "--calibrate", samples, "--json"))).isZero();
    assertThat(json().at("/designs/0/calibration").asText()).endsWith(samples);
  }

  /** 79 multipliers, 64 of them by a constant. */
  @Test
  void onlyMultipliersByAConstantMayBeMissing() {
    assertThat(FpgaEstimateCommand.asPlanned(79, 79, 64)).isTrue();
    assertThat(FpgaEstimateCommand.asPlanned(15, 79, 64)).isTrue();
    assertThat(FpgaEstimateCommand.asPlanned(14, 79, 64)).isFalse();
    assertThat(FpgaEstimateCommand.asPlanned(80, 79, 64)).isFalse();
    assertThat(FpgaEstimateCommand.asPlanned(27, 28, 0)).isFalse();
  }

  @Test
  void aPackageIsWrittenWithTheCore() {
    Path package0 = folder.resolve("package");
    assertThat(kcp("fpga", "package", "designs/linear.json", "-o", package0.toString())).isZero();
    for (String name : List.of("component.xml", "linear_core.tcl", "linear_core.core")) {
      assertThat(package0.resolve(name)).isNotEmptyFile();
    }
    assertThat(package0.resolve("linear_core.v")).isNotEmptyFile();
  }

  @Test
  void whatCannotBeIsRefused() throws IOException {
    String[] unknown = {"fpga", "build", "no-board", "--design", "designs/tiny.json"};
    refused(all("board: no-board (expected: one of icebreaker"), unknown);
    board(Path.of("designs/tiny.json"));
    assertThat(build("designs/tiny.json", "--clock", "13")).isEqualTo(2);
    assertThat(err.toString()).contains("--clock: 13.0 (expected: one of [12.0])");
    assertThat(build("designs/tiny.json", "--seeds", "0")).isEqualTo(2);
    Files.delete(folder.resolve("shift/pins.pcf"));
    assertThat(build("designs/tiny.json")).isEqualTo(2);
    assertThat(err.toString()).contains("pins.pcf: no such file").hasLineCount(1);
    refused(all("DESIGN: missing"), "fpga", "estimate", "--family", "ecp5");
    refused(all("--all", "one, with --model"), estimate("--all", "--calibrate", "x.npy"));
    refused(all("2 of them", "one, with --model"), estimate("a", "b", "--model", "m"));
    refused(all("--record", "no --model"), estimate("a", "--record", "--seed", "2"));
    refused(all("--family"), "fpga", "estimate", "--family", "ecp6", "--all");
    assertThat(kcp("fpga")).isEqualTo(2);
    assertThat(err.toString()).contains("no command given", "estimate");
  }
}
