package org.kcpfpga.cycle.base;

/** Counts frames: rounds of one frame for each sequence, as many as a sequence has steps. */
final class FrameCount {
  private final int sequences;
  private int length;
  private boolean packets;
  private int slot;
  private int round;

  FrameCount(int sequences) {
    this.sequences = sequences;
  }

  /** Counts anew; {@code steps} of a sequence, 0 for frames that are not counted. */
  void begin(int steps, boolean byPackets) {
    length = steps;
    packets = byPackets;
    restart();
  }

  void restart() {
    slot = 0;
    round = 0;
  }

  /** Whether frames are counted. */
  boolean counts() {
    return length > 0;
  }

  /** Whether tlast ends all sequences. */
  boolean packets() {
    return packets && counts();
  }

  /** Start and sequence of the frame that is counted. */
  int flags() {
    return slot << 1 | (round == 0 ? Flags.START : 0);
  }

  /** Whether it is the last of all sequences. */
  boolean ends() {
    return slot + 1 == sequences && round + 1 == length;
  }

  /** Turns to the next frame. */
  void next() {
    if (ends()) {
      restart();
    } else if (++slot == sequences) {
      slot = 0;
      // modulo 2^16, as frames that are not counted step it too
      round = round + 1 & 0xFFFF;
    }
  }
}
