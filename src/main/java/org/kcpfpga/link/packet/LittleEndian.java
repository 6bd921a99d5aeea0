package org.kcpfpga.link.packet;

/** Numbers of 32 bits as four bytes, the lowest first. */
public final class LittleEndian {
  private LittleEndian() {}

  public static void put(byte[] bytes, int at, int value) {
    for (int i = 0; i < 4; i++) {
      bytes[at + i] = (byte) (value >> 8 * i);
    }
  }

  public static int get(byte[] bytes, int at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value |= (bytes[at + i] & 0xFF) << 8 * i;
    }
    return value;
  }
}
