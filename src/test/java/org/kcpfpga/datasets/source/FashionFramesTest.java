package org.kcpfpga.datasets.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.datasets.FashionMnist;
import org.kcpfpga.datasets.source.DataSource.Part;

/** Sequences of pictures, from a set in which every pixel of picture i is i + 1, its class i. */
class FashionFramesTest {
  private static final int PIXELS = 784;

  @TempDir private Path folder;

  @BeforeEach
  void writeImages() throws IOException {
    for (String part : new String[] {"train", "t10k"}) {
      write(part + "-images-idx3-ubyte", new int[] {0x803, 10, 28, 28}, PIXELS, 1);
      write(part + "-labels-idx1-ubyte", new int[] {0x801, 10}, 1, 0);
    }
  }

  private void write(String name, int[] head, int each, int first) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int word : head) {
      out.writeInt(word);
    }
    for (int i = 0; i < 10 * each; i++) {
      out.writeByte(first + i / each);
    }
    Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private DataSource source(long seed) {
    return new FashionFramesSource(
        new FashionSource(folder), new FashionFramesSource.Recipe(2, 5, 3, 400, 50, seed));
  }

  @Test
  void aSequenceIsOfTheClassIfOneOfItsPicturesIs() {
    DataPart part = source(7).part(Part.TRAIN);
    assertThat(part.count()).isEqualTo(400);
    assertThat(part.steps()).isEqualTo(5);
    assertThat(part.inSize()).isEqualTo(PIXELS);
    int[] lengths = new int[6];
    for (int i = 0; i < part.count(); i++) {
      double[] values = part.sequence(i);
      boolean found = false;
      int frames = 0;
      for (int step = 0; step < 5; step++) {
        double first = values[step * PIXELS];
        assertThat(Arrays.stream(values, step * PIXELS, (step + 1) * PIXELS).distinct().toArray())
            .containsExactly(first);
        found |= first == 4 / 255f;
        // empty frames come first only
        assertThat(first > 0).isEqualTo(frames > 0 || first > 0);
        frames += first > 0 ? 1 : 0;
      }
      lengths[frames]++;
      assertThat(part.label(i)).as("sequence %d", i).isEqualTo(found ? 1 : 0);
    }
    assertThat(lengths[0] + lengths[1]).isZero();
    // each length is drawn about 100 times
    for (int frames = 2; frames <= 5; frames++) {
      assertThat(lengths[frames]).isBetween(60, 140);
    }
  }

  @Test
  void theSameSeedGivesTheSameSequencesAndPartsDiffer() {
    double[] one = source(7).part(Part.TEST).all().inputs().values();
    assertThat(source(7).part(Part.TEST).all().inputs().values()).isEqualTo(one);
    assertThat(source(8).part(Part.TEST).all().inputs().values()).isNotEqualTo(one);
    assertThat(source(7).part(Part.TRAIN).sequence(0)).isNotEqualTo(Arrays.copyOf(one, 5 * PIXELS));
  }

  @Test
  void classesAreNamed() {
    assertThat(source(1).classes()).containsExactly("no dress", "dress");
    assertThat(FashionMnist.classes()).hasSize(10);
  }
}
