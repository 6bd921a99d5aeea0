package org.kcpfpga.link.channel;

import java.io.IOException;
import org.kcpfpga.common.UserError;

/**
 * Bytes to and from a device, in order, but not safe: they may be changed, lost or doubled on the
 * way. It can be opened again after it was lost. Not for several threads at once.
 */
public interface ByteChannel extends AutoCloseable {
  /** The address as the user gave it, for messages. */
  String name();

  /**
   * Opens the channel, or opens it again after {@link #close}.
   *
   * @throws UserError if it cannot be opened: no such port, no permission, nobody there
   */
  void open();

  /**
   * Sends the first {@code count} bytes.
   *
   * @throws IOException if the device is lost, or takes no bytes
   */
  void write(byte[] bytes, int count) throws IOException;

  /**
   * Takes what has come, or else waits until something comes.
   *
   * @param into filled from its start
   * @param millis how long to wait about; it may return a little sooner or later
   * @return the number of bytes, 0 if none came in time
   * @throws IOException if the device is lost
   */
  int read(byte[] into, long millis) throws IOException;

  /** Closes the channel; nothing happens if it is closed. */
  @Override
  void close();
}
