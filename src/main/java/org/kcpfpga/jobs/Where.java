package org.kcpfpga.jobs;

import java.util.function.Consumer;
import org.kcpfpga.common.UserError;

/** A place where parts run. */
public interface Where {
  /**
   * Runs all parts. One that was killed, or whose machine was lost, is started again.
   *
   * @param done is told of every part, once, as soon as its result is there; on one thread at a
   *     time
   * @throws UserError naming a part that said what is wrong, or that did not end after several
   *     starts; the others are then stopped
   */
  void run(PartFolder parts, Consumer<Part> done);

  /** Stops what this process cannot stop by its own end; says what remains, or null. */
  String end();
}
