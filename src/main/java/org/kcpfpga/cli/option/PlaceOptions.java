package org.kcpfpga.cli.option;

import java.util.function.Consumer;
import org.kcpfpga.common.UserError;
import org.kcpfpga.jobs.LocalProcesses;
import org.kcpfpga.jobs.SlurmArrays;
import org.kcpfpga.jobs.Where;
import picocli.CommandLine.Option;

/** Where the parts of long work run, and how many at a time. */
public final class PlaceOptions {
  private static final int MOST = 1024;

  /** The names that {@code --on} takes. */
  private enum Place {
    LOCAL,
    SLURM
  }

  @Option(
      names = "--on",
      paramLabel = "PLACE",
      defaultValue = "local",
      description = "Where it runs: local, or slurm in job arrays (default: ${DEFAULT-VALUE}).")
  private Place on;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "Parts at a time (default: one a core; with slurm what the cluster has room for).")
  private Integer threads;

  /** Whether parts run on a cluster. */
  public boolean slurm() {
    return on == Place.SLURM;
  }

  /**
   * Refuses a number of parts that cannot be, before the work starts.
   *
   * @throws UserError if the user wants none, or too many
   */
  public void check() {
    if (threads != null && (threads < 1 || threads > MOST)) {
      throw UserError.at("--threads", threads, "1 to " + MOST);
    }
  }

  /** Parts at a time on this machine. */
  public int threads() {
    check();
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  /**
   * The place.
   *
   * @param log is told in a line why a part is started again
   * @param progress is told what is running
   */
  public Where where(Consumer<String> log, Consumer<String> progress) {
    check();
    return slurm() ? new SlurmArrays(threads, log, progress) : new LocalProcesses(threads(), log);
  }
}
