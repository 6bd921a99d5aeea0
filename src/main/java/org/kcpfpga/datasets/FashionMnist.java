package org.kcpfpga.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/** Fashion-MNIST's images, from the folder of Debian's package dataset-fashion-mnist. */
public final class FashionMnist {
  /** Where the package puts its files. */
  public static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

  /** Image rows in the input vector of one step. */
  private static final int ROWS_PER_STEP = 4;

  private static final int CLASSES = 10;
  private static final String IMAGES = "-images-idx3-ubyte";
  private static final String LABELS = "-labels-idx1-ubyte";

  private FashionMnist() {}

  /**
   * Reads the test images and labels.
   *
   * @param folder has both IDX files, plain or with the ending {@code .gz}
   * @return inputs [n, 7, 112], pixels / 255 rounded to float32, four image rows a step; labels [n]
   * @throws UserError naming the file that is missing, broken, or does not fit the other
   */
  public static LabelledInputs read(Path folder) {
    return read(folder, "t10k");
  }

  /**
   * Reads the training images and labels.
   *
   * @param folder as for {@link #read(Path)}
   * @return as {@link #read(Path)}
   */
  public static LabelledInputs readTraining(Path folder) {
    return read(folder, "train");
  }

  private static LabelledInputs read(Path folder, String set) {
    Path imageFile = file(folder, set + IMAGES);
    Path labelFile = file(folder, set + LABELS);
    IdxFile images = IdxFile.read(imageFile, 3);
    IdxFile labels = IdxFile.read(labelFile, 1);
    int count = images.shape()[0];
    int rows = images.shape()[1];
    int columns = images.shape()[2];
    if (rows != ImageData.SIDE || columns != ImageData.SIDE) {
      throw UserError.at(imageFile + ": image", rows + " x " + columns, "28 x 28 pixels");
    }
    if (labels.shape()[0] != count) {
      throw UserError.at(
          labelFile.toString(), labels.shape()[0] + " labels", count + ", one an image");
    }
    Tensor inputs = Tensor.zeros(count, rows / ROWS_PER_STEP, ROWS_PER_STEP * columns);
    for (int i = 0; i < inputs.size(); i++) {
      inputs.values()[i] = (images.bytes()[i] & 0xff) / 255f;
    }
    return new LabelledInputs(inputs, classes(labels, labelFile));
  }

  private static Tensor classes(IdxFile labels, Path file) {
    Tensor classes = Tensor.zeros(labels.shape());
    for (int i = 0; i < classes.size(); i++) {
      int label = labels.bytes()[i] & 0xff;
      if (label >= CLASSES) {
        throw UserError.at(file + "[" + i + "]", label, "a class, below " + CLASSES);
      }
      classes.values()[i] = label;
    }
    return classes;
  }

  private static Path file(Path folder, String name) {
    Path packed = folder.resolve(name + ".gz");
    Path plain = folder.resolve(name);
    if (Files.exists(packed)) {
      return packed;
    }
    if (!Files.exists(plain)) {
      throw UserError.at(
          packed.toString(), "no such file", "as in Debian's package dataset-fashion-mnist");
    }
    return plain;
  }
}
