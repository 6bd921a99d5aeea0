package org.kcpfpga.hdl;

/** The one form of the facade's error messages. */
final class Checks {
  private Checks() {}

  /** Throws {@code place: found (expected: expected)} unless {@code holds}. */
  static void require(boolean holds, String place, Object found, Object expected) {
    if (!holds) {
      throw new IllegalArgumentException(place + ": " + found + " (expected: " + expected + ")");
    }
  }

  /** Checks that a width is between 1 and 65536 bits and returns it. */
  static int width(String place, int width) {
    require(width >= 1 && width <= 1 << 16, place, "width " + width, "1 to 65536 bits");
    return width;
  }

  static void sameWidth(String operator, Value a, Value b) {
    require(a.width() == b.width(), a + " " + operator + " " + b, "widths differ", "equal widths");
  }
}
