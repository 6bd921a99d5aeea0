package org.kcpfpga.jobs;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.kcpfpga.common.UserError;
import org.kcpfpga.verilated.build.VerilatedFailure;

/** Judges how parts ended, and whether they are to be started again. */
final class Tries {
  /** Starts of a part. */
  static final int MOST = 4;

  /** Exit codes of kcp with which it has said what is wrong: it would say so again. */
  private static final Set<Integer> FINAL = Set.of(2, 70);

  private final PartFolder folder;
  private final Consumer<String> log;
  private final Map<Part, Integer> starts = new HashMap<>();

  /** {@code log} is told in a line why a part is started again. */
  Tries(PartFolder folder, Consumer<String> log) {
    this.folder = folder;
    this.log = log;
  }

  /** Whether a command has ended with this code by itself. */
  static boolean regular(int code) {
    return code == 0 || code == 1 || FINAL.contains(code);
  }

  /**
   * Whether a part that ended has its result; false if it is to be started again.
   *
   * @throws VerilatedFailure if it is a check that failed before it had one
   */
  boolean done(Part part, int code) {
    String said = folder.said(part);
    if (code == 1 && said != null && folder.result(part).isBlank()) {
      throw new VerilatedFailure(part.name() + ": " + said);
    }
    if (code == 0 || code == 1) {
      return true;
    }
    if (FINAL.contains(code)) {
      throw new UserError(part.name() + ": " + (said == null ? "exit code " + code : said));
    }
    String signal = code > 128 ? "stopped by signal " + (code - 128) : "exit code " + code;
    again(part, said == null ? signal : signal + ": " + said);
    return false;
  }

  /** A part has no result, for this reason: it is to be started again, but not for ever. */
  synchronized void again(Part part, String why) {
    int begun = starts.merge(part, 1, Integer::sum);
    if (begun == MOST) {
      throw new UserError(
          part.name() + ": started " + MOST + " times, last: " + why + "; see " + folder.folder());
    }
    log.accept(part.name() + ": " + why + "; start " + (begun + 1) + " of " + MOST);
    folder.forget(part);
  }
}
