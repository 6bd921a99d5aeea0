package org.kcpfpga.link.device;

import org.kcpfpga.link.Transfer;
import org.kcpfpga.link.packet.Packet;
import org.kcpfpga.plan.AcceleratorPlan;

/**
 * The total of busy cycles from looks at a counter that wraps.
 *
 * <p>A counter of 32 bits is looked at in time. A narrower one wraps in fewer cycles than a clock
 * of the host can be trusted for: looks have to come after so few frames that they cannot keep the
 * core busy for a whole round. That needs frames which never wait for the line: input and output
 * are one packet each, and so few frames are on their way that with an answer they fit into the
 * slots of a device, which then never holds the core up. Otherwise the total is not known.
 */
final class BusyCount {
  /**
   * The most frames that are sent and whose outputs are not received, where looks follow frames.
   */
  private static final int OUTSTANDING = 3;

  /** The most frames between two looks. */
  private static final int MOST = 1 << 12;

  /** Clocks that the link takes for a byte of a frame, at most. */
  private static final int BYTE_CLOCKS = 4;

  /** And for what goes with it: headers, an answer, packets that are read to be sent. */
  private static final int FRAME_CLOCKS = 64;

  private final long mask;
  private final int frames;
  private final boolean known;
  private final int outstanding;
  private long last;
  private long total;

  /** {@code window}: packets that may be on their way to the device. */
  BusyCount(AcceleratorPlan plan, FrameBytes format, int window) {
    int bits = plan.design().counters().events();
    int input = format.inputBeat() * plan.pipeline().stream().beats();
    int output = format.outputSize();
    long frame = plan.cycles().latency() + (long) BYTE_CLOCKS * (input + output) + FRAME_CLOCKS;
    boolean whole = input < Packet.LONGEST && output <= Packet.LONGEST;
    outstanding = Math.min(OUTSTANDING, window);
    mask = (1L << bits) - 1;
    frames = bits == Integer.SIZE || !whole ? 0 : (int) Math.min(MOST, mask / frame);
    known = bits == Integer.SIZE || frames > 0;
  }

  /** Frames after which a look is needed, at a core that has delivered them; 0: looks in time. */
  int frames() {
    return frames;
  }

  /** Frames that may be on their way where looks follow frames. */
  int outstanding() {
    return outstanding;
  }

  /** The first look. */
  void begin(int count) {
    last = Integer.toUnsignedLong(count);
  }

  /** Another look. */
  void look(int count) {
    long now = Integer.toUnsignedLong(count);
    total += now - last & mask;
    last = now;
  }

  /** Busy cycles from the first to the last look, or {@link Transfer#UNKNOWN}. */
  long cycles() {
    return known ? total : Transfer.UNKNOWN;
  }
}
