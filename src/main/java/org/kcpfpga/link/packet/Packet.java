package org.kcpfpga.link.packet;

/**
 * A packet of the link: {@code hdl/board/README.md} says what its kinds mean.
 *
 * @param kind what it is; kinds from {@link #READ} on are numbered
 * @param sequence its number, 0..255; 0 if it is not numbered
 * @param acknowledge number of the next packet that its sender expects, 0..255
 * @param payload at most {@link #LONGEST} bytes
 */
public record Packet(int kind, int sequence, int acknowledge, byte[] payload) {
  public static final int ACK = 0x00;
  public static final int SYNC = 0x01;
  public static final int REPEAT = 0x02;
  public static final int READ = 0x10;
  public static final int WRITE = 0x11;
  public static final int DATA = 0x20;
  public static final int DATA_LAST = 0x21;

  /** The most bytes of a payload. */
  public static final int LONGEST = 240;

  public boolean numbered() {
    return kind >= READ;
  }

  public boolean data() {
    return kind == DATA || kind == DATA_LAST;
  }

  /** How far {@code number} is ahead of {@code from}, 0..255. */
  public static int ahead(int number, int from) {
    return number - from & 0xFF;
  }
}
