package org.kcpfpga.serial;

/**
 * A packet of the link: {@code hdl/board/README.md} says what its kinds mean.
 *
 * @param kind what it is; kinds from {@link #READ} on are numbered
 * @param sequence its number, 0..255; 0 if it is not numbered
 * @param acknowledge number of the next packet that its sender expects, 0..255
 * @param payload at most {@link #LONGEST} bytes
 */
record Packet(int kind, int sequence, int acknowledge, byte[] payload) {
  static final int ACK = 0x00;
  static final int SYNC = 0x01;
  static final int REPEAT = 0x02;
  static final int READ = 0x10;
  static final int WRITE = 0x11;
  static final int DATA = 0x20;
  static final int DATA_LAST = 0x21;

  /** The most bytes of a payload. */
  static final int LONGEST = 240;

  boolean numbered() {
    return kind >= READ;
  }

  boolean data() {
    return kind == DATA || kind == DATA_LAST;
  }

  /** How far {@code number} is ahead of {@code from}, 0..255. */
  static int ahead(int number, int from) {
    return number - from & 0xFF;
  }
}
