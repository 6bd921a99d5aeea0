package org.kcpfpga.wave;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.Tools;
import org.kcpfpga.tensor.TestSeed;

/** FST files, as GTKWave's own program reads them. */
class FstTest {
  private static final int[] WIDTHS = {1, 2, 7, 8, 9, 31, 32, 33, 64, 96, 1, 300};
  private static final int TIMES = 2000;

  @TempDir Path folder;

  /** What GTKWave makes of a file. */
  private VcdReader read(Path fst) throws IOException {
    return VcdReader.of(Tools.run(folder, List.of("fst2vcd", fst.toString())));
  }

  @Test
  void changesOfAllWidthsAreReadBackFromManySections() throws IOException {
    same(500);
  }

  @Test
  void changesOfAllWidthsAreReadBackFromOneSection() throws IOException {
    same(Fst.SECTION);
  }

  private void same(int section) throws IOException {
    Path vcd = folder.resolve("w.vcd");
    Path fst = folder.resolve("w.fst");
    try (OutputStream text = Files.newOutputStream(vcd);
        OutputStream packed = Files.newOutputStream(fst)) {
      write(
          new Wave(
              List.of(
                  new Vcd(new WaveOutput(vcd, text)),
                  new Fst(new WaveOutput(fst, packed), section)),
              false));
    }
    VcdReader expected = VcdReader.of(vcd);
    VcdReader found = read(fst);
    assertThat(found.names()).isEqualTo(expected.names()).hasSize(2 * WIDTHS.length);
    for (String name : expected.names()) {
      assertThat(found.changes(name)).as(name).isEqualTo(expected.changes(name));
    }
    assertThat(found.end()).isEqualTo(expected.end());
  }

  /** Signals of which some change always, some hardly ever, and the last never again. */
  private static void write(Wave wave) {
    Random random = TestSeed.random("fst", 31);
    wave.scope("a");
    for (int i = 0; i < WIDTHS.length; i++) {
      wave.signal("s" + i, WIDTHS[i]);
    }
    wave.scope("b");
    for (int i = 0; i < WIDTHS.length; i++) {
      wave.alias("t" + i, i);
    }
    wave.up();
    wave.up();
    wave.begin();
    long time = 0;
    for (int i = 0; i < TIMES; i++) {
      wave.at(time);
      for (int id = 0; id < WIDTHS.length; id++) {
        if (i == 0 || id < WIDTHS.length - 1 && random.nextInt(1 << id) == 0) {
          int[] words = random.ints((WIDTHS[id] + 31) / 32).toArray();
          wave.set(id, words, 0);
        }
      }
      time += 1 + random.nextInt(1000);
    }
    wave.at(time);
    wave.end();
  }
}
