package org.kcpfpga.format;

import java.util.List;
import org.kcpfpga.format.TensorNetwork.Index;

/** The matrix products of a contraction, one for each batch. */
final class MatrixProducts {
  private MatrixProducts() {}

  /**
   * Of operands that lie as the contraction says.
   *
   * @param left [batch, left, summed]
   * @param right [batch, summed, right]
   * @return [batch, left, right]
   */
  static double[] along(Contraction contraction, double[] left, double[] right) {
    int batches = size(contraction.batch());
    int rows = size(contraction.left());
    int columns = size(contraction.right());
    int summed = size(contraction.summed());
    double[] result = new double[batches * rows * columns];
    for (int row = 0; row < batches * rows; row++) {
      int batch = row / rows * summed * columns;
      for (int s = 0; s < summed; s++) {
        // result[b, l, r] = sum_s left[b, l, s] right[b, s, r]
        double weight = left[row * summed + s];
        int from = batch + s * columns;
        for (int c = 0; c < columns; c++) {
          result[row * columns + c] += weight * right[from + c];
        }
      }
    }
    return result;
  }

  /** Likewise, with the right operand as [batch, right, summed]. */
  static double[] across(Contraction contraction, double[] left, double[] right) {
    int batches = size(contraction.batch());
    int rows = size(contraction.left());
    int columns = size(contraction.right());
    int summed = size(contraction.summed());
    double[] result = new double[batches * rows * columns];
    for (int row = 0; row < batches * rows; row++) {
      int batch = row / rows * columns * summed;
      for (int c = 0; c < columns; c++) {
        // result[b, l, r] = sum_s left[b, l, s] right[b, r, s]
        double sum = 0;
        int from = batch + c * summed;
        for (int s = 0; s < summed; s++) {
          sum += left[row * summed + s] * right[from + s];
        }
        result[row * columns + c] = sum;
      }
    }
    return result;
  }

  private static int size(List<Index> indices) {
    return Math.toIntExact(TensorNetwork.size(indices));
  }
}
