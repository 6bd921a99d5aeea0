package org.kcpfpga.cli.compress;

import java.util.Locale;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.train.Watcher;

/** Shows on a terminal how a student learns. */
final class TeachingProgress implements Watcher {
  private final ReportCommand command;

  TeachingProgress(ReportCommand command) {
    this.command = command;
  }

  @Override
  public void batch(BatchReport r) {
    command.progress(
        String.format(
            Locale.ROOT,
            "training: epoch %d, batch %d/%d, loss %.4f",
            r.epoch(),
            r.batch(),
            r.batches(),
            r.loss()));
  }

  @Override
  public void epoch(EpochReport r) {}

  @Override
  public boolean stops() {
    return false;
  }
}
