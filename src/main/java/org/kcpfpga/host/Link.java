package org.kcpfpga.host;

import java.util.List;

/** A core that can be talked to: streams and registers. Not for several threads at once. */
public interface Link extends AutoCloseable {

  /**
   * Streams frames and collects one output vector for each.
   *
   * @throws StreamStalled when nothing moves for the idle limit
   */
  Transfer stream(List<Frame> frames, Traffic traffic);

  /** Reads a register. */
  int read(int address);

  /** Writes a register. */
  void write(int address, int value);

  @Override
  void close();
}
