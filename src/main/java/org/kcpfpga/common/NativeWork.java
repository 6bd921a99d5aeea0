package org.kcpfpga.common;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Work inside a native library that must not be under way when the process ends: its memory is
 * taken away then, and what still computes there crashes.
 */
public final class NativeWork {
  /** Fair, so that the end comes between two pieces of work. */
  private static final ReentrantLock LOCK = new ReentrantLock(true);

  private NativeWork() {}

  /** Does a short piece of work, one at a time; never returns once the process is ending. */
  public static <T> T run(Supplier<T> work) {
    LOCK.lock();
    try {
      return work.get();
    } finally {
      LOCK.unlock();
    }
  }

  /** Waits for the piece under way, and lets no other begin. */
  public static void end() {
    LOCK.lock();
  }
}
