package org.kcpfpga.host;

import java.nio.file.Files;
import java.nio.file.Path;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.UserError;

/** The test set of Fashion-MNIST, from the folder of the Debian package dataset-fashion-mnist. */
public final class FashionMnist {
  private static final int SIDE = 28;
  private static final int STEPS = 7;

  private FashionMnist() {}

  /**
   * Inputs and labels.
   *
   * @param inputs [n, 7, 112]: pixels / 255, four image rows a step
   * @param labels [n], 0 to 9
   */
  public record Labelled(Tensor inputs, Tensor labels) {}

  /** The 10,000 test images of a folder. */
  public static Labelled read(Path folder) {
    Tensor images = IdxFile.read(file(folder, "t10k-images-idx3-ubyte"), 3);
    Tensor labels = IdxFile.read(file(folder, "t10k-labels-idx1-ubyte"), 1);
    images.requireShape(folder + ": images", -1, SIDE, SIDE);
    if (labels.extent(0) != images.extent(0)) {
      throw UserError.at(folder + ": labels", labels.extent(0), images.extent(0) + ", one each");
    }
    double[] pixels = images.values().clone();
    for (int i = 0; i < pixels.length; i++) {
      // The trained model saw single precision.
      pixels[i] = (float) pixels[i] / 255f;
    }
    int[] shape = {images.extent(0), STEPS, SIDE * SIDE / STEPS};
    return new Labelled(Tensor.of(shape, pixels), labels);
  }

  private static Path file(Path folder, String name) {
    Path plain = folder.resolve(name);
    return Files.exists(plain) ? plain : folder.resolve(name + ".gz");
  }
}
