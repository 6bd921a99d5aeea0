package org.kcpfpga.cli.output;

import java.util.function.Consumer;
import org.kcpfpga.cli.option.PlaceOptions;
import org.kcpfpga.jobs.Part;
import org.kcpfpga.jobs.PartFolder;
import org.kcpfpga.jobs.Where;

/** The parts of a command, which run where the user wants. */
public final class PartRun {
  private PartRun() {}

  /**
   * Runs all; a signal meanwhile ends them, and says so.
   *
   * @param done is told of every part once its result is there
   */
  public static void of(
      ReportCommand command, PlaceOptions place, PartFolder parts, Consumer<Part> done) {
    Where where = place.where(command::line, command::progress);
    Ending.finishWith(where::end);
    try {
      where.run(parts, done);
    } finally {
      Ending.finishWith(null);
    }
    parts.delete();
  }
}
