package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.link.Frame;
import org.kcpfpga.plan.boundary.RegisterMap;

/** The same link through the SPI pins. */
@Tag("slow")
class BoardSpiTest {
  @BeforeAll
  static void tools() {
    Tools.require("verilator");
  }

  private static void run(TestHost host, int count) {
    host.begin();
    List<Frame> frames = BoardLinkTest.frames(count);
    frames.forEach(frame -> BoardLinkTest.post(host, frame));
    host.passUntil(() -> BoardLinkTest.data(host).length == 6 * frames.size());
    assertThat(BoardLinkTest.data(host)).isEqualTo(BoardLinkTest.expected(frames));
    assertThat(host.read(RegisterMap.IDENTITY).word(1)).isEqualTo(RegisterMap.IDENTITY_VALUE);
  }

  @Test
  void framesGiveWhatTheFunctionalModelSays() {
    try (SpiLine line = new SpiLine(Boards.spi())) {
      TestHost host = new TestHost(line);
      run(host, 100);
      assertThat(host.damaged).isZero();
    }
  }

  @Test
  void faultsAreRepaired() {
    SplittableRandom random = RandomDesigns.random("BoardSpiTest", 3);
    WireFaults in = new WireFaults(random.split(), 0.2);
    WireFaults out = new WireFaults(random.split(), 0.2);
    try (SpiLine line = new SpiLine(Boards.spi())) {
      TestHost host = new TestHost(line);
      host.begin();
      host.faults(in::apply, out::apply);
      List<Frame> frames = BoardLinkTest.frames(100);
      frames.forEach(frame -> BoardLinkTest.post(host, frame));
      host.passUntil(() -> BoardLinkTest.data(host).length == 6 * frames.size());
      assertThat(BoardLinkTest.data(host)).isEqualTo(BoardLinkTest.expected(frames));
    }
    assertThat(in.counts).hasSizeGreaterThan(4);
    assertThat(out.counts).hasSizeGreaterThan(4);
  }

  @Test
  void aBoardWithSpiStillAnswersAtItsUart() {
    try (UartLine line = new UartLine(Boards.spi())) {
      run(new TestHost(line), 10);
    }
  }
}
