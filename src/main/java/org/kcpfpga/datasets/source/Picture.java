package org.kcpfpga.datasets.source;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.kcpfpga.common.UserError;

/** A picture as values: row, column, channel (red, green, blue), 0..1. */
final class Picture {
  private static final int CHANNELS = 3;

  private Picture() {}

  /**
   * Reads a PNG or JPEG file, resized.
   *
   * @return height * width * 3 values
   * @throws UserError naming the file if it is no picture
   */
  static double[] read(Path path, int width, int height) {
    try {
      BufferedImage image = ImageIO.read(path.toFile());
      if (image == null) {
        throw UserError.at(path.toString(), "no picture that can be read", "PNG or JPEG");
      }
      return resized(image, width, height);
    } catch (IOException | IllegalArgumentException e) {
      throw UserError.at(path.toString(), "broken: " + e.getMessage(), "PNG or JPEG");
    }
  }

  /** Each value is the mean over the area that it covers in the image. */
  static double[] resized(BufferedImage image, int width, int height) {
    int[] row = new int[image.getWidth()];
    int line = width * CHANNELS;
    double[] narrow = new double[image.getHeight() * line];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int to = 0; to < width; to++) {
        Span span = Span.of(to, row.length, width);
        for (int x = span.first(); x < span.end(); x++) {
          for (int c = 0; c < CHANNELS; c++) {
            int level = row[x] >> (16 - 8 * c) & 0xff;
            narrow[y * line + to * CHANNELS + c] += span.share(x) * level / 255;
          }
        }
      }
    }
    double[] values = new double[height * line];
    for (int to = 0; to < height; to++) {
      Span span = Span.of(to, image.getHeight(), height);
      for (int y = span.first(); y < span.end(); y++) {
        for (int i = 0; i < line; i++) {
          values[to * line + i] += span.share(y) * narrow[y * line + i];
        }
      }
    }
    return values;
  }

  /**
   * The given pixels that a new one covers, from {@code low} to {@code high}.
   *
   * @param low in given pixels
   * @param high in given pixels
   */
  private record Span(double low, double high) {
    static Span of(int to, int from, int count) {
      return new Span((double) to * from / count, (double) (to + 1) * from / count);
    }

    int first() {
      return (int) low;
    }

    int end() {
      return (int) Math.ceil(high);
    }

    /** The share of a given pixel; all shares add up to 1. */
    double share(int pixel) {
      return (Math.min(high, pixel + 1) - Math.max(low, pixel)) / (high - low);
    }
  }
}
