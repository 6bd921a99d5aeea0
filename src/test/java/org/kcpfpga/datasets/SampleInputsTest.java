package org.kcpfpga.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

class SampleInputsTest {
  private static final Path IMAGES = Path.of("models/fashion/inputs.npy");

  @TempDir Path folder;

  @Test
  void mostSizesGetUniformNumbersThatDependOnTheSeedAlone() {
    Path unused = folder.resolve("none.npy");
    Tensor inputs = SampleInputs.of(112, 3, 5, 7, unused);

    assertThat(inputs.shape()).containsExactly(3, 5, 112);
    assertThat(inputs).isEqualTo(SampleInputs.of(112, 3, 5, 7, unused));
    assertThat(inputs).isNotEqualTo(SampleInputs.of(112, 3, 5, 8, unused));
    assertThat(Arrays.stream(inputs.values()).allMatch(x -> x >= 0 && x < 1)).isTrue();
    // the mean of 1680 uniform numbers has a standard deviation of 0.007
    assertThat(Arrays.stream(inputs.values()).average().orElseThrow()).isBetween(0.45, 0.55);
  }

  @Test
  void theSizeOfAFrameGetsClipsOfImagesThatTheSeedDraws() {
    Tensor clips = SampleInputs.of(57_600, 2, 3, 7, IMAGES);

    assertThat(clips.shape()).containsExactly(2, 3, 57_600);
    assertThat(clips).isEqualTo(SampleInputs.of(57_600, 2, 3, 7, IMAGES));
    assertThat(clips).isNotEqualTo(SampleInputs.of(57_600, 2, 3, 8, IMAGES));
  }

  @Test
  void bothSortsSurviveANumpyFileUnchanged() {
    for (int size : new int[] {12, 57_600}) {
      Tensor inputs = SampleInputs.of(size, 1, 2, 1, IMAGES);
      Path file = folder.resolve("inputs.npy");
      Npy.writeFloat32(file, inputs);
      assertThat(Npy.read(file)).isEqualTo(inputs);
    }
  }

  @Test
  void filesOfOtherArraysAndCountsBelowOneAreRefused() {
    Path file = folder.resolve("other.npy");
    Npy.writeFloat32(file, Tensor.zeros(2, 7, 111));
    refuse(57_600, 1, 1, file, file + ": Tensor[2, 7, 111] (expected: images of 28 x 28");
    Npy.writeFloat32(file, Tensor.zeros(0, 28, 28));
    refuse(57_600, 1, 1, file, "(expected: images of 28 x 28 pixels, at least one)");
    refuse(57_600, 1, 1, folder.resolve("none.npy"), "none.npy: no such file");
    refuse(12, 0, 1, IMAGES, "sequences: 0");
    refuse(12, 1, -1, IMAGES, "steps: -1");
    refuse(0, 1, 1, IMAGES, "input size: 0");
    refuse(1 << 24, 1 << 10, 1, IMAGES, "below 2^31 values");
  }

  private static void refuse(int size, int sequences, int steps, Path images, String message) {
    assertThatThrownBy(() -> SampleInputs.of(size, sequences, steps, 1, images))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(message);
  }
}
