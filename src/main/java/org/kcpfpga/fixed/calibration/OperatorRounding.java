package org.kcpfpga.fixed.calibration;

import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.fixed.Rounding;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.tensor.Tensor;

/** Rounds the factors of one operator to given scales; shifts follow from them. */
final class OperatorRounding {
  private OperatorRounding() {}

  /**
   * The operator in integers.
   *
   * @param vectors fraction bits of the vectors that it multiplies
   */
  static QuantisedOperator of(KcpOperator o, Scales.Operator scales, int vectors, BitWidths bits) {
    int modes = o.shape().modes();
    int[][] u = new int[modes][];
    int[][] v = new int[modes][];
    boolean[] identity = new boolean[modes];
    for (int mode = 0; mode < modes; mode++) {
      identity[mode] = o.identity(mode + 1);
      v[mode] = rounded(o.v(mode + 1), scales.v().get(mode), bits);
      u[mode] = identity[mode] ? new int[0] : rounded(o.u(mode + 1), scales.u().get(mode), bits);
      if (scales.steps() != null) {
        step(u[mode], scales.steps().u().get(mode), bits);
        step(v[mode], scales.steps().v().get(mode), bits);
      }
    }
    return new QuantisedOperator(
        o.shape(),
        u,
        v,
        contractShifts(scales, vectors),
        expandShifts(scales),
        numbers(scales.contract()),
        numbers(scales.expand()),
        identity);
  }

  private static void step(int[] factors, List<Integer> steps, BitWidths bits) {
    for (int i = 0; i < factors.length; i++) {
      factors[i] = (int) Rounding.saturate((long) factors[i] + steps.get(i), bits.factor());
    }
  }

  /** Of a sum over products: fraction of its operands less that of the latent. */
  private static int[] contractShifts(Scales.Operator scales, int vectors) {
    int[] shifts = new int[scales.v().size()];
    int at = vectors;
    for (int mode = shifts.length - 1; mode >= 0; mode--) {
      shifts[mode] = at + scales.v().get(mode) - scales.contract().get(mode);
      at = scales.contract().get(mode);
    }
    return shifts;
  }

  private static int[] expandShifts(Scales.Operator scales) {
    int[] shifts = new int[scales.u().size()];
    int at = scales.contract().get(0);
    for (int mode = 0; mode < shifts.length; mode++) {
      shifts[mode] = at + scales.u().get(mode) - scales.expand().get(mode);
      at = scales.expand().get(mode);
    }
    return shifts;
  }

  /**
   * Refuses scales of which no hardware can be built: every shift is at least 0, and where nothing
   * is requantised it is 0.
   */
  static void check(String place, KcpOperator o, Scales.Operator scales, int vectors) {
    int modes = o.shape().modes();
    fractions(place + ".u", scales.u(), modes);
    fractions(place + ".v", scales.v(), modes);
    fractions(place + ".contract", scales.contract(), modes);
    fractions(place + ".expand", scales.expand(), modes);
    int[] contract = contractShifts(scales, vectors);
    int[] expand = expandShifts(scales);
    for (int mode = 0; mode < modes; mode++) {
      boolean exact = mode == modes - 1 || o.identity(mode + 1);
      Scales.between(shift(place, "contract", mode), contract[mode], 0, Scales.FAR);
      Scales.between(shift(place, "expand", mode), expand[mode], 0, exact ? 0 : Scales.FAR);
      if (o.identity(mode + 1)) {
        Scales.between(place + ".u[" + mode + "]", scales.u().get(mode), 0, 0);
      }
    }
    Scales.between(
        place + ": fraction bits of the sum",
        scales.sum(),
        -Scales.FAR,
        Scales.MAX_SUM_FRACTION + Scales.MAX_ALIGN);
    Adjustments.check(place, o, scales);
  }

  private static String shift(String place, String list, int mode) {
    return place + ": shift that follows from " + list + "[" + mode + "]";
  }

  private static void fractions(String name, List<Integer> given, int modes) {
    if (given.size() != modes) {
      throw UserError.at(name, given, modes + " numbers, one a mode");
    }
    for (int mode = 0; mode < modes; mode++) {
      Scales.between(name + "[" + mode + "]", given.get(mode), -Scales.FAR, Scales.FAR);
    }
  }

  private static int[] numbers(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int[] rounded(Tensor factors, int fraction, BitWidths bits) {
    return Rounding.quantise(factors.values(), fraction, bits.factor());
  }
}
