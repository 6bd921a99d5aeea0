package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;
import org.kcpfpga.link.Frame;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.verilated.PtyBoard;
import org.kcpfpga.verilated.build.BoardBuild;
import org.kcpfpga.verilated.build.VerilatedFailure;

/** The simulated board as a program with a serial port. */
@Tag("slow")
class PtyBoardTest {
  private static final int TOKEN = 0x00010203;

  private static Path program;

  @BeforeAll
  static void build() {
    Tools.require("verilator");
    Path images = Boards.tiny().get(0).getParent();
    program = BoardBuild.program(Boards.tiny(), images, Boards.CLOCKS_PER_BIT);
  }

  private static void stream(TestHost host, int count) {
    List<Frame> frames = BoardLinkTest.frames(count);
    frames.forEach(frame -> BoardLinkTest.post(host, frame));
    host.passUntil(() -> BoardLinkTest.data(host).length == 6 * frames.size());
    assertThat(BoardLinkTest.data(host)).isEqualTo(BoardLinkTest.expected(frames));
  }

  @Test
  void framesGiveWhatTheFunctionalModelSaysAndItEndsWhenClosed() {
    PtyBoard board = PtyBoard.start(program, List.of());
    try (board;
        PtyLine line = new PtyLine(board.path())) {
      TestHost host = new TestHost(line);
      host.sync(TOKEN);
      stream(host, 50);
      assertThat(host.read(RegisterMap.PLAN_HASH).word(1)).isEqualTo(Boards.TINY.plan().hash());
      assertThat(board.alive()).isTrue();
    }
    assertThat(board.alive()).isFalse();
    assertThat(board.path()).doesNotExist();
  }

  @Test
  void badBytesAreRepaired() {
    List<String> bad =
        List.of("--seed", "5", "--corrupt", "0.002", "--lose", "0.002", "--double", "0.002");
    try (PtyBoard board = PtyBoard.start(program, bad);
        PtyLine line = new PtyLine(board.path())) {
      TestHost host = new TestHost(line);
      host.sync(TOKEN);
      stream(host, 100);
      assertThat(host.damaged).isPositive();
    }
  }

  @Test
  void afterAHangUpTheSessionGoesOnAtTheSamePath() throws Exception {
    try (PtyBoard board = PtyBoard.start(program, List.of("--hangup-after", "100"))) {
      try (PtyLine line = new PtyLine(board.path())) {
        TestHost host = new TestHost(line);
        host.sync(TOKEN);
        assertThat(host.write(RegisterMap.SEQUENCE, 0)).isZero();
        line.send(new byte[100]);
        while (Files.exists(board.path())) {
          Thread.sleep(10);
        }
      }
      while (!Files.exists(board.path())) {
        Thread.sleep(10);
      }
      try (PtyLine line = new PtyLine(board.path())) {
        TestHost host = new TestHost(line);
        assertThat(host.sync(TOKEN).payload()[8]).as("anew").isZero();
      }
    }
  }

  @Test
  void aWrongOptionIsToldWhenItStarts() {
    assertThatThrownBy(() -> PtyBoard.start(program, List.of("--speed", "3")))
        .isInstanceOf(VerilatedFailure.class)
        .hasMessageContaining("--speed: no such option");
  }
}
