package org.kcpfpga.rtl.front;

import java.util.HashMap;
import java.util.Map;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.rtl.base.Datapath;

/** An element times constants, by shifts and adders; what several of them need is there once. */
final class Multiples {
  private final Datapath block;
  private final Signed x;
  private final int ranks;
  private final Map<Integer, Signed> exact = new HashMap<>();
  private final Map<Integer, Signed> ranked = new HashMap<>();

  /** {@code ranks}: registers between a product and the sum that it is added to. */
  Multiples(Datapath block, Signed x, int ranks) {
    this.block = block;
    this.x = x;
    this.ranks = ranks;
    exact.put(1, x);
  }

  /** sum + x * factor. */
  Signed added(Signed sum, int factor) {
    if (factor == 0) {
      return sum;
    }
    int shift = Integer.numberOfTrailingZeros(factor);
    Signed product = ranked(Math.abs(factor >> shift)).shiftLeft(shift);
    return factor < 0 ? sum.minus(product) : sum.plus(product);
  }

  private Signed ranked(int odd) {
    Signed known = ranked.get(odd);
    if (known == null) {
      known = block.delay(exact(odd), ranks, "x" + odd + "_rank");
      ranked.put(odd, known);
    }
    return known;
  }

  /** x * odd = x * upper * 2^shift + x * lower, of half of the digits each. */
  private Signed exact(int odd) {
    Signed known = exact.get(odd);
    if (known == null) {
      int lower = SignedDigits.lowerHalf(odd);
      int rest = odd - lower;
      int shift = Integer.numberOfTrailingZeros(rest);
      Signed upper = exact(rest >> shift).shiftLeft(shift);
      Signed part = exact(Math.abs(lower));
      int bits = x.width() + Integer.SIZE - Integer.numberOfLeadingZeros(odd);
      known = (lower < 0 ? upper.minus(part) : upper.plus(part)).wrapTo(bits).named("x" + odd);
      exact.put(odd, known);
    }
    return known;
  }
}
