package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.Implementation;
import org.kcpfpga.design.Lanes;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Frames;
import org.kcpfpga.rnn.CellKind;

/** Nine tenths of the line's bytes are the user's, counted in cycles, at 8 clocks a bit. */
@Tag("slow")
class BoardSpeedTest {
  private static final int BYTE_CYCLES = 10 * Boards.CLOCKS_PER_BIT;
  private static final int FRAMES = 12;

  /** Begins some time after reset: no core speaks before a session. */
  private static final String ENDLESS =
      """

        reg [12:0] count;
        always @(posedge aclk)
          if (!aresetn) count <= 0;
          else if (!count[12]) count <= count + 1;
        assign m_axis_tvalid = count[12];
        assign m_axis_tdata = 8'h55;
        assign m_axis_tlast = 0;
      endmodule
      """;

  @BeforeAll
  static void tools() {
    Tools.require("verilator");
  }

  private static Design linear(String name, int[] in, int[] out) {
    OperatorShape shape = new OperatorShape(in, out, 1, new int[] {1, 1});
    BitWidths bits = new BitWidths(8, 8, 16, 16);
    return new Design(
        name, CellKind.LINEAR, shape, null, Lanes.of(1, 1), bits, 1, Implementation.DEFAULT);
  }

  /** Cycles from the second answer to the last of frames sent as fast as the line allows. */
  private static double cyclesAFrame(Design design) {
    Deployment deployment = RandomDesigns.deployment(design, 5);
    List<Frame> frames =
        Frames.of(
            deployment, RandomDesigns.inputs(new SplittableRandom(8), 1, FRAMES, design.inSize()));
    List<Path> files = Boards.write(deployment, Boards.FOLDER.resolve(design.name()));
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
    System.out.printf(Locale.ROOT, "BoardSpeedTest: input %.3f of the line%n", share);
    assertThat(share).isBetween(0.90, 0.97);
  }

  @Test
  void outputMovesAtNineTenthsOfTheLine() {
    double cycles = cyclesAFrame(linear("wide_out", new int[] {4, 3}, new int[] {40, 24}));
    double share = 960 * BYTE_CYCLES / cycles;
    System.out.printf(Locale.ROOT, "BoardSpeedTest: output %.3f of the line%n", share);
    assertThat(share).isBetween(0.90, 0.97);
  }

  /** The worst for the sender, which looks for the next zero byte before it sends a packet. */
  @Test
  void evenOutputWithoutAnyZeroByteMovesAtNineTenthsOfTheLine() throws IOException {
    try (UartLine line = new UartLine(Boards.uart(endless()))) {
      TestHost host = new TestHost(line);
      host.begin();
      host.passUntil(() -> host.received.size() > 4);
      long begin = line.cycles();
      int packets = host.received.size();
      host.passUntil(() -> host.received.size() >= packets + 40);
      assertThat(host.damaged).isZero();
      assertThat(host.received)
          .allMatch(p -> p.kind() == WirePacket.DATA && p.payload().length == 240);
      double share = 40 * 240 * BYTE_CYCLES / (double) (line.cycles() - begin);
      System.out.printf(
          Locale.ROOT, "BoardSpeedTest: output without zeros %.3f of the line%n", share);
      assertThat(share).isBetween(0.90, 0.97);
    }
  }

  /** The board of tiny with a core that only says 0x55, for ever. */
  private static List<Path> endless() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path file : Boards.tiny()) {
      String name = file.getFileName().toString();
      if (name.equals("tiny_core.v")) {
        String text = Files.readString(file);
        String ports = text.substring(0, text.indexOf(");") + 2);
        Path core = Boards.FOLDER.resolve(name);
        Files.writeString(core, ports + ENDLESS);
        files.add(core);
      } else if (!name.startsWith("tiny")) {
        files.add(file);
      }
    }
    return files;
  }
}
