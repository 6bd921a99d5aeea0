package org.kcpfpga.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

class FashionMnistTest {
  private static final String IMAGES = "t10k-images-idx3-ubyte";
  private static final String LABELS = "t10k-labels-idx1-ubyte";

  @TempDir Path folder;

  @Test
  void theFirst200TestImagesOfTheDebianPackageAreTheRepositorysSamples() {
    assumeTrue(
        Files.isDirectory(FashionMnist.DEBIAN), "Debian's dataset-fashion-mnist: not installed");
    LabelledInputs all = FashionMnist.read(FashionMnist.DEBIAN);
    Tensor inputs = Npy.read(Path.of("models/fashion/inputs.npy"));
    Tensor labels = Npy.read(Path.of("models/fashion/labels.npy"));

    assertThat(all.inputs().shape()).containsExactly(10_000, 7, 112);
    assertThat(all.labels().shape()).containsExactly(10_000);
    assertThat(Arrays.copyOf(all.inputs().values(), inputs.size())).isEqualTo(inputs.values());
    assertThat(Arrays.copyOf(all.labels().values(), 200)).isEqualTo(labels.values());
  }

  @Test
  void fourImageRowsBecomeOneStepAndPixelsNumbersFrom0To1() {
    byte[] pixels = new byte[2 * 784];
    pixels[0] = (byte) 255;
    pixels[3 * 28 + 5] = 51;
    pixels[784 + 4 * 28 + 1] = (byte) 204;
    images(2, pixels);
    labels((byte) 9, (byte) 0);

    LabelledInputs read = FashionMnist.read(folder);

    assertThat(read.inputs().shape()).containsExactly(2, 7, 112);
    assertThat(read.inputs().at(0, 0, 0)).isEqualTo(1);
    assertThat(read.inputs().at(0, 0, 89)).isEqualTo(0.2f);
    assertThat(read.inputs().at(1, 1, 1)).isEqualTo(0.8f);
    assertThat(Arrays.stream(read.inputs().values()).sum()).isEqualTo(1d + 0.2f + 0.8f);
    assertThat(read.labels().values()).containsExactly(9, 0);
  }

  @Test
  void compressedFilesAreTakenBeforePlainOnes() {
    images(1, new byte[784]);
    IdxBytes.file(folder, LABELS, IdxBytes.of(new int[] {1}, (byte) 3));
    IdxBytes.file(folder, LABELS + ".gz", IdxBytes.gzip(IdxBytes.of(new int[] {1}, (byte) 4)));

    assertThat(FashionMnist.read(folder).labels().values()).containsExactly(4);
  }

  @Test
  void aMissingFileIsNamedWithThePackageThatHasIt() {
    refuse(IMAGES + ".gz: no such file (expected: as in Debian's package dataset-fashion-mnist)");
    images(1, new byte[784]);
    refuse(LABELS + ".gz: no such file");
  }

  @Test
  void countsThatDifferAreRefused() {
    images(2, new byte[2 * 784]);
    labels((byte) 1, (byte) 2, (byte) 3);
    refuse(LABELS + ": 3 labels (expected: 2, one an image)");
  }

  @Test
  void otherImagesAndOtherClassesAreRefused() {
    labels((byte) 1, (byte) 10);
    IdxBytes.file(folder, IMAGES, IdxBytes.of(new int[] {2, 1, 3}, new byte[6]));
    refuse(IMAGES + ": image: 1 x 3 (expected: 28 x 28 pixels)");
    images(2, new byte[2 * 784]);
    refuse(LABELS + "[1]: 10 (expected: a class, below 10)");
  }

  private void images(int count, byte[] pixels) {
    IdxBytes.file(folder, IMAGES, IdxBytes.of(new int[] {count, 28, 28}, pixels));
  }

  private void labels(byte... labels) {
    IdxBytes.file(folder, LABELS, IdxBytes.of(new int[] {labels.length}, labels));
  }

  private void refuse(String message) {
    assertThatThrownBy(() -> FashionMnist.read(folder))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(folder.toString())
        .hasMessageContaining(message);
  }
}
