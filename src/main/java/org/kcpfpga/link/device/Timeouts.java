package org.kcpfpga.link.device;

/**
 * How long a session waits.
 *
 * @param timeoutMillis for an answer, before it is asked for again
 * @param retries time-outs in a row without any packet after which there is nobody
 * @param reconnectMillis for a lost device to come back
 * @param stallMillis for progress while the device does answer
 */
public record Timeouts(long timeoutMillis, int retries, long reconnectMillis, long stallMillis) {
  private static final long TIMEOUT = 250;

  /** More bytes than are ever on their way in both directions together. */
  private static final long BYTES = 8000;

  /** Bits of a byte on a serial line: start, eight, stop. */
  private static final long BITS = 10;

  /** For a channel whose speed does not matter. */
  public static final Timeouts USUAL = new Timeouts(TIMEOUT, 8, 20_000, 20_000);

  /** For a serial line of so many bits a second: slow ones need time for what is on its way. */
  public static Timeouts at(int baud) {
    long line = 1000 * BITS * BYTES / baud;
    return new Timeouts(
        TIMEOUT + line, USUAL.retries(), USUAL.reconnectMillis(), USUAL.stallMillis() + 8 * line);
  }
}
