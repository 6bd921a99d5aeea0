package org.kcpfpga.board;

/** A line of bytes to and from a simulated board. */
interface ByteLine extends AutoCloseable {
  /** Queues bytes for the board. */
  void send(byte[] bytes);

  /** Bytes that wait to be sent. */
  int unsent();

  /** Lets time pass, some hundred cycles; gives what the board sent meanwhile. */
  byte[] pass();

  /** Passes without progress that no working link takes. */
  default int hope() {
    return TestHost.HOPE;
  }

  /** Cycles so far. */
  long cycles();

  @Override
  void close();
}
