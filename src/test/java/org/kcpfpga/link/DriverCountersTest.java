package org.kcpfpga.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.CounterBits;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.simulated.CycleLink;
import org.kcpfpga.plan.boundary.RegisterMap;

/** Counters above 2^31 are counts, not negative numbers. */
class DriverCountersTest {
  private static final int PLANTED = 0x8000_0005;
  private static final long COUNT = 2_147_483_653L;

  /** A core of which every counter shows the same number. */
  private record Planted(Link core) implements Link {
    @Override
    public Transfer stream(List<Frame> frames, Traffic traffic) {
      return core.stream(frames, traffic);
    }

    @Override
    public int read(int address) {
      boolean counter = address >= RegisterMap.STEPS && address <= RegisterMap.DROPPED;
      return counter || address >= RegisterMap.SATURATIONS ? PLANTED : core.read(address);
    }

    @Override
    public void write(int address, int value) {
      core.write(address, value);
    }

    @Override
    public void close() {
      core.close();
    }
  }

  @Test
  void aCounterAboveHalfOfItsRangeIsPositiveAndSumsAre() {
    Design linear = DesignFile.read(Path.of("designs/linear.json"));
    assertThat(linear.counters()).isEqualTo(CounterBits.DEFAULT);
    Deployment deployment = RandomDesigns.deployment(linear, 1);
    Frame frame = new Frame(new int[linear.inSize()], true, 0);
    try (Link link = new Planted(new CycleLink(deployment))) {
      Driver driver = new Driver(deployment, link);
      RunFigures one = driver.run(List.of(frame), Traffic.steady(1000)).figures();
      assertThat(one.counters()).containsEntry("busy", COUNT).containsEntry("stalled", COUNT);
      RunFigures two = RunFigures.joined(List.of(one, one));
      assertThat(two.counters())
          .containsEntry("busy", 2 * COUNT)
          .containsEntry("checksum", one.counters().get("checksum"))
          .containsEntry("errors", 0L);
      assertThat(two.counters().values()).allMatch(count -> count >= 0);
      assertThat(two.cores()).isEqualTo(2);
    }
  }
}
