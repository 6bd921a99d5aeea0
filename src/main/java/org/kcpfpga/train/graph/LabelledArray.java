package org.kcpfpga.train.graph;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.kcpfpga.format.TensorNetwork.Index;

/**
 * An array whose axes have names.
 *
 * @param values row-major
 * @param axes in the order of its dimensions
 */
record LabelledArray(NDArray values, List<Index> axes) {

  /** The same numbers with the axes in another order; nothing is copied if it is this one. */
  LabelledArray ordered(List<Index> order) {
    if (order.equals(axes)) {
      return this;
    }
    int[] from = order.stream().mapToInt(axes::indexOf).toArray();
    return new LabelledArray(values.transpose(from), order);
  }

  /** Under another shape; copies if the order of the axes is not that of the memory. */
  NDArray shaped(long... shape) {
    return values.reshape(new Shape(shape));
  }

  /** The product of the extents. */
  static long size(List<Index> indices) {
    return indices.stream().mapToLong(Index::extent).reduce(1, (a, b) -> a * b);
  }
}
