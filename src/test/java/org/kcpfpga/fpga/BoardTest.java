package org.kcpfpga.fpga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;

@Tag("locale")
class BoardTest {
  private static final Path BOARDS = Path.of("fpga");

  @TempDir Path folder;

  @Test
  void theClocksOfTheIcebreakerAreWhatItsParametersMake() {
    Board board = Board.find(BOARDS, "icebreaker").board();
    assertThat(board.clocks())
        .isNotEmpty()
        .isSortedAccordingTo((a, b) -> Double.compare(b.megahertz(), a.megahertz()));
    for (BoardClock clock : board.clocks()) {
      // 12 MHz * (DIVF + 1), within 533 to 1066 MHz, / 2^DIVQ
      double oscillator = 12.0 * (clock.parameters().get("DIVF") + 1);
      assertThat(oscillator).isBetween(533.0, 1066.0);
      assertThat(oscillator / (1 << clock.parameters().get("DIVQ"))).isEqualTo(clock.megahertz());
    }
  }

  @Test
  void anUnknownBoardIsNamedTogetherWithTheKnownOnes() {
    assertThatThrownBy(() -> Board.find(BOARDS, "breakicer"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("board: breakicer (expected: one of icebreaker");
  }

  @Test
  void aSecondBoardIsAFolderAnywhere() throws IOException {
    write("{'megahertz': 6, 'parameters': {}}, {'megahertz': 12.5, 'parameters': {'N': 3}}", "");
    Board.Located found = Board.find(BOARDS, folder.toString());
    assertThat(found.folder()).isEqualTo(folder.toAbsolutePath());
    assertThat(found.board().clocks())
        .extracting(BoardClock::text)
        .containsExactly("12.5 MHz", "6 MHz");
    assertThat(found.board().clock(6).megahertz()).isEqualTo(6);
    assertThatThrownBy(() -> found.board().clock(7)).hasMessageContaining("one of [12.5, 6.0]");
  }

  @Test
  void aBoardWithoutAllItsKeysOrWithOthersIsRefused() throws IOException {
    write("{'megahertz': 6}", "");
    refused("board.json: Missing creator property 'parameters' (expected: a board");
    write("{'megahertz': 6, 'parameters': {}}", ", 'devise': 'up5k'");
    refused("devise");
    write("", "");
    refused("clocks: none");
  }

  private void refused(String part) {
    assertThatThrownBy(() -> Board.find(BOARDS, folder.toString()))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(part);
  }

  private void write(String clocks, String more) throws IOException {
    String text =
        """
        {'board': 'B', 'device': 'up5k', 'packaging': 'sg48', 'top': 't', 'verilog': [],
         'constraints': 'p', 'clocks': [CLOCKS] MORE}
        """;
    Files.writeString(
        folder.resolve("board.json"),
        text.replace("CLOCKS", clocks).replace("MORE", more).replace('\'', '"'));
  }
}
