package org.kcpfpga.hdl;

import java.math.BigInteger;
import scala.math.BigInt;

/** Constants on their way to Chisel. */
final class Literals {
  private Literals() {}

  static BigInt big(BigInteger value) {
    return new BigInt(value);
  }

  /** Fewest bits of an unsigned constant, at least 1. */
  static int unsignedWidth(long constant) {
    Checks.require(constant >= 0, "unsigned constant", constant, "0 or more");
    return Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(constant));
  }

  /** Fewest bits of a two's complement constant, at least 1. */
  static int signedWidth(BigInteger constant) {
    return constant.bitLength() + 1;
  }
}
