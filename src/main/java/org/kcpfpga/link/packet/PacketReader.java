package org.kcpfpga.link.packet;

/** Finds packets in a stream of bytes. */
public final class PacketReader {
  private final byte[] coded = new byte[PacketCodec.LONGEST];
  private int count;

  /** What is found, in order. */
  public interface Sink {
    void packet(Packet packet);

    /** Something came that is no packet. */
    void damaged();
  }

  /** Takes the first {@code size} of some bytes. */
  public void accept(byte[] bytes, int size, Sink sink) {
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
  public void clear() {
    count = 0;
  }
}
