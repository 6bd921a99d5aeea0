package org.kcpfpga.fixed;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.kcpfpga.kcp.OperatorShape;

/** One operator in integers: contract to the latents, expand to the exact sums. */
public final class FixedOperator {
  private final QuantisedOperator operator;
  private final OperatorShape shape;
  private final int latentBits;
  private final CountedRounding[] contractRounding;
  private final CountedRounding[] expandRounding;

  /** {@code latentBits}: width of every value between stages. */
  public FixedOperator(QuantisedOperator operator, int latentBits) {
    this.operator = operator;
    this.shape = operator.shape();
    this.latentBits = latentBits;
    this.contractRounding = roundings(shape.modes());
    this.expandRounding = roundings(shape.modes());
  }

  private static CountedRounding[] roundings(int modes) {
    return Stream.generate(CountedRounding::new).limit(modes).toArray(CountedRounding[]::new);
  }

  private static long[] clips(CountedRounding[] roundings) {
    return Stream.of(roundings).mapToLong(CountedRounding::clips).toArray();
  }

  /** Clipped latents behind the contraction of each mode; index 0 is mode 1. */
  long[] contractClips() {
    return clips(contractRounding);
  }

  /** Clipped latents behind the expansion of each mode. */
  long[] expandClips() {
    return clips(expandRounding);
  }

  /** z_1 of x, [k][r_1..r_d]. */
  int[] contract(int[] x) {
    return contractStages(x).get(shape.modes() - 1);
  }

  /** z_d, ..., z_1 of x, each [k][j1..j_{i-1}][r_i..r_d]. */
  public List<int[]> contractStages(int[] x) {
    List<int[]> stages = new ArrayList<>();
    int[] values = x;
    for (int mode = shape.modes(); mode >= 1; mode--) {
      values = contract(mode, values);
      stages.add(values);
    }
    return stages;
  }

  /** z_i[k][j1..j_{i-1}][r_i..r_d] from z_{i+1}, or from x, which all terms share. */
  private int[] contract(int mode, int[] in) {
    int[] out = new int[(int) shape.contractValues(mode)];
    CountedRounding rounding = contractRounding[mode - 1];
    int shift = operator.contractShift()[mode - 1];
    int inner = innerRanks(mode);
    int size = shape.in(mode);
    int rank = shape.rank(mode);
    int groups = out.length / (shape.terms() * rank * inner);
    int termStride = mode == shape.modes() ? 0 : in.length / shape.terms();
    int at = 0;
    for (int k = 0; k < shape.terms(); k++) {
      for (int group = 0; group < groups; group++) {
        for (int r = 0; r < rank; r++) {
          for (int rest = 0; rest < inner; rest++) {
            // z_i[j1..j_{i-1}; r_i..r_d] = sum_{j_i} z_{i+1}[j1..j_i; r_{i+1}..r_d] V[j_i, r_i]
            long sum = 0;
            for (int j = 0; j < size; j++) {
              int from = k * termStride + (group * size + j) * inner + rest;
              sum += (long) in[from] * operator.v(mode, k, j, r);
            }
            out[at++] = (int) rounding.requantise(sum, shift, latentBits);
          }
        }
      }
    }
    return out;
  }

  /** The exact sums y[row] of the latents z_1. */
  long[] expand(int[] latents) {
    List<int[]> stages = expandStages(latents);
    return expandLast(stages.isEmpty() ? latents : stages.get(stages.size() - 1));
  }

  /** y_1, ..., y_{d-1} of the latents, each [k][o1..o_i][r_{i+1}..r_d]. */
  public List<int[]> expandStages(int[] latents) {
    List<int[]> stages = new ArrayList<>();
    int[] values = latents;
    for (int mode = 1; mode < shape.modes(); mode++) {
      values = expand(mode, values);
      stages.add(values);
    }
    return stages;
  }

  /** y_i[k][o1..o_i][r_{i+1}..r_d] from y_{i-1}. */
  private int[] expand(int mode, int[] in) {
    if (operator.identity(mode)) {
      // y_i[o1..o_i; r_{i+1}..r_d] = y_{i-1}[o1..o_{i-1}; o_i, r_{i+1}..r_d]: the same order
      return in.clone();
    }
    int[] out = new int[(int) shape.expandValues(mode)];
    CountedRounding rounding = expandRounding[mode - 1];
    int shift = operator.expandShift()[mode - 1];
    int inner = innerRanks(mode);
    int rank = shape.rank(mode);
    int prefixes = in.length / (rank * inner);
    int rowsPerTerm = prefixes / shape.terms();
    int at = 0;
    for (int prefix = 0; prefix < prefixes; prefix++) {
      for (int o = 0; o < shape.rows(mode); o++) {
        for (int rest = 0; rest < inner; rest++) {
          // y_i[o1..o_i; r_{i+1}..r_d] = sum_{r_i} U[o_i, r_i] y_{i-1}[o1..o_{i-1}; r_i..r_d]
          long sum = 0;
          for (int r = 0; r < rank; r++) {
            int u = operator.u(mode, prefix / rowsPerTerm, o, r);
            sum += (long) u * in[(prefix * rank + r) * inner + rest];
          }
          out[at++] = (int) rounding.requantise(sum, shift, latentBits);
        }
      }
    }
    return out;
  }

  /** y[o] = sum_k y_{k,d}[o], exact. */
  private long[] expandLast(int[] in) {
    return operator.identity(shape.modes()) ? sumOfTerms(in) : lastProducts(in);
  }

  /** y[o] = sum_k y_{k,d-1}[o1..o_{d-1}; o_d]. */
  private long[] sumOfTerms(int[] in) {
    long[] out = new long[shape.rowSize()];
    for (int i = 0; i < in.length; i++) {
      out[i % out.length] += in[i];
    }
    return out;
  }

  /** y[o] = sum_k sum_{r_d} U^(d)[o_d, r_d] y_{d-1}[o1..o_{d-1}; r_d]. */
  private long[] lastProducts(int[] in) {
    int mode = shape.modes();
    int rows = shape.rows(mode);
    int rank = shape.rank(mode);
    int prefixes = shape.rowSize() / rows;
    long[] out = new long[shape.rowSize()];
    for (int row = 0; row < out.length; row++) {
      for (int k = 0; k < shape.terms(); k++) {
        for (int r = 0; r < rank; r++) {
          int from = (k * prefixes + row / rows) * rank + r;
          out[row] += (long) operator.u(mode, k, row % rows, r) * in[from];
        }
      }
    }
    return out;
  }

  private int innerRanks(int mode) {
    int inner = 1;
    for (int i = mode + 1; i <= shape.modes(); i++) {
      inner *= shape.rank(i);
    }
    return inner;
  }
}
