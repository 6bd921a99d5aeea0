package org.kcpfpga.compress;

import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/**
 * A matrix W[o, j] as the tensor T[s_1 .. s_d] with s_i = (o_i, j_i), in which a Kronecker product
 * of A^(1) .. A^(d) is the outer product of the vectors of their entries.
 *
 * @param extents rows_i n_i
 * @param values row-major
 */
record Rearranged(int[] extents, double[] values) {

  /** The rearrangement of a matrix of this shape. */
  static Rearranged of(Tensor matrix, OperatorShape shape) {
    matrix.requireShape("matrix", shape.rowSize(), shape.inSize());
    int modes = shape.modes();
    int[] extents = new int[modes];
    int[] rowStride = new int[modes];
    int[] columnStride = new int[modes];
    int rowStep = 1;
    int columnStep = 1;
    for (int i = modes; i >= 1; i--) {
      extents[i - 1] = shape.rows(i) * shape.in(i);
      rowStride[i - 1] = rowStep;
      columnStride[i - 1] = columnStep;
      rowStep *= shape.rows(i);
      columnStep *= shape.in(i);
    }
    double[] values = new double[matrix.size()];
    for (int at = 0; at < values.length; at++) {
      int row = 0;
      int column = 0;
      int rest = at;
      for (int i = modes; i >= 1; i--) {
        int s = rest % extents[i - 1];
        rest /= extents[i - 1];
        row += s / shape.in(i) * rowStride[i - 1];
        column += s % shape.in(i) * columnStride[i - 1];
      }
      values[at] = matrix.values()[row * shape.inSize() + column];
    }
    return new Rearranged(extents, values);
  }

  int modes() {
    return extents.length;
  }

  double norm() {
    return Vectors.norm(values);
  }

  /** The sum over all modes but one of T times the vectors of these modes. */
  double[] contracted(int kept, double[][] vectors) {
    // of one mode nothing is contracted
    double[] result = modes() == 1 ? values.clone() : values;
    int inner = 1;
    for (int mode = modes() - 1; mode >= 0; mode--) {
      if (mode == kept) {
        inner = extents[mode];
      } else {
        result = contracted(result, vectors[mode], inner);
      }
    }
    return result;
  }

  /** result[a, b] = sum_s in[a, s, b] vector[s]. */
  private static double[] contracted(double[] in, double[] vector, int inner) {
    double[] result = new double[in.length / vector.length];
    if (inner == 1) {
      return Products.of(in, result.length, vector, 1);
    }
    for (int a = 0; a < result.length / inner; a++) {
      for (int s = 0; s < vector.length; s++) {
        int from = (a * vector.length + s) * inner;
        for (int b = 0; b < inner; b++) {
          result[a * inner + b] += in[from + b] * vector[s];
        }
      }
    }
    return result;
  }

  /** By term: {@link #contracted} with the other vectors of that term. */
  double[][] contracted(int kept, double[][][] terms) {
    int count = terms.length;
    double[][] all = new double[count][];
    if (modes() != 2) {
      for (int k = 0; k < count; k++) {
        all[k] = contracted(kept, terms[k]);
      }
      return all;
    }
    double[][] others = new double[count][];
    for (int k = 0; k < count; k++) {
      others[k] = terms[k][1 - kept];
    }
    double[] columns = Products.columns(others);
    double[] products =
        kept == 0
            ? Products.of(values, extents[0], columns, count)
            : Products.ofTransposed(values, extents[0], columns, count);
    for (int k = 0; k < count; k++) {
      all[k] = Products.column(products, k, count);
    }
    return all;
  }

  /** |T - the sum of the outer products|. */
  double distance(double[][][] terms) {
    double[] rest = values.clone();
    int last = modes() - 1;
    for (double[][] term : terms) {
      double[] before = {1};
      for (int mode = 0; mode < last; mode++) {
        before = outer(before, term[mode]);
      }
      int at = 0;
      for (double factor : before) {
        for (double value : term[last]) {
          rest[at++] -= factor * value;
        }
      }
    }
    return Vectors.norm(rest);
  }

  private static double[] outer(double[] a, double[] b) {
    double[] product = new double[a.length * b.length];
    for (int at = 0; at < product.length; at++) {
      product[at] = a[at / b.length] * b[at % b.length];
    }
    return product;
  }
}
