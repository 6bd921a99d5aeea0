package org.kcpfpga.cli.option;

import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.datasets.Labels;
import org.kcpfpga.datasets.source.DataSource;
import org.kcpfpga.datasets.source.DataSources;
import org.kcpfpga.rnn.Network;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;
import picocli.CommandLine.Option;

/** Sequences with or without labels: from arrays, or the test part of a data set. */
public final class SequenceOptions {
  @Option(names = "--input", description = "[sequences, steps, N] (.npy).")
  private Path input;

  @Option(names = "--labels", description = "[sequences] (.npy).")
  private Path labels;

  @Option(
      names = "--data",
      description =
          "Data set, of which the test part is taken, for example"
              + " /usr/share/datasets/fashion-mnist; instead of --input and --labels.")
  private Path data;

  /**
   * What was read.
   *
   * @param inputs [sequences, steps, N], finite and normalised as the network wants them
   * @param labels [sequences], classes of the model, or null
   * @param classes names by label; empty if they have none
   */
  public record Sequences(Tensor inputs, Tensor labels, List<String> classes) {}

  /**
   * Refuses combinations that mean nothing.
   *
   * @throws UserError naming the option
   */
  public void check() {
    if ((input == null) == (data == null)) {
      throw UserError.at("--input", input == null ? "missing" : "given", "--input or --data");
    }
    if (data != null && labels != null) {
      throw UserError.at("--labels", labels, "nothing: --data brings its own");
    }
  }

  /** Reads what a model is run on. */
  public Sequences read(Network network) {
    if (data == null) {
      Tensor inputs = InputFiles.checked(Npy.read(input), input, network.inSize());
      Tensor read = labels == null ? null : Npy.read(labels);
      return new Sequences(
          network.normalised(inputs), checked(read, labels, network, inputs.extent(0)), List.of());
    }
    DataSource source = DataSources.open(data);
    LabelledInputs set = source.part(DataSource.Part.TEST).all();
    Tensor inputs = InputFiles.checked(set.inputs(), data, network.inSize());
    Tensor known = network.classes() == 0 ? null : set.labels();
    return new Sequences(
        network.normalised(inputs),
        checked(known, data, network, inputs.extent(0)),
        source.classes());
  }

  /** Whole numbers of classes, one a sequence; null if there are none. */
  private static Tensor checked(Tensor read, Path place, Network network, int sequences) {
    if (read == null) {
      return null;
    }
    if (network.classes() == 0) {
      throw UserError.at("--labels", place, "a model with a readout");
    }
    return Labels.checked(read, place, sequences, network.classes());
  }
}
