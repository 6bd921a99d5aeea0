package org.kcpfpga.datasets.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.common.UserError;

class PictureTest {
  @TempDir private Path folder;

  /** A picture of the given colours, row by row. */
  static BufferedImage image(int width, int... colours) {
    BufferedImage image =
        new BufferedImage(width, colours.length / width, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, width, colours.length / width, colours, 0, width);
    return image;
  }

  @Test
  void aPictureOfTheRightSizeIsItsPixels() {
    double[] values = Picture.resized(image(2, 0xff0000, 0x00ff00, 0x0000ff, 0x333333), 2, 2);
    assertThat(values).containsExactly(1, 0, 0, 0, 1, 0, 0, 0, 1, 0.2, 0.2, 0.2);
  }

  @Test
  void aSmallerOneIsTheMeanOfItsAreas() {
    // three columns to two: the middle one is shared
    double[] values = Picture.resized(image(3, 0xff0000, 0, 0x00ff00), 2, 1);
    double[] expected = {2 / 3.0, 0, 0, 0, 2 / 3.0, 0};
    assertThat(values).containsExactly(expected, offset(1e-12));
  }

  @Test
  void aLargerOneRepeats() {
    double[] values = Picture.resized(image(1, 0xff0000, 0), 1, 4);
    assertThat(values).containsExactly(1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void filesOfBothKindsAreReadAndOthersRefused() throws IOException {
    BufferedImage white = image(4, new int[16]);
    for (String kind : new String[] {"png", "jpg"}) {
      Path file = folder.resolve("a." + kind);
      ImageIO.write(white, kind, file.toFile());
      assertThat(Picture.read(file, 2, 2)).containsOnly(0);
    }
    Path text = Files.writeString(folder.resolve("b.png"), "no picture");
    assertThatThrownBy(() -> Picture.read(text, 2, 2))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("b.png: no picture");
  }
}
