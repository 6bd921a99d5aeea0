package org.kcpfpga.hdl.use;

import java.math.BigInteger;
import java.util.function.Function;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.hdl.Value;

/** One operator: how the facade builds it, and what it must give, worked out independently. */
record OperatorCase(
    String name, int width, Function<In, Value> hardware, Function<Numbers, BigInteger> reference) {

  /** Widths of the inputs that every case works on. */
  static final int A = 9;

  static final int B = 6;
  static final int U = 7;
  static final int V = 4;

  /** The hardware inputs. */
  record In(Signed a, Signed b, Bits u, Bits v, Bool c) {}

  /** The same as numbers; c is 0 or 1. */
  record Numbers(BigInteger a, BigInteger b, BigInteger u, BigInteger v, BigInteger c) {}

  static OperatorCase of(
      String name, int width, Function<In, Value> hardware, Function<Numbers, BigInteger> truth) {
    return new OperatorCase(name, width, hardware, truth);
  }
}
