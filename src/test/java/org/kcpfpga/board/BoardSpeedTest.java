package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.host.Frame;
import org.kcpfpga.host.Frames;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.Design;
import org.kcpfpga.rnn.CellKind;

/** Nine tenths of the line's bytes are the user's, counted in cycles, at 8 clocks a bit. */
class BoardSpeedTest {
  private static final int BYTE_CYCLES = 10 * Boards.CLOCKS_PER_BIT;
  private static final int FRAMES = 12;

  @BeforeAll
  static void tools() {
    Tools.require("verilator");
  }

  private static Design linear(String name, int[] in, int[] out) {
    OperatorShape shape = new OperatorShape(in, out, 1, new int[] {1, 1});
    BitWidths bits = new BitWidths(8, 8, 16, 16);
    return new Design(name, CellKind.LINEAR, shape, null, 1, 0, 0, 1, bits, 1, false);
  }

  /** Cycles from the second answer to the last of frames sent as fast as the line allows. */
  private static double cyclesAFrame(Design design) {
    Deployment deployment = RandomDesigns.deployment(design, 5);
    List<Frame> frames =
        Frames.of(
            deployment, RandomDesigns.inputs(new SplittableRandom(8), 1, FRAMES, design.inSize()));
    List<Path> files = Boards.write(deployment, Path.of("target/board-tests", design.name()));
    try (UartLine line = new UartLine(Boards.uart(files))) {
      TestHost host = new TestHost(line);
      host.begin();
      for (Frame frame : frames) {
        post(host, frame);
      }
      long[] ends = new long[FRAMES];
      for (int frame = 0; frame < FRAMES; frame++) {
        int whole = frame + 1;
        host.passUntil(
            () -> host.received.stream().filter(p -> p.kind() == WirePacket.LAST).count() >= whole);
        ends[frame] = line.cycles();
      }
      assertThat(host.damaged).isZero();
      return (ends[FRAMES - 1] - ends[1]) / (FRAMES - 2.0);
    }
  }

  private static void post(TestHost host, Frame frame) {
    int size = frame.x().length;
    for (int at = 0; at < size; at += 239) {
      int end = Math.min(size, at + 239);
      int first = at == 0 ? frame.user() : 0;
      int[] payload =
          IntStream.concat(IntStream.of(first), IntStream.range(at, end).map(e -> frame.x()[e]))
              .toArray();
      host.post(end == size ? WirePacket.LAST : WirePacket.DATA, payload);
    }
  }

  @Test
  void inputMovesAtNineTenthsOfTheLine() {
    double cycles = cyclesAFrame(linear("wide_in", new int[] {40, 24}, new int[] {2, 1}));
    double share = 960 * BYTE_CYCLES / cycles;
    System.out.printf("BoardSpeedTest: input %.3f of the line%n", share);
    assertThat(share).isBetween(0.90, 0.97);
  }

  @Test
  void outputMovesAtNineTenthsOfTheLine() {
    double cycles = cyclesAFrame(linear("wide_out", new int[] {4, 3}, new int[] {40, 24}));
    double share = 960 * BYTE_CYCLES / cycles;
    System.out.printf("BoardSpeedTest: output %.3f of the line%n", share);
    assertThat(share).isBetween(0.90, 0.97);
  }
}
