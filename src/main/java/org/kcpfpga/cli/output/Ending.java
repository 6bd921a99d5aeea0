package org.kcpfpga.cli.output;

import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.kcpfpga.cache.FileClaim;
import org.kcpfpga.cache.Scratch;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.NativeWork;

/**
 * The end of the process by a signal: says so in one line, ends the tools and simulated boards that
 * were started, and deletes temporary folders and half-written files. The process ends with 128 and
 * the signal's number.
 */
public final class Ending {
  private static final int ROUNDS = 20;

  private static volatile boolean regular;
  private static volatile boolean stopping;
  private static volatile Supplier<String> last;

  private Ending() {}

  /** Prepares for a signal. */
  public static void watch() {
    // loads the class: once the process ends it can add no hook of its own
    Scratch.deleteAll();
    Runtime.getRuntime().addShutdownHook(new Thread(Ending::stop, "ending"));
  }

  /**
   * What is still to be done after a signal, before the process ends; it says what remains.
   *
   * @param finish is called once, on a thread of its own, and may have nothing to say; null for
   *     nothing
   */
  public static void finishWith(Supplier<String> finish) {
    last = finish;
  }

  /** Ends the process with {@code code}, as planned. */
  public static void exit(int code) {
    awaitIfStopping();
    regular = true;
    System.exit(code);
  }

  /**
   * Once a signal has come the threads of a command fail for that reason only: they say nothing.
   */
  public static void awaitIfStopping() {
    if (stopping) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whatever becomes of it, the tools that were started must end. */
  private static String said(Supplier<String> finish) {
    try {
      return finish.get();
    } catch (RuntimeException failed) {
      return failed.getMessage();
    }
  }

  private static void stop() {
    if (regular) {
      return;
    }
    stopping = true;
    Supplier<String> finish = last;
    String remains = finish == null ? null : said(finish);
    System.err.println(
        "kcp: stopped by a signal; "
            + Objects.requireNonNullElse(remains, "what was unfinished is deleted"));
    // a tool may just be starting another
    for (int i = 0; i < ROUNDS && ProcessHandle.current().descendants().count() > 0; i++) {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      ProcessHandle.current().descendants().forEach(child -> child.onExit().join());
    }
    AtomicFile.deleteParts();
    Scratch.deleteAll();
    FileClaim.closeAll();
    NativeWork.end();
  }
}
