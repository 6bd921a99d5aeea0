package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.common.UserError;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Driver;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.device.DeviceAddress;
import org.kcpfpga.link.device.PacketLink;
import org.kcpfpga.link.simulated.CycleLink;
import org.kcpfpga.verilated.PtyBoard;
import org.kcpfpga.verilated.build.BoardBuild;

/** The host driver, as it drives a board, at the serial port of a Verilated one, pins included. */
@Tag("slow")
class BoardDriverTest {
  private static final Traffic TRAFFIC = Traffic.steady(1_000_000);

  private static Path program;

  @BeforeAll
  static void build() {
    Tools.require("verilator");
    Path images = Boards.tiny().get(0).getParent();
    program = BoardBuild.program(Boards.tiny(), images, Boards.CLOCKS_PER_BIT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--seed 1",
        "--seed 2 --corrupt 0.002",
        "--seed 3 --lose 0.002",
        "--seed 4 --double 0.002",
        "--seed 5 --corrupt 0.001 --lose 0.001 --double 0.001",
        "--seed 6 --hangup-after 900"
      })
  void theOutputsAreThoseOfTheCycleModel(String options) {
    List<Frame> frames = frames();
    Driver.Outcome expected =
        new Driver(Boards.TINY, new CycleLink(Boards.TINY)).run(frames, TRAFFIC);
    try (PtyBoard board = PtyBoard.start(program, List.of(options.split(" ")));
        Link link = link(board, Boards.TINY)) {
      Driver.Outcome found = new Driver(Boards.TINY, link).run(frames, TRAFFIC);
      assertThat(found.hidden()).containsExactlyElementsOf(expected.hidden());
      assertThat(found.counters().get("steps")).isEqualTo((long) frames.size());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 11})
  void anotherModelIsRefused(long seed) {
    Deployment other = RandomDesigns.deployment(Boards.TINY.plan().design(), seed);
    try (PtyBoard board = PtyBoard.start(program, List.of());
        Link link = link(board, other)) {
      assertThatThrownBy(() -> new Driver(other, link))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("core: model checksum");
    }
  }

  private static List<Frame> frames() {
    SplittableRandom random = new SplittableRandom(8);
    int size = Boards.TINY.model().inSize();
    return random
        .ints(60, 0, 4)
        .mapToObj(start -> new Frame(random.ints(size, -128, 128).toArray(), start == 0, 0))
        .toList();
  }

  private static Link link(PtyBoard board, Deployment deployment) {
    DeviceAddress address = DeviceAddress.parse("serial:" + board.path());
    return new PacketLink(deployment.plan(), address.begin(), progress -> {});
  }
}
