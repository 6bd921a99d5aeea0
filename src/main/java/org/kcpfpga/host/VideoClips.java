package org.kcpfpga.host;

import org.kcpfpga.tensor.Tensor;

/**
 * Clips of 160 x 120 colour frames made of small grey images: an image, enlarged bilinearly, moves
 * over a frame whose channels differ in gain. Deterministic.
 */
public final class VideoClips {
  static final int HEIGHT = 120;
  static final int WIDTH = 160;
  static final int CHANNELS = 3;

  /** Values of a frame, order row, column, channel. */
  public static final int FRAME = HEIGHT * WIDTH * CHANNELS;

  private static final double[] GAIN = {1.0, 0.85, 0.7};

  /** Pixels that the image moves to the right from step to step. */
  private static final int MOTION = 6;

  private VideoClips() {}

  /**
   * Clips from images.
   *
   * @param images [n, 28, 28], 0 to 1; clip c shows image c mod n
   * @return [clips, steps, 57600], 0 to 1
   */
  public static Tensor of(Tensor images, int clips, int steps) {
    double[] values = new double[Math.multiplyExact(clips * steps, FRAME)];
    for (int clip = 0; clip < clips; clip++) {
      for (int step = 0; step < steps; step++) {
        frame(images, clip % images.extent(0), step, values, (clip * steps + step) * FRAME);
      }
    }
    return Tensor.of(new int[] {clips, steps, FRAME}, values);
  }

  private static void frame(Tensor images, int image, int step, double[] to, int at) {
    int next = at;
    for (int row = 0; row < HEIGHT; row++) {
      for (int column = 0; column < WIDTH; column++) {
        int x = Math.floorMod(column - step * MOTION, WIDTH);
        double grey = x < HEIGHT ? pixel(images, image, row, x) : 0;
        for (double gain : GAIN) {
          to[next++] = gain * grey;
        }
      }
    }
  }

  /** The image at a point of a square of {@link #HEIGHT} pixels. */
  private static double pixel(Tensor images, int image, int row, int column) {
    int side = images.extent(1);
    double y = (double) row * (side - 1) / (HEIGHT - 1);
    double x = (double) column * (side - 1) / (HEIGHT - 1);
    int top = Math.min((int) y, side - 2);
    int left = Math.min((int) x, side - 2);
    double down = y - top;
    double right = x - left;
    double upper =
        (1 - right) * images.at(image, top, left) + right * images.at(image, top, left + 1);
    double lower =
        (1 - right) * images.at(image, top + 1, left) + right * images.at(image, top + 1, left + 1);
    return (1 - down) * upper + down * lower;
  }
}
