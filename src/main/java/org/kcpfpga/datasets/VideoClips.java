package org.kcpfpga.datasets;

import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/**
 * Video clips of the size that the paper's recogniser takes, made from small real images.
 *
 * <p>Clip k shows image k (counted round), enlarged to a square that moves over a fixed ramp of
 * brightness and turns back at the edges. All is given by formulas; the same arguments give the
 * same clips.
 */
public final class VideoClips {
  /** Rows of a frame. */
  static final int HEIGHT = 120;

  /** Columns of a frame. */
  static final int WIDTH = 160;

  /** Channels of a pixel. */
  static final int CHANNELS = 3;

  /** Values of a frame, in the order row, column, channel: 57,600. */
  public static final int FRAME = HEIGHT * WIDTH * CHANNELS;

  /** Rows, and columns, of the enlarged image. */
  private static final int SQUARE = 84;

  private static final double[] GAIN = {1, 0.9375, 0.875};

  private final Tensor images;

  private VideoClips(Tensor images) {
    this.images = images;
  }

  /**
   * Makes clips.
   *
   * @param images [n, 28, 28], values in 0..1
   * @param clips how many, at least 1
   * @param steps frames of each, at least 1
   * @return [clips, steps, 57600], float32 values in 0..1
   * @throws UserError if there are no images, or more than 2^31 values would result
   */
  public static Tensor of(Tensor images, int clips, int steps) {
    ImageData.checked("images", images);
    SampleInputs.requireCounts(clips, steps, FRAME);
    VideoClips maker = new VideoClips(images);
    Tensor all = Tensor.zeros(clips, steps, FRAME);
    for (int clip = 0; clip < clips; clip++) {
      for (int step = 0; step < steps; step++) {
        maker.paint(all.values(), (clip * steps + step) * FRAME, clip, step);
      }
    }
    return all;
  }

  private void paint(double[] values, int from, int clip, int step) {
    int image = clip % images.extent(0);
    int top = bounce(7L * clip + 3L * step, HEIGHT - SQUARE);
    int left = bounce(11L * clip + 5L * step, WIDTH - SQUARE);
    int at = from;
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        double light = pixel(image, row - top, column - left);
        double ground = 0.125 + 0.125 * row / HEIGHT + 0.25 * column / WIDTH;
        // where the image is black, the ground shines through
        double grey = light + (1 - light) * ground;
        for (double gain : GAIN) {
          values[at++] = (float) (gain * grey);
        }
      }
    }
  }

  /** Position after {@code way} single steps between 0 and {@code end}, turning at both. */
  private static int bounce(long way, int end) {
    return (int) (end - Math.abs(end - way % (2L * end)));
  }

  /** The enlarged image at a place of its square; 0 outside. */
  private double pixel(int image, int row, int column) {
    if (row < 0 || row >= SQUARE || column < 0 || column >= SQUARE) {
      return 0;
    }
    double y = source(row);
    double x = source(column);
    int r = (int) y;
    int c = (int) x;
    double down = y - r;
    double right = x - c;
    // bilinear: first along both rows, then between them
    double upper = (1 - right) * at(image, r, c) + right * at(image, r, c + 1);
    double lower = (1 - right) * at(image, r + 1, c) + right * at(image, r + 1, c + 1);
    return (1 - down) * upper + down * lower;
  }

  /** Where the middle of an enlarged pixel lies in the image, pixel middles being whole numbers. */
  private static double source(int place) {
    double middle = (2 * place + 1) * ImageData.SIDE / (2.0 * SQUARE) - 0.5;
    return Math.max(0, Math.min(ImageData.SIDE - 1, middle));
  }

  private double at(int image, int row, int column) {
    int side = ImageData.SIDE;
    int r = Math.min(row, side - 1);
    int c = Math.min(column, side - 1);
    return images.values()[(image * side + r) * side + c];
  }
}
