package org.kcpfpga.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/** Ground at (row, column): 0.125 + 0.125 row / 120 + 0.25 column / 160; gains 1, 15/16, 14/16. */
class VideoClipsTest {
  /** Half a unit in the last place of a float32 just below 1. */
  private static final Offset<Double> FLOAT32 = within(3e-8);

  @Test
  void aBlackImageShowsTheGroundInThreeGains() {
    Tensor clip = VideoClips.of(Tensor.zeros(1, 28, 28), 1, 1);

    assertThat(clip.shape()).containsExactly(1, 1, 57_600);
    assertPixel(clip, 0, 0, 0, 0, 0.125);
    assertPixel(clip, 0, 0, 60, 80, 0.3125);
    // 0.125 + 0.125 * 0.75 + 0.25 * 0.9
    assertPixel(clip, 0, 0, 90, 144, 0.44375);
  }

  @Test
  void theSquareMovesFromStepToStepAndTurnsBackAtTheEdge() {
    Tensor clips = VideoClips.of(white(), 2, 14);

    assertSquareAt(clips, 0, 0, 0, 0);
    assertSquareAt(clips, 0, 1, 3, 5);
    assertSquareAt(clips, 0, 12, 36, 60);
    // 13 * 3 = 39 is 3 beyond the lowest place, 36
    assertSquareAt(clips, 0, 13, 33, 65);
    assertSquareAt(clips, 1, 0, 7, 11);
    // 11 + 13 * 5 = 76, the rightmost place; 7 + 39 = 46 is 10 beyond the lowest
    assertSquareAt(clips, 1, 13, 26, 76);
  }

  @Test
  void theImageIsEnlargedThreefoldByBilinearInterpolation() {
    Tensor image = Tensor.zeros(1, 28, 28);
    image.values()[28 + 1] = 0.6;
    Tensor clip = VideoClips.of(image, 1, 1);

    // Pixel p of the square lies at p/3 - 1/3 of the image: 4 at 1, 3 at 2/3, 2 at 1/3, 5 at 4/3.
    assertLight(clip, 4, 4, 0.6);
    assertLight(clip, 3, 4, 0.4);
    assertLight(clip, 2, 2, 0.6 / 9);
    assertLight(clip, 5, 3, 0.6 * 2 / 3 * 2 / 3);
    assertLight(clip, 1, 4, 0);
    assertLight(clip, 7, 4, 0);
  }

  @Test
  void atTheRimTheOutermostPixelsAreKept() {
    Tensor image = Tensor.zeros(1, 28, 28);
    image.values()[0] = 0.25;
    image.values()[783] = 0.5;
    Tensor clip = VideoClips.of(image, 1, 1);

    assertLight(clip, 0, 0, 0.25);
    assertLight(clip, 1, 1, 0.25);
    assertLight(clip, 82, 82, 0.5);
    assertLight(clip, 83, 83, 0.5);
  }

  @Test
  void imagesAreTakenInTurnAndAllValuesStayFrom0To1() {
    Tensor images = ImageData.read(Path.of("models/fashion/inputs.npy"));
    Tensor two = Tensor.of(new int[] {2, 28, 28}, Arrays.copyOf(images.values(), 2 * 784));

    Tensor clips = VideoClips.of(two, 3, 2);

    assertThat(clips).isEqualTo(VideoClips.of(two, 3, 2));
    assertThat(clips.shape()).containsExactly(3, 2, 57_600);
    assertThat(Arrays.stream(clips.values()).min().orElseThrow()).isBetween(0.1, 0.125);
    assertThat(Arrays.stream(clips.values()).max().orElseThrow()).isBetween(0.9, 1.0);
    // clip 2 shows image 0 again, at rows from 14 and columns from 22
    double seen = images.values()[10 * 28 + 14];
    double ground = 0.125 + 0.125 * (14 + 31) / 120 + 0.25 * (22 + 43) / 160;
    assertPixel(clips, 2, 0, 14 + 31, 22 + 43, seen + (1 - seen) * ground);
  }

  @Test
  void whatIsNoImageIsRefused() {
    refuse(() -> VideoClips.of(Tensor.zeros(1, 28, 27), 1, 1), "images: shape [1, 28, 27]");
    refuse(() -> VideoClips.of(Tensor.zeros(0, 28, 28), 1, 1), "images: no image");
    Tensor bright = white();
    bright.values()[5] = 1.5;
    refuse(() -> VideoClips.of(bright, 1, 1), "images[5]: 1.5 (expected: a pixel in 0..1)");
    bright.values()[5] = Double.NaN;
    refuse(() -> VideoClips.of(bright, 1, 1), "images[5]: NaN");
  }

  @Test
  void countsOfWhichNoClipsCanBeMadeAreRefused() {
    refuse(() -> VideoClips.of(white(), 0, 1), "sequences: 0 (expected: at least 1)");
    refuse(() -> VideoClips.of(white(), 1, 0), "steps: 0 (expected: at least 1)");
    refuse(() -> VideoClips.of(white(), 1 << 16, 1 << 16), "(expected: below 2^31 values)");
  }

  private static void refuse(Runnable call, String message) {
    assertThatThrownBy(call::run).isInstanceOf(UserError.class).hasMessageContaining(message);
  }

  private static Tensor white() {
    Tensor white = Tensor.zeros(1, 28, 28);
    Arrays.fill(white.values(), 1);
    return white;
  }

  /** White in the square's corners, ground just outside of them. */
  private static void assertSquareAt(Tensor clips, int clip, int step, int top, int left) {
    int bottom = top + 83;
    int right = left + 83;
    assertPixel(clips, clip, step, top, left, 1);
    assertPixel(clips, clip, step, bottom, right, 1);
    int inside = 0;
    for (int row = 0; row < 120; row++) {
      for (int column = 0; column < 160; column++) {
        inside += clips.at(clip, step, (row * 160 + column) * 3) == 1 ? 1 : 0;
      }
    }
    assertThat(inside).isEqualTo(84 * 84);
  }

  private static void assertLight(Tensor clip, int row, int column, double light) {
    double ground = 0.125 + 0.125 * row / 120 + 0.25 * column / 160;
    assertPixel(clip, 0, 0, row, column, light + (1 - light) * ground);
  }

  private static void assertPixel(
      Tensor clips, int clip, int step, int row, int column, double grey) {
    int first = (row * 160 + column) * 3;
    assertThat(clips.at(clip, step, first)).isCloseTo(grey, FLOAT32);
    assertThat(clips.at(clip, step, first + 1)).isCloseTo(15 * grey / 16, FLOAT32);
    assertThat(clips.at(clip, step, first + 2)).isCloseTo(14 * grey / 16, FLOAT32);
  }
}
