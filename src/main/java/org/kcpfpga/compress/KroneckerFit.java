package org.kcpfpga.compress;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/**
 * The KCP operator of a shape that is near a matrix W.
 *
 * <p>The terms begin with large outer products of the rearranged W, see {@link OuterProducts}.
 * Least squares in all terms of one mode, mode after mode, come next; for two modes that begins at
 * the optimum, the singular vectors. Then every A_k^(i) in turn becomes the best one of rank R_i
 * for the others as they are: the truncated singular values of its own least squares. No step
 * increases the error, but its end may be a local minimum.
 */
public final class KroneckerFit {
  /**
   * How long to fit.
   *
   * @param sweeps the most over all modes, of either kind
   * @param gain a sweep that lowers the error by a smaller share ends the fit
   */
  record Effort(int sweeps, double gain) {
    /** To compare shapes. */
    static final Effort QUICK = new Effort(2, 1e-3);

    private static final int MOST_SWEEPS = 200;
    private static final int LEAST_SWEEPS = 8;

    /** Multiplications and additions of all sweeps of a fit, about. */
    private static final double WORK = 2e9;

    /** To keep: fewer sweeps over larger matrices. */
    static Effort full(OperatorShape shape) {
      double sweep = 8.0 * shape.modes() * shape.terms() * shape.inSize() * shape.rowSize();
      int sweeps = (int) Math.max(LEAST_SWEEPS, Math.min(MOST_SWEEPS, WORK / sweep));
      return new Effort(sweeps, 1e-4);
    }
  }

  private final Effort effort;
  private final OperatorShape shape;
  private final Rearranged target;

  /** By term and mode: the entries of A_k^(i), row-major [rows_i, n_i]. */
  private final double[][][] terms;

  private KroneckerFit(Tensor matrix, OperatorShape shape, long seed, Effort effort) {
    this.effort = effort;
    this.shape = shape;
    this.target = Rearranged.of(matrix, shape);
    this.terms = OuterProducts.largest(target, shape.terms(), seed);
  }

  /**
   * An operator near a matrix.
   *
   * @param operator with factors that are equally large
   * @param relativeError |W - operator| / |W| in the Frobenius norm; 0 for W = 0
   */
  public record Fit(KcpOperator operator, double relativeError) {}

  /**
   * Fits an operator.
   *
   * @param matrix [rowSize, inSize] of the shape
   * @param seed of the directions in which large products are looked for
   */
  public static Fit of(Tensor matrix, OperatorShape shape, long seed) {
    return new KroneckerFit(matrix, shape, seed, Effort.full(shape)).fit();
  }

  /** Likewise; the relative error after little work. */
  static double quickError(Tensor matrix, OperatorShape shape, long seed) {
    KroneckerFit fit = new KroneckerFit(matrix, shape, seed, Effort.QUICK);
    fit.improve();
    return fit.relative();
  }

  private Fit fit() {
    improve();
    return new Fit(operator(), relative());
  }

  private void improve() {
    if (shape.modes() > 2) {
      sweep(this::leastSquares);
    }
    if (ranksBind()) {
      sweep(this::project);
    }
  }

  private double relative() {
    double norm = target.norm();
    return norm == 0 ? 0 : target.distance(terms) / norm;
  }

  /** Improves one mode of all terms. */
  private interface Update {
    void mode(int mode);
  }

  private void sweep(Update update) {
    double before = Double.MAX_VALUE;
    for (int sweep = 0; sweep < effort.sweeps(); sweep++) {
      for (int mode = 0; mode < shape.modes(); mode++) {
        update.mode(mode);
      }
      double now = target.distance(terms);
      if (now >= before * (1 - effort.gain())) {
        return;
      }
      before = now;
    }
  }

  private boolean ranksBind() {
    for (int i = 1; i <= shape.modes(); i++) {
      if (shape.rank(i) < Math.min(shape.rows(i), shape.in(i))) {
        return true;
      }
    }
    return false;
  }

  /** A = M G^+, where M[s, k] is T contracted with the rest of term k and G the overlaps. */
  private void leastSquares(int mode) {
    RealMatrix overlaps = new Array2DRowRealMatrix(terms.length, terms.length);
    RealMatrix products = new Array2DRowRealMatrix(terms.length, target.extents()[mode]);
    double[][] contracted = target.contracted(mode, terms);
    for (int k = 0; k < terms.length; k++) {
      products.setRow(k, contracted[k]);
      for (int l = 0; l < terms.length; l++) {
        overlaps.setEntry(k, l, overlap(mode, k, l));
      }
    }
    RealMatrix solution = new SingularValueDecomposition(overlaps).getSolver().solve(products);
    for (int k = 0; k < terms.length; k++) {
      terms[k][mode] = solution.getRow(k);
    }
  }

  /** prod over the other modes of <a_k, a_l>. */
  private double overlap(int mode, int k, int l) {
    double product = 1;
    for (int other = 0; other < shape.modes(); other++) {
      product *= other == mode ? 1 : Vectors.product(terms[k][other], terms[l][other]);
    }
    return product;
  }

  /** One term after the other: the best A_k^(i) of rank R_i for all else as it is. */
  private void project(int mode) {
    // of the other modes alone, which stay
    double[][] contracted = target.contracted(mode, terms);
    for (int k = 0; k < terms.length; k++) {
      double own = overlap(mode, k, k);
      if (own == 0) {
        continue;
      }
      // what the other terms leave, contracted with the rest of this one
      double[] best = contracted[k];
      for (int l = 0; l < terms.length; l++) {
        if (l != k) {
          Vectors.add(best, terms[l][mode], -overlap(mode, k, l));
        }
      }
      int rank = shape.rank(mode + 1);
      LowRank factors = LowRank.of(Vectors.times(best, 1 / own), shape.rows(mode + 1), rank);
      terms[k][mode] = factors.product(rank);
    }
  }

  private KcpOperator operator() {
    List<Tensor> u = new ArrayList<>();
    List<Tensor> v = new ArrayList<>();
    for (int i = 1; i <= shape.modes(); i++) {
      int rank = shape.rank(i);
      Tensor expand = Tensor.zeros(terms.length, shape.rows(i), rank);
      Tensor contract = Tensor.zeros(terms.length, shape.in(i), rank);
      for (int k = 0; k < terms.length; k++) {
        LowRank factors = LowRank.of(balanced(k, i - 1), shape.rows(i), rank);
        int size = factors.u().length;
        System.arraycopy(factors.u(), 0, expand.values(), k * size, size);
        size = factors.v().length;
        System.arraycopy(factors.v(), 0, contract.values(), k * size, size);
      }
      u.add(expand);
      v.add(contract);
    }
    return new KcpOperator(shape, u, v);
  }

  /** A_k^(i) as large as those of the other modes, with the same product. */
  private double[] balanced(int k, int mode) {
    double logarithms = 0;
    for (double[] vector : terms[k]) {
      double norm = Vectors.norm(vector);
      if (norm == 0) {
        return new double[terms[k][mode].length];
      }
      logarithms += Math.log(norm);
    }
    double common = Math.exp(logarithms / shape.modes());
    return Vectors.times(terms[k][mode], common / Vectors.norm(terms[k][mode]));
  }
}
