package org.kcpfpga.kcp;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/**
 * W = sum_k A_k^(1) (x) .. (x) A_k^(d) with A_k^(i) = U_k^(i) V_k^(i)^T, and its multiplications.
 *
 * <p>Vectors are row-major over their modes, last mode fastest. Immutable and safe for threads.
 * Equations: docs/concepts.md.
 */
public final class KcpOperator implements Operator {
  private static final long MAX_DENSE = 1L << 28;

  private final OperatorShape shape;
  private final List<Tensor> u;
  private final List<Tensor> v;
  private final boolean[] identity;

  /** U_k^(i), row-major [K][rows_i][R_i], by mode from 0. */
  private final double[][] expandMatrices;

  /** V_k^(i) transposed, row-major [K][R_i][n_i], by mode from 0. */
  private final double[][] contractMatrices;

  private final FirstModesFirst firstModesFirst;

  /**
   * An operator over the given factors, which are not copied.
   *
   * @param u by mode, each [K, rows_i, R_i]
   * @param v by mode, each [K, n_i, R_i]
   * @throws UserError naming the factor with another shape
   */
  public KcpOperator(OperatorShape shape, List<Tensor> u, List<Tensor> v) {
    this(shape, u, v, new boolean[shape.modes()]);
  }

  /** {@code identity}: by mode, whether all U_k^(i) are identities; index 0 is mode 1. */
  KcpOperator(OperatorShape shape, List<Tensor> u, List<Tensor> v, boolean[] identity) {
    if (u.size() != shape.modes() || v.size() != shape.modes()) {
      throw new IllegalArgumentException(
          "factors: " + u.size() + " and " + v.size() + " (expected: " + shape.modes() + ")");
    }
    this.shape = shape;
    this.u = List.copyOf(u);
    this.v = List.copyOf(v);
    this.identity = identity;
    this.expandMatrices = new double[shape.modes()][];
    this.contractMatrices = new double[shape.modes()][];
    for (int i = 1; i <= shape.modes(); i++) {
      int terms = shape.terms();
      u(i).requireShape("U." + i, terms, shape.rows(i), shape.rank(i));
      v(i).requireShape("V." + i, terms, shape.in(i), shape.rank(i));
      expandMatrices[i - 1] = u(i).values();
      contractMatrices[i - 1] = ModeProduct.transposed(v(i).values(), terms, shape.in(i));
    }
    this.firstModesFirst = new FirstModesFirst(shape, expandMatrices, contractMatrices);
  }

  /**
   * Seeded random float32 factors, scaled so that independent inputs of variance 1 give outputs
   * whose variance, averaged over the rows, is {@code gain} (1 is usual for a trained layer).
   */
  public static KcpOperator random(OperatorShape shape, long seed, double gain) {
    return RandomOperator.of(shape, seed, gain);
  }

  /** The shape. */
  public OperatorShape shape() {
    return shape;
  }

  /** U^(i) of mode {@code i}, from 1: [K, rows_i, R_i]. */
  public Tensor u(int i) {
    return u.get(i - 1);
  }

  /** V^(i) of mode {@code i}, from 1: [K, n_i, R_i]. */
  public Tensor v(int i) {
    return v.get(i - 1);
  }

  /**
   * Whether U^(i) of mode {@code i}, from 1, is the identity, so that expanding multiplies nothing.
   */
  public boolean identity(int i) {
    return identity[i - 1];
  }

  /**
   * The same W with the given modes merged: R_i = rows_i, V_k^(i) = (A_k^(i))^T, U_k^(i) = I.
   *
   * @param modes by mode, index 0 is mode 1; if none, this operator
   * @throws UserError if a stage of the merged shape is too large
   */
  public KcpOperator merged(boolean[] modes) {
    return MergedOperator.of(this, modes);
  }

  /** The operator with other factors in place of its own; what is the identity stays so. */
  public KcpOperator with(List<Tensor> us, List<Tensor> vs) {
    return new KcpOperator(shape, us, vs, identity);
  }

  /**
   * y = W x by the factors: contract the last mode first, expand the first mode first; or the other
   * way about, where that is faster.
   *
   * @param x N values
   * @return rowSize values
   */
  public double[] factored(double[] x) {
    requireInput(x);
    if (firstModesFirst.pays()) {
      return firstModesFirst.apply(x);
    }
    double[] values = x;
    for (int i = shape.modes(); i >= 1; i--) {
      values = contract(i, values);
    }
    for (int i = 1; i < shape.modes(); i++) {
      values = expand(i, values, (int) shape.expandValues(i) / shape.terms());
    }
    // y[o] = sum_k y_{k,d}[o]: all terms add into the same output
    return expand(shape.modes(), values, 0);
  }

  @Override
  public double[] apply(double[] x) {
    return factored(x);
  }

  @Override
  public int inSize() {
    return shape.inSize();
  }

  @Override
  public int rowSize() {
    return shape.rowSize();
  }

  @Override
  public long parameters() {
    return shape.parameters();
  }

  /** z_d, z_{d-1}, .., z_1, each in the order [k][j1..j_{i-1}][r_i..r_d]. */
  public List<double[]> contractStages(double[] x) {
    requireInput(x);
    List<double[]> stages = new ArrayList<>();
    double[] values = x;
    for (int i = shape.modes(); i >= 1; i--) {
      values = contract(i, values);
      stages.add(values);
    }
    return stages;
  }

  /**
   * y_1, .., y_d, each in the order [k][o1..o_i][r_{i+1}..r_d]; the terms are not summed.
   *
   * @param z1 the latents [k][r_1..r_d], the last of {@link #contractStages}
   */
  public List<double[]> expandStages(double[] z1) {
    if (z1.length != shape.contractValues(1)) {
      throw new IllegalArgumentException(
          "z1: " + z1.length + " values (expected: " + shape.contractValues(1) + ")");
    }
    List<double[]> stages = new ArrayList<>();
    double[] values = z1;
    for (int i = 1; i <= shape.modes(); i++) {
      values = expand(i, values, (int) shape.expandValues(i) / shape.terms());
      stages.add(values);
    }
    return stages;
  }

  /** One contract stage; x (i = d) is the same for all terms. */
  private double[] contract(int i, double[] in) {
    int terms = shape.terms();
    int columns = shape.in(i);
    int rank = shape.rank(i);
    double[] out = new double[(int) shape.contractValues(i)];
    int outTerm = out.length / terms;
    int inTerm = i == shape.modes() ? 0 : in.length / terms;
    int inner = innerOf(i);
    ModeProduct product = new ModeProduct(outTerm / (rank * inner), columns, rank, inner);
    for (int k = 0; k < terms; k++) {
      // z_i[j1..j_{i-1}; r_i..r_d] = sum_{j_i} z_{i+1}[j1..j_i; r_{i+1}..r_d] V^(i)[j_i, r_i]
      product.addTo(out, k * outTerm, contractMatrices[i - 1], k * rank * columns, in, k * inTerm);
    }
    return out;
  }

  /** One expand stage; each term's result starts {@code outTerm} after the one before. */
  private double[] expand(int i, double[] in, int outTerm) {
    int terms = shape.terms();
    if (identity[i - 1]) {
      // y_i[o1..o_i; r_{i+1}..r_d] = y_{i-1}[o1..o_{i-1}; o_i, r_{i+1}..r_d]: the same order
      return outTerm == 0 ? ModeProduct.blockSum(in, terms) : in.clone();
    }
    int rows = shape.rows(i);
    int rank = shape.rank(i);
    int inTerm = in.length / terms;
    int inner = innerOf(i);
    int outer = inTerm / (rank * inner);
    double[] out = new double[outTerm == 0 ? outer * rows * inner : terms * outTerm];
    ModeProduct product = new ModeProduct(outer, rank, rows, inner);
    for (int k = 0; k < terms; k++) {
      // y_i[o1..o_i; r_{i+1}..r_d] = sum_{r_i} U^(i)[o_i, r_i] y_{i-1}[o1..o_{i-1}; r_i..r_d]
      product.addTo(out, k * outTerm, expandMatrices[i - 1], k * rows * rank, in, k * inTerm);
    }
    return out;
  }

  /** R_{i+1}..R_d, the fastest indices of stage i, which it leaves alone. */
  private int innerOf(int i) {
    int inner = 1;
    for (int mode = i + 1; mode <= shape.modes(); mode++) {
      inner *= shape.rank(mode);
    }
    return inner;
  }

  /**
   * y = W x by the full A^(i), last mode first: the fast algorithm of the Kronecker form.
   *
   * @param x N values
   * @return rowSize values
   */
  public double[] modeByMode(double[] x) {
    requireInput(x);
    double[] y = new double[shape.rowSize()];
    for (int k = 0; k < shape.terms(); k++) {
      double[] values = x;
      int inner = 1;
      for (int i = shape.modes(); i >= 1; i--) {
        int outer = values.length / (shape.in(i) * inner);
        double[] out = i == 1 ? y : new double[entries(outer, shape.rows(i) * inner)];
        // t_i[j1..j_{i-1}; o_i..o_d] = sum_{j_i} A^(i)[o_i, j_i] t_{i+1}[j1..j_i; o_{i+1}..o_d]
        new ModeProduct(outer, shape.in(i), shape.rows(i), inner)
            .addTo(out, 0, modeMatrix(i, k), 0, values, 0);
        inner *= shape.rows(i);
        values = out;
      }
    }
    return y;
  }

  /** A_k^(i) = U_k^(i) V_k^(i)^T, row-major [rows_i][n_i]; {@code i} from 1, {@code k} from 0. */
  public double[] modeMatrix(int i, int k) {
    int rows = shape.rows(i);
    int columns = shape.in(i);
    int rank = shape.rank(i);
    double[] matrix = new double[entries(rows, columns)];
    // A[o, j] = sum_r U[o, r] V[j, r]
    new ModeProduct(1, rank, rows, columns)
        .addTo(
            matrix, 0, u(i).values(), k * rows * rank, contractMatrices[i - 1], k * rank * columns);
    return matrix;
  }

  /**
   * W itself, [rowSize, inSize].
   *
   * @throws UserError above 2^28 entries
   */
  public Tensor dense() {
    double[] sum = new double[entries(shape.rowSize(), shape.inSize())];
    for (int k = 0; k < shape.terms(); k++) {
      DenseKronecker.addTo(sum, this, k);
    }
    return Tensor.of(new int[] {shape.rowSize(), shape.inSize()}, sum);
  }

  private static int entries(int rows, int columns) {
    long entries = (long) rows * columns;
    if (entries > MAX_DENSE) {
      throw UserError.at("matrix", rows + " x " + columns, "at most 2^28 entries");
    }
    return (int) entries;
  }

  private void requireInput(double[] x) {
    if (x.length != shape.inSize()) {
      throw new IllegalArgumentException(
          "x: " + x.length + " values (expected: " + shape.inSize() + ")");
    }
  }
}
