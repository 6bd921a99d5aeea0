package org.kcpfpga.datasets;

import java.nio.file.Path;
import java.util.Arrays;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** The classes of sequences: whole numbers from 0, one for each. */
public final class Labels {
  /** Classes at most: memory is taken for each, and a larger label is a mistake. */
  public static final int MOST_CLASSES = 1 << 16;

  private Labels() {}

  /**
   * Labels of a .npy file.
   *
   * @param sequences how many; -1 for any number
   * @param classes each is below this
   * @throws UserError naming the file, and the first label that is none
   */
  public static Tensor read(Path file, int sequences, int classes) {
    return checked(Npy.read(file), file, sequences, classes);
  }

  /**
   * Refuses labels of which nothing can be learned: all of one class.
   *
   * @param place where they are, for messages
   */
  public static void requireSeveral(String place, Tensor labels) {
    double first = labels.values()[0];
    if (Arrays.stream(labels.values()).allMatch(label -> label == first)) {
      throw UserError.at(place, "one class, " + (int) first, "at least two classes");
    }
  }

  /** Refuses a test part with a class that was never learned: it cannot be right. */
  public static void requireLearned(String place, Tensor tested, Tensor learned) {
    double last = Arrays.stream(learned.values()).max().orElseThrow();
    for (double label : tested.values()) {
      if (label > last) {
        throw UserError.at(place, "class " + (int) label, "a class of the training part");
      }
    }
  }

  /** Likewise of labels that were read; {@code file} is for messages. */
  public static Tensor checked(Tensor labels, Path file, int sequences, int classes) {
    labels.requireShape(file.toString(), -1);
    if (sequences >= 0 && labels.size() != sequences) {
      throw UserError.at(
          file.toString(), labels.size() + " labels", sequences + ", one for each sequence");
    }
    for (int i = 0; i < labels.size(); i++) {
      double label = labels.values()[i];
      if (label != Math.rint(label) || label < 0 || label >= classes) {
        throw UserError.at(file + "[" + i + "]", label, "a class, 0 to " + (classes - 1));
      }
    }
    return labels;
  }
}
