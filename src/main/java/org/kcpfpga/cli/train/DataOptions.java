package org.kcpfpga.cli.train;

import java.nio.file.Path;
import java.util.Arrays;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.Labels;
import org.kcpfpga.datasets.source.DataPart;
import org.kcpfpga.datasets.source.DataSource;
import org.kcpfpga.datasets.source.DataSources;
import org.kcpfpga.datasets.source.NpySource;
import org.kcpfpga.rnn.Normalisation;
import picocli.CommandLine.Option;

/** The sequences to learn from, and those that measure what was learned. */
public final class DataOptions {
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

  /**
   * Sequences; large ones are not in memory.
   *
   * @param test those that measure, with labels, or null
   * @param labelled whether those of the training have classes, too
   */
  public record Parts(DataPart training, DataPart test, boolean labelled) {
    /** The same sequences as the network sees them. */
    Parts normalised(Normalisation normalisation) {
      DataPart measuring = test == null ? null : test.normalised(normalisation);
      return new Parts(training.normalised(normalisation), measuring, labelled);
    }

    /** N. */
    public int inSize() {
      return training.inSize();
    }

    /** One more than the largest label. */
    int classes() {
      return (int) Arrays.stream(training.labels().values()).max().orElseThrow() + 1;
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
  Parts read() {
    if (data == null) {
      throw UserError.at("--data", "missing", "sequences to learn from");
    }
    if (data.toString().endsWith(".npy") && labels == null) {
      throw UserError.at("--labels", "missing", "the classes of --data");
    }
    check();
    return labelled();
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
   * Likewise, but arrays may be without labels.
   *
   * @throws UserError naming the file and what is wrong
   */
  public Parts readAny() {
    check();
    if (labels != null || !arrays()) {
      return labelled();
    }
    DataPart inputs = NpySource.unlabelled(data);
    DataPart tested = test == null ? null : tested(inputs.inSize(), Labels.MOST_CLASSES);
    return new Parts(inputs, tested, false);
  }

  private void check() {
    if ((test == null) != (testLabels == null)) {
      throw UserError.at("--test-labels", test == null ? "given" : "missing", "both or neither");
    }
    if (!arrays() && labels != null) {
      throw UserError.at("--labels", labels, "nothing: --data brings its own");
    }
  }

  private boolean arrays() {
    return data.toString().endsWith(".npy");
  }

  private Parts labelled() {
    DataSource source = arrays() ? null : DataSources.open(data);
    DataPart training =
        source == null
            ? NpySource.pair(data, labels, -1, Labels.MOST_CLASSES)
            : source.part(DataSource.Part.TRAIN).near();
    Labels.requireSeveral((labels == null ? data : labels).toString(), training.labels());
    Parts parts = new Parts(training, null, true);
    if (test != null) {
      return new Parts(training, tested(parts.inSize(), parts.classes()), true);
    }
    if (source == null) {
      return parts;
    }
    DataPart measuring = source.part(DataSource.Part.TEST).near();
    Labels.requireLearned(data + ": test part", measuring.labels(), training.labels());
    return new Parts(training, measuring, true);
  }

  private DataPart tested(int size, int classes) {
    return NpySource.pair(test, testLabels, size, classes);
  }
}
