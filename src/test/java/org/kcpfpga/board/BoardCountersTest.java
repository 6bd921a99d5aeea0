package org.kcpfpga.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Driver;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Frames;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.device.DeviceAddress;
import org.kcpfpga.link.device.PacketLink;
import org.kcpfpga.verilated.PtyBoard;
import org.kcpfpga.verilated.build.BoardBuild;

/** Counters of 8 bits on a Verilated board, which wrap in every third frame. */
@Tag("slow")
class BoardCountersTest {
  private static final String DESIGN =
      """
      {"name": "busy8", "cell": "lstm", "inputLanes": 1,
       "input": {"in": [3, 4], "out": [2, 3], "terms": 2, "ranks": [2, 2]},
       "hidden": {"in": [2, 3], "out": [2, 3], "terms": 2, "ranks": [2, 2]},
       "counters": {"events": 8, "saturations": 8}}
      """;

  private static final int STEPS = 100;

  /** Of a latency of 76 cycles with every beat in time; the link gives one in three cycles. */
  private static final long FRAME = 97;

  @TempDir Path folder;

  /** The host looks after each frame, so that all of them find the core at rest. */
  @Test
  void busyCyclesOfARunAreThoseOfEachFrameAdded() throws IOException {
    Tools.require("verilator");
    Design design = DesignFile.read(Files.writeString(folder.resolve("d.json"), DESIGN));
    Deployment deployment = RandomDesigns.deployment(design, 5);
    Path core = Boards.FOLDER.resolve("busy");
    Path program = BoardBuild.program(Boards.write(deployment, core), core, Boards.CLOCKS_PER_BIT);
    List<Frame> frames =
        Frames.of(deployment, RandomDesigns.inputs(new SplittableRandom(4), 1, STEPS, 12));
    try (PtyBoard board = PtyBoard.start(program, List.of());
        Link link = link(board, deployment)) {
      Driver driver = new Driver(deployment, link);
      assertThat(busy(driver, frames.subList(0, 1))).isEqualTo(FRAME);
      assertThat(busy(driver, frames)).isEqualTo(STEPS * FRAME);
    }
  }

  private static long busy(Driver driver, List<Frame> frames) {
    return driver.run(frames, Traffic.steady(1_000_000)).figures().cycles();
  }

  private static Link link(PtyBoard board, Deployment deployment) {
    DeviceAddress address = DeviceAddress.parse("serial:" + board.path());
    return new PacketLink(deployment.plan(), address.begin(), progress -> {});
  }
}
