package org.kcpfpga.fixed.calibration;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.kcp.OperatorShape;

/**
 * The equations of docs/concepts.md as they stand there, in BigInteger: tensors are maps from
 * multi-indices to integers, each sum is written out over its indices.
 */
public final class ReferenceOperator {
  private final QuantisedOperator operator;
  private final OperatorShape shape;
  private final int latentBits;
  private final long[] contractClips;
  private final long[] expandClips;

  public ReferenceOperator(QuantisedOperator operator, int latentBits) {
    this.operator = operator;
    this.shape = operator.shape();
    this.latentBits = latentBits;
    this.contractClips = new long[shape.modes()];
    this.expandClips = new long[shape.modes()];
  }

  /** Clipped values behind the contraction of each mode; index 0 is mode 1. */
  public long[] contractClips() {
    return contractClips;
  }

  /** Clipped values behind the expansion of each mode. */
  public long[] expandClips() {
    return expandClips;
  }

  /** The exact sums y[o] of z_1, row-major over o_1..o_d. */
  public List<BigInteger> expand(Map<List<Integer>, BigInteger> z1) {
    Map<List<Integer>, BigInteger> last = z1;
    for (int i = 1; i <= shape.modes(); i++) {
      last = operator.identity()[i - 1] ? renamed(i, last) : expand(i, last);
    }
    List<BigInteger> y = new ArrayList<>();
    for (List<Integer> o : tuples(rows(shape.modes()))) {
      BigInteger sum = BigInteger.ZERO;
      for (int k = 0; k < shape.terms(); k++) {
        sum = sum.add(last.get(joined(List.of(k), o, List.of())));
      }
      y.add(sum);
    }
    return y;
  }

  /** z_1 by [k, r_1..r_d]. */
  public Map<List<Integer>, BigInteger> contract(int[] x) {
    int d = shape.modes();
    Map<List<Integer>, BigInteger> z = new HashMap<>();
    int at = 0;
    for (List<Integer> j : tuples(columns(d))) {
      for (int k = 0; k < shape.terms(); k++) {
        z.put(joined(List.of(k), j, List.of()), BigInteger.valueOf(x[at]));
      }
      at++;
    }
    for (int i = d; i >= 1; i--) {
      z = contract(i, z);
    }
    return z;
  }

  private Map<List<Integer>, BigInteger> contract(int i, Map<List<Integer>, BigInteger> above) {
    Map<List<Integer>, BigInteger> z = new HashMap<>();
    for (int k = 0; k < shape.terms(); k++) {
      for (List<Integer> j : tuples(columns(i - 1))) {
        for (List<Integer> r : tuples(ranks(i))) {
          List<Integer> higher = r.subList(1, r.size());
          BigInteger sum = BigInteger.ZERO;
          for (int ji = 0; ji < shape.in(i); ji++) {
            // z_i[j1..j_{i-1}; r_i..r_d] = sum_{j_i} z_{i+1}[j1..j_i; r_{i+1}..r_d] V[j_i, r_i]
            BigInteger value = above.get(joined(List.of(k), joined(j, List.of(ji)), higher));
            int entry = operator.v()[i - 1][(k * shape.in(i) + ji) * shape.rank(i) + r.get(0)];
            sum = sum.add(value.multiply(BigInteger.valueOf(entry)));
          }
          z.put(joined(List.of(k), j, r), latent(sum, operator.contractShift(), contractClips, i));
        }
      }
    }
    return z;
  }

  /** y_i where U^(i) is the identity: y_{i-1} with o_i in the place of r_i. */
  private Map<List<Integer>, BigInteger> renamed(int i, Map<List<Integer>, BigInteger> below) {
    Map<List<Integer>, BigInteger> y = new HashMap<>();
    for (int k = 0; k < shape.terms(); k++) {
      for (List<Integer> o : tuples(rows(i))) {
        for (List<Integer> r : tuples(ranks(i + 1))) {
          // y_i[o1..o_i; r_{i+1}..r_d] = y_{i-1}[o1..o_{i-1}; r_i = o_i, r_{i+1}..r_d]
          List<Integer> lower = o.subList(0, i - 1);
          List<Integer> from = joined(List.of(o.get(i - 1)), r);
          y.put(joined(List.of(k), o, r), below.get(joined(List.of(k), lower, from)));
        }
      }
    }
    return y;
  }

  private Map<List<Integer>, BigInteger> expand(int i, Map<List<Integer>, BigInteger> below) {
    Map<List<Integer>, BigInteger> y = new HashMap<>();
    for (int k = 0; k < shape.terms(); k++) {
      for (List<Integer> o : tuples(rows(i))) {
        List<Integer> lower = o.subList(0, i - 1);
        int oi = o.get(i - 1);
        for (List<Integer> r : tuples(ranks(i + 1))) {
          BigInteger sum = BigInteger.ZERO;
          for (int ri = 0; ri < shape.rank(i); ri++) {
            // y_i[o1..o_i; r_{i+1}..r_d] = sum_{r_i} U[o_i, r_i] y_{i-1}[o1..o_{i-1}; r_i..r_d]
            BigInteger value = below.get(joined(List.of(k), lower, joined(List.of(ri), r)));
            int entry = operator.u()[i - 1][(k * shape.rows(i) + oi) * shape.rank(i) + ri];
            sum = sum.add(value.multiply(BigInteger.valueOf(entry)));
          }
          boolean exact = i == shape.modes();
          y.put(
              joined(List.of(k), o, r),
              exact ? sum : latent(sum, operator.expandShift(), expandClips, i));
        }
      }
    }
    return y;
  }

  private BigInteger latent(BigInteger sum, int[] shifts, long[] clips, int mode) {
    clips[mode - 1] += clips(sum, shifts[mode - 1], latentBits) ? 1 : 0;
    return requantised(sum, shifts[mode - 1], latentBits);
  }

  /** Whether saturation changes the rounded value: nothing is wider than 256 bits. */
  public static boolean clips(BigInteger acc, int shift, int bits) {
    return !requantised(acc, shift, bits).equals(requantised(acc, shift, 256));
  }

  /** sat(floor((acc + 2^(s-1)) / 2^s)); an exact left shift for negative s. */
  public static BigInteger requantised(BigInteger acc, int shift, int bits) {
    BigInteger rounded =
        shift <= 0
            ? acc.shiftLeft(-shift)
            : acc.add(BigInteger.TWO.pow(shift - 1)).shiftRight(shift);
    BigInteger end = BigInteger.TWO.pow(bits - 1);
    return rounded.max(end.negate()).min(end.subtract(BigInteger.ONE));
  }

  /** n_1..n_i. */
  private List<Integer> columns(int i) {
    List<Integer> extents = new ArrayList<>();
    for (int mode = 1; mode <= i; mode++) {
      extents.add(shape.in(mode));
    }
    return extents;
  }

  /** rows_1..rows_i. */
  private List<Integer> rows(int i) {
    List<Integer> extents = new ArrayList<>();
    for (int mode = 1; mode <= i; mode++) {
      extents.add(shape.rows(mode));
    }
    return extents;
  }

  /** R_i..R_d. */
  private List<Integer> ranks(int i) {
    List<Integer> extents = new ArrayList<>();
    for (int mode = i; mode <= shape.modes(); mode++) {
      extents.add(shape.rank(mode));
    }
    return extents;
  }

  /** All index tuples below these extents, last index fastest. */
  private static List<List<Integer>> tuples(List<Integer> extents) {
    List<List<Integer>> tuples = List.of(List.of());
    for (int extent : extents) {
      List<List<Integer>> longer = new ArrayList<>();
      for (List<Integer> tuple : tuples) {
        for (int index = 0; index < extent; index++) {
          longer.add(joined(tuple, List.of(index)));
        }
      }
      tuples = longer;
    }
    return tuples;
  }

  @SafeVarargs
  private static List<Integer> joined(List<Integer>... parts) {
    List<Integer> all = new ArrayList<>();
    for (List<Integer> part : parts) {
      all.addAll(part);
    }
    return List.copyOf(all);
  }
}
