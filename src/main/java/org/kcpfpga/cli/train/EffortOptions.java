package org.kcpfpga.cli.train;

import org.kcpfpga.common.UserError;
import org.kcpfpga.train.Recipe;
import org.kcpfpga.train.Training.Watch;
import org.kcpfpga.train.step.Batches.Dropout;
import picocli.CommandLine.Option;

/** How fast to learn, and when to end. */
public final class EffortOptions {
  @Option(
      names = "--batch",
      defaultValue = "64",
      description = "Sequences of a step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--rate",
      defaultValue = "0.005",
      description = "Largest rate of Adam (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--warm-up",
      defaultValue = "0.05",
      description = "Share of the steps in which the rate rises (default: ${DEFAULT-VALUE}).")
  private double warmUp;

  @Option(
      names = "--decay",
      defaultValue = "0.0001",
      description = "Weight decay (default: ${DEFAULT-VALUE}).")
  private double decay;

  @Option(
      names = "--clip",
      defaultValue = "1",
      description = "Largest norm of all gradients (default: ${DEFAULT-VALUE}).")
  private double clip;

  @Option(
      names = "--dropout-input",
      defaultValue = "0",
      description = "Share of inputs left out (default: ${DEFAULT-VALUE}).")
  private double dropoutInput;

  @Option(
      names = "--dropout-hidden",
      defaultValue = "0",
      description = "Share of h left out before the hidden operator (default: ${DEFAULT-VALUE}).")
  private double dropoutHidden;

  @Option(
      names = "--validation",
      defaultValue = "0.1",
      description = "Share of every class that validates (default: ${DEFAULT-VALUE}).")
  private double validation;

  @Option(
      names = "--patience",
      defaultValue = "10",
      description = "Epochs without a better one after which to end (default: ${DEFAULT-VALUE}).")
  private int patience;

  /**
   * A recipe of so many epochs.
   *
   * @throws UserError naming the option that is wrong
   */
  public Recipe recipe(int epochs, int fixedEpochs) {
    Dropout dropout = new Dropout(dropoutInput, dropoutHidden);
    return new Recipe(epochs, fixedEpochs, batch, rate, warmUp, decay, clip, dropout);
  }

  /** What is held back, and how long without progress. */
  public Watch watch() {
    if (!(validation >= 0 && validation < 1)) {
      throw UserError.at("--validation", validation, "a number from 0 to below 1");
    }
    if (patience < 1) {
      throw UserError.at("--patience", patience, "at least 1");
    }
    return new Watch(validation, patience);
  }
}
