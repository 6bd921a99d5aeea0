package org.kcpfpga.compress;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** The largest outer products in a tensor, one after the other. */
final class OuterProducts {
  private static final int STARTS = 3;
  private static final int ITERATIONS = 60;

  private OuterProducts() {}

  /** By term and mode; of two modes the singular vectors, which are the best of all. */
  static double[][][] largest(Rearranged target, int terms, long seed) {
    if (target.modes() == 2) {
      return singular(target, terms);
    }
    double[][][] found = new double[terms][][];
    Random random = new Random(seed);
    Rearranged rest = target;
    for (int k = 0; k < terms; k++) {
      found[k] = best(rest, random);
      rest = rest.without(found[k]);
    }
    return found;
  }

  private static double[][][] singular(Rearranged target, int terms) {
    int rows = target.extents()[0];
    int columns = target.extents()[1];
    // the decomposition wants no fewer rows than columns
    boolean tall = rows >= columns;
    RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
    for (int at = 0; at < target.values().length; at++) {
      matrix.setEntry(at / columns, at % columns, target.values()[at]);
    }
    SingularValueDecomposition svd =
        new SingularValueDecomposition(tall ? matrix : matrix.transpose());
    double[] values = svd.getSingularValues();
    double[][][] found = new double[terms][2][];
    for (int k = 0; k < terms; k++) {
      boolean none = k >= values.length;
      double share = none ? 0 : Math.sqrt(values[k]);
      double[] first = none ? new double[rows] : (tall ? svd.getU() : svd.getV()).getColumn(k);
      double[] second = none ? new double[columns] : (tall ? svd.getV() : svd.getU()).getColumn(k);
      found[k][0] = Vectors.times(first, share);
      found[k][1] = Vectors.times(second, share);
    }
    return found;
  }

  /** The largest of some that power iterations find from random directions. */
  private static double[][] best(Rearranged target, Random random) {
    double[][] best = null;
    double largest = -1;
    for (int start = 0; start < STARTS; start++) {
      double[][] vectors = new double[target.modes()][];
      for (int mode = 0; mode < vectors.length; mode++) {
        double[] direction = random.doubles(target.extents()[mode], -1, 1).toArray();
        vectors[mode] = Vectors.times(direction, 1 / Vectors.norm(direction));
      }
      double size = iterate(target, vectors);
      if (size > largest) {
        largest = size;
        best = vectors;
      }
    }
    return best;
  }

  /** Makes the vectors an outer product of the target; its size. */
  private static double iterate(Rearranged target, double[][] vectors) {
    double size = 0;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      for (int mode = 0; mode < vectors.length; mode++) {
        double[] next = target.contracted(mode, vectors);
        size = Vectors.norm(next);
        vectors[mode] = size == 0 ? next : Vectors.times(next, 1 / size);
      }
    }
    vectors[0] = Vectors.times(vectors[0], size);
    return size;
  }
}
