package org.kcpfpga.importer.onnx;

import org.kcpfpga.tensor.Tensor;

/**
 * Elements of a tensor at regular distances.
 *
 * @param offset the place of the first one
 * @param strides by axis of the result, the distance from one element to the next; 0 repeats it
 */
record Strided(int offset, int[] strides) {

  /** The distances in a row-major tensor of this shape. */
  static int[] rowMajor(int[] shape) {
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      strides[axis] = stride;
      stride *= Math.max(1, shape[axis]);
    }
    return strides;
  }

  /** The tensor of these elements, of a shape of below 2^31 elements. */
  Tensor of(Tensor from, int... shape) {
    Tensor result = Tensor.zeros(shape);
    double[] values = result.values();
    int[] index = new int[shape.length];
    int place = offset;
    for (int to = 0; to < values.length; to++) {
      values[to] = from.values()[place];
      int axis = shape.length - 1;
      // what overflows goes back to 0 and carries to the axis before
      while (axis >= 0 && ++index[axis] == shape[axis]) {
        place -= (shape[axis] - 1) * strides[axis];
        index[axis--] = 0;
      }
      place += axis >= 0 ? strides[axis] : 0;
    }
    return result;
  }
}
