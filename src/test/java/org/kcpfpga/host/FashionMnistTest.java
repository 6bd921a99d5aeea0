package org.kcpfpga.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.UserError;

class FashionMnistTest {
  private static final int IMAGE = 28 * 28;

  @TempDir Path folder;

  private void images(int said, int there) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(16 + there * IMAGE);
    file.putInt(0x00000803).putInt(said).putInt(28).putInt(28);
    for (int i = 0; i < there * IMAGE; i++) {
      file.put((byte) i);
    }
    Files.write(folder.resolve("t10k-images-idx3-ubyte"), file.array());
  }

  private void labels(int magic, int... labels) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(8 + labels.length);
    file.putInt(magic).putInt(labels.length);
    for (int label : labels) {
      file.put((byte) label);
    }
    Path path = folder.resolve("t10k-labels-idx1-ubyte.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(file.array());
    }
  }

  private void refused(String... parts) {
    assertThatThrownBy(() -> FashionMnist.read(folder))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void fourImageRowsMakeAStepAndPixelsAreDividedBy255() throws IOException {
    images(2, 2);
    labels(0x00000801, 7, 9);
    FashionMnist.Labelled set = FashionMnist.read(folder);
    assertThat(set.inputs().shape()).containsExactly(2, 7, 112);
    assertThat(set.labels().values()).containsExactly(7, 9);
    // byte number 3 * 784 / 4 .. : step 1 of image 0 begins with byte 112, step 3 with byte 336 -
    // 256
    assertThat(set.inputs().at(0, 1, 0)).isCloseTo(112 / 255.0, within(1e-7));
    assertThat(set.inputs().at(0, 3, 0)).isCloseTo(80 / 255.0, within(1e-7));
  }

  @Test
  void brokenSetsAreRefused() throws IOException {
    refused("t10k-images-idx3-ubyte", "no such file");
    images(2, 1);
    labels(0x00000801, 7, 9);
    refused("t10k-images-idx3-ubyte", "truncated");
    images(1, 1);
    refused("labels: 2", "1, one each");
    labels(0x00000803, 7);
    refused("magic: 00000803", "00000801");
    images(Integer.MAX_VALUE, 1);
    refused("size: too large");
  }

  @Test
  void clipsMoveTheEnlargedImageToTheRight() {
    // One white pixel column on the left: 1 at x = 0, falling to 0 at x = 119 / 27 = 4.4
    double[] pixels = new double[IMAGE];
    for (int row = 0; row < 28; row++) {
      pixels[row * 28] = 1;
    }
    Tensor clips = VideoClips.of(Tensor.of(new int[] {1, 28, 28}, pixels), 1, 2);
    assertThat(clips.shape()).containsExactly(1, 2, 57600);
    // row 0, column 0, channels: gains 1, 0.85, 0.7
    assertThat(clips.at(0, 0, 0)).isEqualTo(1);
    assertThat(clips.at(0, 0, 1)).isCloseTo(0.85, within(1e-12));
    // column 1: 1 - 27 / 119
    assertThat(clips.at(0, 0, 3)).isCloseTo(1 - 27 / 119.0, within(1e-12));
    // one step later the image begins at column 6
    assertThat(clips.at(0, 1, 0)).isZero();
    assertThat(clips.at(0, 1, 18)).isEqualTo(1);
  }
}
