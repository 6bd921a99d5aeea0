package org.kcpfpga.link.packet;

import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;

/** Packets as bytes on the wire: COBS(body, CRC-32 of the body), 0x00. */
public final class PacketCodec {
  /** Bytes of kind, sequence, acknowledge and length. */
  private static final int HEAD = 4;

  private static final int CRC = 4;

  /** The most bytes between two zeros. */
  static final int LONGEST = HEAD + Packet.LONGEST + CRC + 1;

  private PacketCodec() {}

  /** The packet's bytes, its closing zero included: 10 more than its payload. */
  public static byte[] encode(Packet packet) {
    int length = packet.payload().length;
    if (length > Packet.LONGEST) {
      throw new IllegalArgumentException("payload: " + length + " bytes");
    }
    byte[] plain = new byte[HEAD + length + CRC];
    plain[0] = (byte) packet.kind();
    plain[1] = (byte) packet.sequence();
    plain[2] = (byte) packet.acknowledge();
    plain[3] = (byte) length;
    System.arraycopy(packet.payload(), 0, plain, HEAD, length);
    LittleEndian.put(plain, HEAD + length, crc(plain, HEAD + length));
    byte[] coded = Cobs.encode(plain);
    return Arrays.copyOf(coded, coded.length + 1);
  }

  /** The packet in the first {@code count} bytes, without a zero; empty if it is damaged. */
  public static Optional<Packet> decode(byte[] coded, int count) {
    return Cobs.decode(coded, count).flatMap(PacketCodec::plain);
  }

  private static Optional<Packet> plain(byte[] plain) {
    int body = plain.length - CRC;
    if (body < HEAD || (plain[3] & 0xFF) != body - HEAD || body - HEAD > Packet.LONGEST) {
      return Optional.empty();
    }
    if (LittleEndian.get(plain, body) != crc(plain, body)) {
      return Optional.empty();
    }
    return Optional.of(
        new Packet(
            plain[0] & 0xFF,
            plain[1] & 0xFF,
            plain[2] & 0xFF,
            Arrays.copyOfRange(plain, HEAD, body)));
  }

  private static int crc(byte[] bytes, int count) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, count);
    return (int) crc.getValue();
  }
}
