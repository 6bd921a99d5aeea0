package org.kcpfpga.format;

import java.util.List;
import org.kcpfpga.format.TensorNetwork.Index;

/** Values of a tensor under another order of its indices. */
final class Permutation {
  private Permutation() {}

  /**
   * {@code values}, row-major in the order {@code from}, row-major in the order {@code to}; the
   * same array if the orders are equal.
   */
  static double[] permuted(double[] values, List<Index> from, List<Index> to) {
    if (from.equals(to)) {
      return values;
    }
    int rank = to.size();
    int[] extents = new int[rank];
    int[] strides = new int[rank];
    for (int axis = 0; axis < rank; axis++) {
      extents[axis] = to.get(axis).extent();
      strides[axis] = stride(from, to.get(axis));
    }
    double[] result = new double[values.length];
    int[] index = new int[rank];
    int at = 0;
    for (int i = 0; i < result.length; i++) {
      result[i] = values[at];
      int axis = rank - 1;
      at += strides[axis];
      // what overflows goes back to 0 and carries to the axis before
      while (++index[axis] == extents[axis] && axis > 0) {
        at -= extents[axis] * strides[axis];
        index[axis--] = 0;
        at += strides[axis];
      }
    }
    return result;
  }

  private static int stride(List<Index> indices, Index wanted) {
    int stride = 1;
    for (int axis = indices.size() - 1; !indices.get(axis).equals(wanted); axis--) {
      stride *= indices.get(axis).extent();
    }
    return stride;
  }
}
