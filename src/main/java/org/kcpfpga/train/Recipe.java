package org.kcpfpga.train;

import org.kcpfpga.common.UserError;
import org.kcpfpga.train.step.Batches.Dropout;

/**
 * How to train.
 *
 * @param epochs in floating point
 * @param fixedEpochs through the arithmetic of the hardware, after those
 * @param batch sequences of a step
 * @param rate the largest rate of Adam; that of fixed epochs is {@link #FIXED_SHARE} of it
 * @param warmUp share of the steps in which the rate rises
 * @param decay of the weights
 * @param clip the largest norm of all gradients together
 * @param dropout in floating point only: behind it, numbers are not those of the hardware
 */
public record Recipe(
    int epochs,
    int fixedEpochs,
    int batch,
    double rate,
    double warmUp,
    double decay,
    double clip,
    Dropout dropout) {
  /** The share of the rate that fixed epochs begin with: they start at a trained model. */
  public static final double FIXED_SHARE = 0.2;

  /**
   * Checks every number.
   *
   * @throws UserError naming the option
   */
  public Recipe {
    atLeast("--epochs", epochs, 0);
    atLeast("--fixed-epochs", fixedEpochs, 0);
    if (epochs + fixedEpochs < 1) {
      throw UserError.at("--epochs", epochs, "at least 1 epoch");
    }
    atLeast("--batch", batch, 1);
    positive("--rate", rate);
    positive("--clip", clip);
    share("--warm-up", warmUp);
    share("--decay", decay);
    share("--dropout-input", dropout.input());
    share("--dropout-hidden", dropout.hidden());
  }

  private static void atLeast(String option, int value, int least) {
    if (value < least || value > 1_000_000) {
      throw UserError.at(option, value, least + " to 1000000");
    }
  }

  private static void positive(String option, double value) {
    if (!(value > 0 && value <= 1e6)) {
      throw UserError.at(option, value, "a number above 0");
    }
  }

  private static void share(String option, double value) {
    if (!(value >= 0 && value < 1)) {
      throw UserError.at(option, value, "a number from 0 to below 1");
    }
  }

  /** All epochs. */
  public int total() {
    return epochs + fixedEpochs;
  }

  /** Whether an epoch, from 0, goes through the arithmetic of the hardware. */
  public boolean fixed(int epoch) {
    return epoch >= epochs;
  }
}
