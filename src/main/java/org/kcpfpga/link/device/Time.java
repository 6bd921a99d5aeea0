package org.kcpfpga.link.device;

/** The time that a session goes by; tests have their own. */
public interface Time {
  /** Milliseconds since some moment. */
  long millis();

  /** Lets so many milliseconds pass. */
  void sleep(long millis);

  /** The time of this machine. */
  Time REAL =
      new Time() {
        @Override
        public long millis() {
          return System.nanoTime() / 1_000_000;
        }

        @Override
        public void sleep(long millis) {
          try {
            Thread.sleep(millis);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
          }
        }
      };
}
