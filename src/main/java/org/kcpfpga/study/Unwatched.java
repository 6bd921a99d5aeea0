package org.kcpfpga.study;

import org.kcpfpga.train.Watcher;

/** A training that nobody looks at; a study that is killed goes on from its checkpoint. */
final class Unwatched implements Watcher {
  @Override
  public void batch(BatchReport report) {}

  @Override
  public void epoch(EpochReport report) {}

  @Override
  public boolean stops() {
    return false;
  }
}
