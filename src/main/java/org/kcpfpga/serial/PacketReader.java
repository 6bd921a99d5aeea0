package org.kcpfpga.serial;

/** Finds packets in a stream of bytes. */
final class PacketReader {
  private final byte[] coded = new byte[PacketCodec.LONGEST];
  private int count;

  /** What is found, in order. */
  interface Sink {
    void packet(Packet packet);

    /** Something came that is no packet. */
    void damaged();
  }

  /** Takes the first {@code size} of some bytes. */
  void accept(byte[] bytes, int size, Sink sink) {
    for (int i = 0; i < size; i++) {
      if (bytes[i] != 0) {
        if (count < coded.length) {
          coded[count] = bytes[i];
        }
        // one beyond the end says: too long
        count = Math.min(count + 1, coded.length + 1);
      } else if (count > 0) {
        int length = count;
        count = 0;
        end(length, sink);
      }
    }
  }

  private void end(int length, Sink sink) {
    if (length > coded.length) {
      sink.damaged();
    } else {
      PacketCodec.decode(coded, length).ifPresentOrElse(sink::packet, sink::damaged);
    }
  }

  /** Forgets the beginning of a packet that will not be continued. */
  void clear() {
    count = 0;
  }
}
