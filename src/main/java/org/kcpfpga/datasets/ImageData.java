package org.kcpfpga.datasets;

import java.nio.file.Path;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Small grey images, 28 x 28 pixels with values from 0 (black) to 1 (white). */
public final class ImageData {
  /** Rows, and columns, of an image. */
  static final int SIDE = 28;

  private ImageData() {}

  /**
   * The images of a .npy file, whose steps hold whole image rows, for example [n, 7, 112].
   *
   * @return [n, 28, 28]
   * @throws UserError naming the file if it is not one of images
   */
  public static Tensor read(Path npy) {
    Tensor all = Npy.read(npy);
    boolean images = all.rank() >= 2 && all.size() > 0 && all.size() == all.extent(0) * SIDE * SIDE;
    if (!images) {
      throw UserError.at(npy.toString(), all, "images of 28 x 28 pixels, at least one");
    }
    return checked(npy.toString(), all.reshape(all.extent(0), SIDE, SIDE));
  }

  /** The same images, if they are some: [n, 28, 28], n at least 1, values in 0..1. */
  static Tensor checked(String place, Tensor images) {
    images.requireShape(place, -1, SIDE, SIDE);
    if (images.size() == 0) {
      throw UserError.at(place, "no image", "at least one");
    }
    double[] values = images.values();
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= 0 && values[i] <= 1)) {
        throw UserError.at(place + "[" + i + "]", values[i], "a pixel in 0..1");
      }
    }
    return images;
  }
}
