package org.kcpfpga.fpga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.common.UserError;

/** Figures out of what tools print, and figures that are kept. */
class FiguresTest {
  @TempDir Path folder;

  @Test
  void whatAPartHasTooLittleOfIsFound() {
    String log =
        """
        Info: Device utilisation:
        Info: \t         ICESTORM_LC:  3369/ 5280    63%
        Info: \t        ICESTORM_DSP:    16/    8   200%
        Info: \t         SB_RGBA_DRV:     0/    1     0%
        Info: \t         SB_LEDDA_IP:     1/    1   100%
        """;
    List<Usage> usage = Usage.of(log);
    assertThat(usage)
        .containsExactly(
            new Usage("logic cells", 3369, 5280),
            new Usage("DSPs", 16, 8),
            new Usage("SB_LEDDA_IP", 1, 1));
    BoardClock clock = new BoardClock(12, Map.of());
    Bitstream built = new Bitstream(Map.of(), usage, clock, List.of(), Optional.empty());
    assertThat(built.misfits()).containsExactly(new Usage("DSPs", 16, 8));
  }

  @Test
  void theClockOfASeedIsTheLowerOfBothTimings() {
    List<Routing> seeds = List.of(new Routing(1, 30, 20), new Routing(2, 22, 25));
    Bitstream built =
        new Bitstream(Map.of(), List.of(), new BoardClock(12, Map.of()), seeds, Optional.empty());
    assertThat(built.best().seed()).isEqualTo(2);
    assertThat(built.worst().megahertz()).isEqualTo(20);
    assertThat(built.misfits()).isEmpty();
  }

  /** A core that reaches 20 MHz with 30 and 24 asked for, and 17 else. */
  @ParameterizedTest
  @CsvSource({"'30 24 20 18', '30 20', false", "'30 24 18 12', '30 18 12', true", "'9', '9', true"})
  void afterAClockThatIsNotMetTheFastestThatWasReachedIsTried(
      String offered, String asked, boolean met) {
    List<BoardClock> clocks =
        Arrays.stream(offered.split(" "))
            .map(clock -> new BoardClock(Double.parseDouble(clock), Map.of()))
            .toList();
    List<String> tried = new ArrayList<>();
    Bitstream result =
        BitstreamBuild.fastest(
            clocks,
            clock -> {
              tried.add("" + (int) clock.megahertz());
              double reached = clock.megahertz() > 20 ? 20 : 17;
              Optional<Path> file = Optional.of(folder).filter(f -> reached >= clock.megahertz());
              List<Routing> seeds = List.of(new Routing(1, reached, reached));
              return new Bitstream(Map.of(), List.of(), clock, seeds, file);
            });
    assertThat(String.join(" ", tried)).isEqualTo(asked);
    assertThat(result.file().isPresent()).isEqualTo(met);
  }

  @Test
  void cellsAreCountedByWhatTheyAre() {
    Map<String, Long> xilinx =
        Map.of(
            "LUT2",
            3L,
            "LUT6",
            4L,
            "FDRE",
            5L,
            "FDSE",
            1L,
            "CARRY4",
            6L,
            "RAM32M",
            7L,
            "SRL16E",
            1L,
            "DSP48E1",
            9L,
            "RAMB18E1",
            1L,
            "RAMB36E1",
            2L);
    assertThat(Family.XILINX.estimate(xilinx)).isEqualTo(new Estimate(7, 6, 6, 8, 9, 5));
    Map<String, Long> ecp5 =
        Map.of("LUT4", 3L, "TRELLIS_FF", 4L, "CCU2C", 5L, "MULT18X18D", 6L, "DP16KD", 7L);
    assertThat(Family.ECP5.estimate(ecp5)).isEqualTo(new Estimate(3, 4, 5, 0, 6, 7));
  }

  @Test
  void aRecordIsAFileADesignAndARowOfTheTable() throws IOException {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("design", "/design");
    columns.put("cells", "/usage/logic cells/used");
    columns.put("MHz", "/megahertz");
    Results.Table table = new Results.Table("Board", columns);
    Map<String, Object> b = new LinkedHashMap<>();
    b.put("design", "b");
    b.put("usage", Map.of("logic cells", new Usage("logic cells", 1234, 5280)));
    b.put("megahertz", 29.5);
    Results.record(folder, "board", "b", b, table);
    Results.record(folder, "board", "a", Map.of("design", "a"), table);
    Results.record(folder, "boar", "z", Map.of("design", "z"), table);
    assertThat(Files.readString(folder.resolve("board.md")))
        .isEqualTo(
            """
            # Board

            | design | cells | MHz |
            |---|---|---|
            | a | - | - |
            | b | 1,234 | 29.5 |
            """);
    assertThat(folder.resolve("board-b.json")).isNotEmptyFile();
  }

  @Test
  void aToolThatIsNotThereIsAUsersMatterAndOneThatFailsTellsItsError() {
    assertThatThrownBy(() -> Tool.run(folder, "log", "no-such-program"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("no-such-program: cannot be started");
    assertThatThrownBy(
            () -> Tool.run(folder, "log", "sh", "-c", "echo noise; echo ERROR: why; exit 3"))
        .isInstanceOf(BuildFailure.class)
        .hasMessageContaining("sh: ERROR: why; see " + folder.resolve("log"));
    assertThat(folder.resolve("log")).hasContent("noise\nERROR: why");
  }
}
