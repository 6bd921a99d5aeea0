package org.kcpfpga.compress;

import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The largest singular terms of a matrix: T is near the sum of left_k right_k^T.
 *
 * <p>Of a small matrix they are those of T T^T. Of a larger one T T^T is looked at in a subspace
 * that begins with random directions and is turned to the largest ones by powers of T T^T (N.
 * Halko, P. Martinsson, J. Tropp, Finding structure with randomness, 2011, algorithm 4.4).
 *
 * @param left by term, [rows]; as large as right
 * @param right by term, [columns]; zero beyond the rank of T
 */
record Leading(double[][] left, double[][] right) {
  /** Directions beyond those that are asked for. */
  private static final int MORE = 8;

  private static final int POWERS = 2;

  /** {@code matrix}: row-major. */
  static Leading of(double[] matrix, int rows, int terms, long seed) {
    int columns = matrix.length / rows;
    boolean wide = rows <= columns;
    int small = Math.min(rows, columns);
    int size = Math.min(small, terms + MORE);
    double[] basis;
    if (small <= 2 * size) {
      size = small;
      basis = identity(small);
    } else {
      basis = new Random(seed).doubles((long) (rows + columns - small) * size, -1, 1).toArray();
      basis = orthonormal(times(matrix, rows, basis, size, wide), size);
      for (int power = 0; power < POWERS; power++) {
        double[] across = orthonormal(times(matrix, rows, basis, size, !wide), size);
        basis = orthonormal(times(matrix, rows, across, size, wide), size);
      }
    }
    // the other side of the basis: T^T Q
    double[] across = times(matrix, rows, basis, size, !wide);
    double[][] turned = eigenvectors(across, size);
    double[][] first = new double[terms][];
    double[][] second = new double[terms][];
    for (int k = 0; k < terms; k++) {
      boolean none = k >= size;
      double[] one = none ? new double[small] : turned(basis, turned[k]);
      double[] other = none ? new double[rows + columns - small] : turned(across, turned[k]);
      double share = Math.sqrt(Vectors.norm(other));
      first[k] = Vectors.times(one, share);
      second[k] = share == 0 ? other : Vectors.times(other, 1 / share);
    }
    return wide ? new Leading(first, second) : new Leading(second, first);
  }

  /** T X, or T^T X. */
  private static double[] times(double[] matrix, int rows, double[] x, int count, boolean plain) {
    return plain
        ? Products.of(matrix, rows, x, count)
        : Products.ofTransposed(matrix, rows, x, count);
  }

  private static double[] identity(int size) {
    double[] identity = new double[size * size];
    for (int i = 0; i < size; i++) {
      identity[i * (size + 1)] = 1;
    }
    return identity;
  }

  /** The columns, each without what those before it have; 0 where nothing is left. */
  private static double[] orthonormal(double[] columns, int count) {
    double[][] vectors = new double[count][];
    for (int k = 0; k < count; k++) {
      double[] vector = Products.column(columns, k, count);
      double before = Vectors.norm(vector);
      // twice is enough
      for (int round = 0; round < 2; round++) {
        for (int l = 0; l < k; l++) {
          Vectors.add(vector, vectors[l], -Vectors.product(vectors[l], vector));
        }
      }
      double left = Vectors.norm(vector);
      vectors[k] =
          left <= 1e-14 * before ? new double[vector.length] : Vectors.times(vector, 1 / left);
    }
    return Products.columns(vectors);
  }

  /** Of X^T X for X [.., size], the largest first. */
  private static double[][] eigenvectors(double[] x, int size) {
    RealMatrix gram = new Array2DRowRealMatrix(size, size);
    double[] products = Products.ofTransposed(x, x.length / size, x, size);
    for (int k = 0; k < size; k++) {
      for (int l = 0; l <= k; l++) {
        gram.setEntry(k, l, products[k * size + l]);
        gram.setEntry(l, k, products[k * size + l]);
      }
    }
    EigenDecomposition eigen = new EigenDecomposition(gram);
    double[][] vectors = new double[size][];
    for (int k = 0; k < size; k++) {
      vectors[k] = eigen.getEigenvector(k).toArray();
    }
    return vectors;
  }

  /** X e. */
  private static double[] turned(double[] x, double[] e) {
    return Products.of(x, x.length / e.length, e, 1);
  }
}
