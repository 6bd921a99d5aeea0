package org.kcpfpga.cli.train;

import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.train.Recipe;
import org.kcpfpga.train.Training.Watch;
import org.kcpfpga.train.step.Batches.Dropout;
import picocli.CommandLine.Option;

/** How long, how fast, and in which arithmetic. */
final class RecipeOptions {
  private static final int EPOCHS = 20;
  private static final int FIXED_EPOCHS = 4;

  @Option(
      names = "--bits",
      split = ",",
      paramLabel = "A",
      description = {
        "Train for the hardware: width of activations and factors, or four widths",
        "activation,factor,latent,state. Latents and states have 16 bits unless given."
      })
  private int[] bits;

  @Option(
      names = "--epochs",
      description = "Epochs in floating point (default: " + EPOCHS + "; 0 with --init and --bits).")
  private Integer epochs;

  @Option(
      names = "--fixed-epochs",
      description =
          "Epochs through the hardware's arithmetic after those (default: "
              + FIXED_EPOCHS
              + " with --bits).")
  private Integer fixedEpochs;

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

  /** The widths of the hardware; null for floating point. */
  BitWidths bits() {
    if (bits == null) {
      if (fixedEpochs != null && fixedEpochs > 0) {
        throw UserError.at("--fixed-epochs", fixedEpochs, "--bits with it");
      }
      return null;
    }
    if (bits.length != 1 && bits.length != 4) {
      throw UserError.at("--bits", bits.length + " widths", "1, or activation,factor,latent,state");
    }
    BitWidths usual = BitWidths.DEFAULT;
    try {
      return bits.length == 1
          ? new BitWidths(bits[0], bits[0], usual.latent(), usual.state())
          : new BitWidths(bits[0], bits[1], bits[2], bits[3]);
    } catch (UserError e) {
      throw e.within("--bits");
    }
  }

  /** {@code begun}: whether there is a model to begin with. */
  Recipe recipe(boolean begun) {
    boolean fixed = bits() != null;
    int floating = epochs == null ? (begun && fixed ? 0 : EPOCHS) : epochs;
    int through = !fixed ? 0 : fixedEpochs == null ? FIXED_EPOCHS : fixedEpochs;
    if (fixed && through == 0) {
      throw UserError.at("--fixed-epochs", 0, "at least 1 with --bits");
    }
    return new Recipe(
        floating,
        through,
        batch,
        rate,
        warmUp,
        decay,
        clip,
        new Dropout(dropoutInput, dropoutHidden));
  }

  Watch watch() {
    if (!(validation >= 0 && validation < 1)) {
      throw UserError.at("--validation", validation, "a number from 0 to below 1");
    }
    if (patience < 1) {
      throw UserError.at("--patience", patience, "at least 1");
    }
    return new Watch(validation, patience);
  }
}
