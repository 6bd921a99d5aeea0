package org.kcpfpga.cli.train;

import java.nio.file.Path;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.datasets.source.DataSource;
import org.kcpfpga.datasets.source.DataSources;
import org.kcpfpga.rnn.Normalisation;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;
import picocli.CommandLine.Option;

/** The sequences to learn from, and those that measure what was learned. */
public final class DataOptions {
  /** A larger label is a mistake, not a class. */
  private static final int MOST_CLASSES = 1 << 16;

  @Option(
      names = "--data",
      paramLabel = "X",
      description = {
        "Inputs [sequences, steps, N] (.npy), or a data set with labels and test part:",
        "description (JSON), folder of Fashion-MNIST, or .ts file; see docs/data.md."
      })
  private Path data;

  @Option(
      names = "--labels",
      paramLabel = "L",
      description = "Classes from 0 on, [sequences] (.npy).")
  private Path labels;

  @Option(
      names = "--test",
      paramLabel = "X",
      description = "Inputs that measure the result (.npy).")
  private Path test;

  @Option(names = "--test-labels", paramLabel = "L", description = "Their classes (.npy).")
  private Path testLabels;

  /** Training sequences, and those of the test or null. */
  public record Sets(LabelledInputs training, LabelledInputs test) {
    /** The same sequences as the network sees them. */
    Sets normalised(Normalisation normalisation) {
      return new Sets(normalised(training, normalisation), normalised(test, normalisation));
    }

    private static LabelledInputs normalised(LabelledInputs set, Normalisation normalisation) {
      return set == null
          ? null
          : new LabelledInputs(normalisation.apply(set.inputs()), set.labels());
    }

    /** N. */
    public int inSize() {
      return training.inputs().extent(2);
    }

    /** One more than the largest label. */
    public int classes() {
      double largest = 0;
      for (double label : training.labels().values()) {
        largest = Math.max(largest, label);
      }
      return (int) largest + 1;
    }
  }

  /** The files that are read, for an output not to replace them. */
  public Path[] files() {
    return new Path[] {data, labels, test, testLabels};
  }

  /**
   * Reads and checks everything.
   *
   * @throws UserError naming the file and what is wrong
   */
  Sets read() {
    if (data == null) {
      throw UserError.at("--data", "missing", "sequences to learn from");
    }
    if (data.toString().endsWith(".npy") && labels == null) {
      throw UserError.at("--labels", "missing", "the classes of --data");
    }
    return readAny();
  }

  /** Whether there are any. */
  public boolean given() {
    return data != null;
  }

  /** Where they come from. */
  public Path inputsFrom() {
    return data;
  }

  /** Where their classes come from. */
  public Path classesFrom() {
    return labels == null ? data : labels;
  }

  /** Where the classes of those that measure come from. */
  public Path testClassesFrom() {
    return testLabels == null ? data : testLabels;
  }

  /**
   * Likewise, where arrays may be without labels: those of the sets are then null.
   *
   * @throws UserError naming the file and what is wrong
   */
  public Sets readAny() {
    if ((test == null) != (testLabels == null)) {
      throw UserError.at("--test-labels", test == null ? "given" : "missing", "both or neither");
    }
    boolean arrays = data.toString().endsWith(".npy");
    if (!arrays && labels != null) {
      throw UserError.at("--labels", labels, "nothing: --data brings its own");
    }
    return arrays ? arrays() : described(DataSources.open(data));
  }

  private Sets arrays() {
    LabelledInputs training =
        labels == null
            ? new LabelledInputs(InputFiles.checked(Npy.read(data), data, -1), null)
            : pair(data, labels, -1, MOST_CLASSES);
    if (labels != null) {
      requireTwoClasses(training.labels());
    }
    Sets sets = new Sets(training, null);
    int classes = labels == null ? MOST_CLASSES : sets.classes();
    return test == null ? sets : new Sets(training, pair(test, testLabels, sets.inSize(), classes));
  }

  private Sets described(DataSource source) {
    LabelledInputs training = source.part(DataSource.Part.TRAIN).all();
    requireTwoClasses(training.labels());
    Sets sets = new Sets(training, null);
    return new Sets(
        training,
        test == null
            ? known(source.part(DataSource.Part.TEST).all(), sets.classes())
            : pair(test, testLabels, sets.inSize(), sets.classes()));
  }

  /** What was never learned cannot be right, and has no logit. */
  private LabelledInputs known(LabelledInputs tested, int classes) {
    for (double label : tested.labels().values()) {
      if (label >= classes) {
        throw UserError.at(
            data + ": test part", "class " + (int) label, "a class of the training part");
      }
    }
    return tested;
  }

  private static LabelledInputs pair(Path inputs, Path labels, int size, int classes) {
    Tensor x = InputFiles.checked(Npy.read(inputs), inputs, size);
    Tensor l = Npy.read(labels).requireShape(labels.toString(), x.extent(0));
    for (int i = 0; i < l.size(); i++) {
      double label = l.values()[i];
      if (label != Math.rint(label) || label < 0 || label >= classes) {
        throw UserError.at(labels + "[" + i + "]", label, "a class, 0 to " + (classes - 1));
      }
    }
    return new LabelledInputs(x, l);
  }

  private void requireTwoClasses(Tensor classes) {
    double first = classes.values()[0];
    for (double label : classes.values()) {
      if (label != first) {
        return;
      }
    }
    throw UserError.at(
        (labels == null ? data : labels).toString(),
        "one class, " + (int) first,
        "at least two classes");
  }
}
