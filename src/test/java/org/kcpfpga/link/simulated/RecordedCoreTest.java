package org.kcpfpga.link.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.Transfer;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verify.cosim.RandomFrames;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.kcpfpga.wave.VcdReader;
import org.kcpfpga.wave.WaveFiles;

@Tag("slow")
class RecordedCoreTest {
  @TempDir Path folder;

  @Test
  void aRunOfRtlIsLookedInto() throws IOException {
    Tools.require("verilator");
    Deployment deployment =
        RandomDesigns.deployment(DesignFile.read(Path.of("designs/tiny.json")), 5);
    WaveFiles files = new WaveFiles(folder.resolve("w.vcd"), null, true);
    VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED.withTrace());
    Transfer transfer =
        files.record(
            wave -> {
              RecordedCore core = RecordedCore.rtl(deployment, rtl, wave);
              try (Link link = new CycleLink(deployment.plan(), core)) {
                return link.stream(
                    new RandomFrames(deployment, new SplittableRandom(2)).whole(3),
                    Traffic.steady(10_000));
              }
            });
    assertThat(transfer.outputs()).hasSize(3);
    VcdReader wave = VcdReader.of(folder.resolve("w.vcd"));
    // two cycles of reset before the stream
    assertThat(wave.end()).isEqualTo(WaveFiles.time(transfer.cycles() + 2));
    List<Port> pins = TopPorts.of(deployment.plan());
    for (Port pin : pins) {
      assertThat(wave.changes("kcp.rtl.tiny_core." + pin.name()))
          .as(pin.name())
          .isEqualTo(wave.changes("kcp.rtl." + pin.name()));
    }
  }
}
