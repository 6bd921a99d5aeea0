package org.kcpfpga.link.device;

import org.kcpfpga.common.UserError;
import org.kcpfpga.link.packet.LittleEndian;
import org.kcpfpga.link.packet.Packet;

/**
 * What a device says of itself in answer to SYNC.
 *
 * @param window numbered packets that it may be sent before it acknowledges
 * @param beatBytesIn bytes of a beat of its core's input stream
 * @param beatBytesOut bytes of a beat of the output stream
 * @param anew nothing of an earlier connection is left
 */
public record Greeting(int window, int beatBytesIn, int beatBytesOut, boolean anew) {
  private static final int TOKEN = 4;
  private static final int SIZE = TOKEN + 5;
  private static final int VERSION = 1;

  /** Numbers of packets are told apart only within half their range. */
  private static final int LARGEST_WINDOW = 127;

  /** Whether a SYNC packet answers one with this token. */
  static boolean answers(Packet sync, int token) {
    return sync.payload().length >= TOKEN && LittleEndian.get(sync.payload(), 0) == token;
  }

  /**
   * Reads the answer to SYNC.
   *
   * @throws UserError if the device speaks another version of the protocol
   */
  static Greeting of(String device, Packet sync) {
    byte[] payload = sync.payload();
    if (payload.length <= TOKEN || payload[TOKEN] != VERSION) {
      Object found = payload.length <= TOKEN ? "none" : payload[TOKEN] & 0xFF;
      throw UserError.at(device + ": version of the link", found, String.valueOf(VERSION));
    }
    int window = payload.length < SIZE ? 0 : payload[TOKEN + 1] & 0xFF;
    if (window < 1 || window > LARGEST_WINDOW) {
      throw UserError.at(device + ": window of the link", window, "1 to " + LARGEST_WINDOW);
    }
    return new Greeting(
        window, payload[TOKEN + 2] & 0xFF, payload[TOKEN + 3] & 0xFF, payload[TOKEN + 4] != 0);
  }
}
