package org.kcpfpga.train;

/** Who is told how a training goes, and may end it. */
public interface Watcher {
  /** After every batch: the epoch so far. */
  void batch(BatchReport report);

  /** After every epoch. */
  void epoch(EpochReport report);

  /** Whether to end before the next batch. */
  boolean stops();

  /**
   * An epoch so far.
   *
   * @param epoch from 1
   * @param batch batches done
   * @param batches of an epoch
   * @param loss mean so far
   * @param accuracy so far
   */
  record BatchReport(int epoch, int batch, int batches, double loss, double accuracy) {}

  /**
   * An epoch.
   *
   * @param epoch from 1
   * @param arithmetic "float" or "fixed"
   * @param loss mean over the training sequences, while they were learned
   * @param accuracy likewise
   * @param validation NaN figures if nothing validates
   * @param rate of its last step
   * @param best whether none was better
   */
  record EpochReport(
      int epoch,
      String arithmetic,
      double loss,
      double accuracy,
      Figures validation,
      double rate,
      boolean best) {}

  /** Loss and accuracy. */
  record Figures(double loss, double accuracy) {}
}
