package org.kcpfpga.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.datasets.SampleInputs;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.wave.VcdReader;
import org.kcpfpga.wave.WaveFiles;

/** Cycle model and RTL behind the same driver: what they show in every pin and cycle. */
@Tag("slow")
class RecordedRunTest {
  private final Deployment deployment =
      RandomDesigns.deployment(DesignFile.read(Path.of("designs/tiny.json")), 5);

  @TempDir Path folder;

  private EngineRun run(Engine engine, String name) {
    Path images = Path.of("models/fashion/inputs.npy");
    Tensor inputs = SampleInputs.of(deployment.model().inSize(), 2, 4, 1, images);
    WaveFiles files =
        new WaveFiles(folder.resolve(name + ".vcd"), folder.resolve(name + ".fst"), false);
    return files.record(wave -> EngineRun.recorded(engine, deployment, inputs, wave));
  }

  @Test
  void bothMakeTheSameWave() throws IOException {
    Tools.require("verilator");
    EngineRun model = run(Engine.CYCLE, "model");
    EngineRun rtl = run(Engine.VERILATOR, "rtl");
    assertThat(rtl).isEqualTo(model);
    String expected = Files.readString(folder.resolve("model.vcd"));
    String found = Files.readString(folder.resolve("rtl.vcd"));
    assertThat(found).isEqualTo(expected.replace("module model", "module rtl"));
    VcdReader plain = VcdReader.of(found);
    Path fst = folder.resolve("rtl.fst");
    VcdReader packed = VcdReader.of(Tools.run(folder, List.of("fst2vcd", fst.toString())));
    for (String name : plain.names()) {
      assertThat(packed.changes(name)).as(name).isEqualTo(plain.changes(name));
    }
  }
}
