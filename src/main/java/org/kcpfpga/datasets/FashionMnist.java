package org.kcpfpga.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/** Fashion-MNIST, from the folder of Debian's package dataset-fashion-mnist. */
public final class FashionMnist {
  /** Where the package puts its files. */
  public static final Path DEBIAN = Path.of("/usr/share/datasets/fashion-mnist");

  /** Image rows in the input vector of one step. */
  private static final int ROWS_PER_STEP = 4;

  private static final int CLASSES = 10;
  private static final String TEST = "t10k";
  private static final String TRAINING = "train";

  private FashionMnist() {}

  /** Names of the classes, by label. */
  public static List<String> classes() {
    return List.of(
        "t-shirt",
        "trouser",
        "pullover",
        "dress",
        "coat",
        "sandal",
        "shirt",
        "sneaker",
        "bag",
        "ankle boot");
  }

  /** The 60,000 images to learn from; see {@link #read}. */
  public static LabelledInputs readTraining(Path folder) {
    return read(folder, TRAINING);
  }

  /** Whether the folder has the test images. */
  public static boolean isIn(Path folder) {
    String name = TEST + "-images-idx3-ubyte";
    return Files.exists(folder.resolve(name)) || Files.exists(folder.resolve(name + ".gz"));
  }

  /**
   * Reads the test images and labels.
   *
   * @param folder has both IDX files, plain or with the ending {@code .gz}
   * @return inputs [n, 7, 112], pixels / 255 rounded to float32, four image rows a step; labels [n]
   * @throws UserError naming the file that is missing, broken, or does not fit the other
   */
  public static LabelledInputs read(Path folder) {
    return read(folder, TEST);
  }

  private static LabelledInputs read(Path folder, String part) {
    Path imageFile = file(folder, part + "-images-idx3-ubyte");
    Path labelFile = file(folder, part + "-labels-idx1-ubyte");
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
    return new LabelledInputs(inputs, labels(labels, labelFile));
  }

  private static Tensor labels(IdxFile labels, Path file) {
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
