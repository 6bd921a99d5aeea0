package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.CellCounts;
import org.kcpfpga.Tools;
import org.kcpfpga.emit.BoardSocket;
import org.kcpfpga.verilated.build.VerilatedLint;

/** Three tools read the Verilog of the board, and it is as small as it was. */
@Tag("slow")
class BoardVerilogTest {
  /** SB_LUT4 of the link with UART only, and with SPI, as measured by version of Yosys. */
  private static final Map<String, List<Integer>> LUTS =
      Map.of("0.23", List.of(689, 762), "0.52", List.of(718, 809));

  /** Logic that does not change comes out this much larger or smaller when anything around does. */
  private static final double NOISE = 1.05;

  /** Of a version that is not in the table: the two that are differ by 5 %. */
  private static final double MARGIN = 1.1;

  @TempDir Path folder;

  @Test
  void verilatorHasNothingToSayButWhatIsWaived() {
    Tools.require("verilator");
    Optional<Path> waivers = Optional.of(Path.of("hdl/lint.vlt"));
    assertThat(VerilatedLint.check(Boards.tiny(), BoardSocket.BOARD, waivers)).isEmpty();
  }

  @Test
  void icarusCompilesItAsPlainVerilog() throws Exception {
    Tools.require("iverilog");
    List<String> command =
        new ArrayList<>(List.of("iverilog", "-g2005", "-t", "null", "-P", "kcp_board.SPI=1", "-s"));
    command.add(BoardSocket.BOARD);
    Boards.tiny().forEach(file -> command.add(file.toAbsolutePath().toString()));
    assertThat(Tools.run(folder, command)).isEmpty();
  }

  @Test
  void everyFileOfTheFolderGoesToABoardAndHoldsOneModuleOfItsName() throws IOException {
    List<String> names = Boards.tiny().stream().map(file -> file.getFileName().toString()).toList();
    try (Stream<Path> files = Files.list(Path.of("hdl/board"))) {
      List<Path> verilog = files.filter(file -> file.toString().endsWith(".v")).toList();
      assertThat(verilog).hasSizeGreaterThan(10);
      for (Path file : verilog) {
        String name = file.getFileName().toString();
        assertThat(names).contains(name);
        assertThat(Files.readString(file)).containsOnlyOnce("\nmodule " + name.replace(".v", " "));
      }
    }
  }

  /** What was measured, and nearly so of other tools: the core needs nearly all of the chip. */
  @ParameterizedTest
  @CsvSource({"0, 4", "1, 5"})
  void theLinkIsSmall(int spi, int rams) throws Exception {
    Tools.require("yosys");
    StringBuilder script = new StringBuilder();
    for (Path file : Boards.tiny()) {
      Files.copy(file, folder.resolve(file.getFileName()));
      String name = file.getFileName().toString();
      if (name.equals("tiny_core.v")) {
        script.append("read_verilog -lib " + name + "; ");
      } else if (!name.startsWith("tiny")) {
        script.append("read_verilog -DSYNTHESIS " + name + "; ");
      }
    }
    script.append("chparam -set SPI " + spi + " -set CLOCKS_PER_BIT 24 kcp_board; ");
    script.append("synth_ice40 -dsp -top kcp_board; tee -q -o cells.json stat -json");
    Tools.run(folder, List.of("yosys", "-q", "-p", script.toString()));
    SortedMap<String, Integer> cells = CellCounts.read(folder.resolve("cells.json"));
    System.out.println("BoardVerilogTest: SPI " + spi + " " + cells);
    assertThat(cells.get("SB_LUT4")).isBetween(most(spi) / 2, most(spi));
    assertThat(cells.get("SB_RAM40_4K")).isEqualTo(rams);
    assertThat(cells.keySet()).noneMatch(cell -> cell.contains("LATCH"));
  }

  private int most(int spi) throws IOException {
    String said = Tools.run(folder, List.of("yosys", "-V"));
    return LUTS.entrySet().stream()
        .filter(known -> said.startsWith("Yosys " + known.getKey() + " "))
        .map(known -> (int) (NOISE * known.getValue().get(spi)))
        .findFirst()
        .orElseGet(() -> (int) (MARGIN * LUTS.get("0.52").get(spi)));
  }
}
