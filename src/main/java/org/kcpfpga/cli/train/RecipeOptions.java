package org.kcpfpga.cli.train;

import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.train.Recipe;
import org.kcpfpga.train.Training.Watch;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long, and in which arithmetic. */
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

  @Mixin private EffortOptions effort = new EffortOptions();

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
    return effort.recipe(floating, through);
  }

  Watch watch() {
    return effort.watch();
  }
}
