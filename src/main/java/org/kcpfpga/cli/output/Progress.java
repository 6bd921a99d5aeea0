package org.kcpfpga.cli.output;

import java.io.PrintWriter;

/**
 * One line on a terminal that says what is being done and for how long, once that is more than a
 * second; removed at the end. Nothing at all where there is no terminal.
 */
public final class Progress implements AutoCloseable {
  /** Set by the launcher if standard error is a terminal, which Java itself cannot tell. */
  static final String TERMINAL = "kcp.terminal";

  private static final int TICK_MILLIS = 1000;

  /** A longer line would be broken, and a broken one cannot be removed. */
  private static final int WIDTH = 78;

  private static final String CLEAR = "\r\033[K";

  private final PrintWriter err;
  private final String command;
  private final long begin = System.nanoTime();
  private final Thread ticks = new Thread(this::tick, "progress");
  private String doing = "";
  private boolean shown;

  private Progress(PrintWriter err, String command) {
    this.err = err;
    this.command = command;
    ticks.setDaemon(true);
  }

  /** Whether standard error is a terminal. */
  static boolean terminal() {
    return Boolean.getBoolean(TERMINAL);
  }

  /** Begins, on {@code err} if that is a terminal. */
  public static Progress begin(PrintWriter err, String command) {
    Progress progress = new Progress(err, command);
    if (terminal()) {
      progress.ticks.start();
    }
    return progress;
  }

  /** Says what is being done from now on; cheap, from any thread. */
  public synchronized void say(String what) {
    doing = ": " + what;
  }

  /** Removes the line, for one of another kind to take its place. */
  synchronized void clear() {
    if (shown) {
      err.print(CLEAR);
      err.flush();
      shown = false;
    }
  }

  /** The line after so many seconds. */
  synchronized String line(long seconds) {
    String time = ", " + seconds + " s";
    String text = command + doing;
    return text.substring(0, Math.min(text.length(), WIDTH - time.length())) + time;
  }

  private synchronized void show() {
    if (!ticks.isInterrupted()) {
      err.print(CLEAR + line((System.nanoTime() - begin) / 1_000_000_000));
      err.flush();
      shown = true;
    }
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(TICK_MILLIS);
        show();
      }
    } catch (InterruptedException e) {
      // the end
    }
  }

  @Override
  public synchronized void close() {
    ticks.interrupt();
    clear();
  }
}
