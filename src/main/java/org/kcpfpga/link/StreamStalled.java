package org.kcpfpga.link;

/** A stream of the core stopped moving. */
public final class StreamStalled extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Names the stream that waits, and how far both came. */
  public StreamStalled(long idle, long accepted, long offered, long delivered, long expected) {
    super(
        (accepted < offered ? "s_axis" : "m_axis")
            + ": stalled for "
            + idle
            + " cycles (s_axis accepted "
            + accepted
            + " of "
            + offered
            + " beats, m_axis delivered "
            + delivered
            + " of "
            + expected
            + ")");
  }
}
