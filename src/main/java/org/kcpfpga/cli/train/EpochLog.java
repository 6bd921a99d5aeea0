package org.kcpfpga.cli.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.train.Watcher;

/** Shows how a training goes, and ends it when a signal asks for it. */
final class EpochLog implements Watcher {
  private final ReportCommand command;
  private final int epochs;
  private final List<Map<String, Object>> history = new ArrayList<>();
  private final CountDownLatch written = new CountDownLatch(1);
  private volatile boolean stops;
  private volatile String remains = "nothing was trained yet";

  EpochLog(ReportCommand command, int epochs) {
    this.command = command;
    this.epochs = epochs;
  }

  /** Asks for the end, and waits until everything is written; says what that is. */
  String stop() {
    stops = true;
    try {
      written.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return remains;
  }

  /** Everything is written, and this is what it is. */
  void written(String what) {
    remains = what;
    written.countDown();
  }

  /** Nothing will be written: an error ended the training, or it has not begun. */
  void failed() {
    written.countDown();
  }

  @Override
  public boolean stops() {
    return stops;
  }

  @Override
  public void batch(BatchReport r) {
    command.progress(
        String.format(
            Locale.ROOT,
            "epoch %d/%d, batch %d/%d, loss %.4f, accuracy %.4f",
            r.epoch(),
            epochs,
            r.batch(),
            r.batches(),
            r.loss(),
            r.accuracy()));
  }

  @Override
  public void epoch(EpochReport r) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("epoch", r.epoch());
    values.put("arithmetic", r.arithmetic());
    values.put("loss", r.loss());
    values.put("accuracy", r.accuracy());
    values.put("validationLoss", number(r.validation().loss()));
    values.put("validationAccuracy", number(r.validation().accuracy()));
    values.put("rate", r.rate());
    values.put("best", r.best());
    history.add(values);
    String text =
        String.format(
            Locale.ROOT,
            "epoch %3d/%d %s  loss %.4f accuracy %.4f  validation %.4f %.4f%s",
            r.epoch(),
            epochs,
            r.arithmetic(),
            r.loss(),
            r.accuracy(),
            r.validation().loss(),
            r.validation().accuracy(),
            r.best() ? "  best" : "");
    command.line(text, values);
  }

  /** JSON has no NaN. */
  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }

  /** The epochs of this run. */
  List<Map<String, Object>> history() {
    return List.copyOf(history);
  }
}
