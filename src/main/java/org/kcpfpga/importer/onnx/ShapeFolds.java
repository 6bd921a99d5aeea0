package org.kcpfpga.importer.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.tensor.Tensor;

/** Operators that keep every value and its place in row-major order. */
final class ShapeFolds {
  private ShapeFolds() {}

  static Tensor identity(Folding fold) {
    return fold.input(0);
  }

  /** The shape as a vector. */
  static Tensor shape(Folding fold) {
    int[] shape = fold.input(0).shape();
    return Tensor.of(new int[] {shape.length}, IntStream.of(shape).asDoubleStream().toArray());
  }

  static Tensor reshape(Folding fold) {
    Tensor from = fold.input(0);
    int[] shape = fold.integers(1, "shape");
    if (shape == null) {
      throw fold.refuse("no shape", "one");
    }
    boolean zeroIsZero = fold.node().integer("allowzero", 0) != 0;
    long known = 1;
    int free = -1;
    for (int axis = 0; axis < shape.length; axis++) {
      // 0 keeps the extent
      if (shape[axis] == 0 && !zeroIsZero && axis < from.rank()) {
        shape[axis] = from.extent(axis);
      }
      if (shape[axis] < -1 || (shape[axis] == -1 && free >= 0)) {
        throw fold.refuse("shape " + Arrays.toString(shape), "extents, of which one may be -1");
      }
      free = shape[axis] == -1 ? axis : free;
      // sticks above every array length instead of wrapping
      known *= shape[axis] == -1 || known > Integer.MAX_VALUE ? 1 : shape[axis];
    }
    if (free >= 0 && known > 0) {
      shape[free] = (int) (from.size() / known);
    }
    if (Arrays.stream(shape).anyMatch(extent -> extent < 0)
        || Tensor.sizeOf(shape) != from.size()) {
      throw fold.refuse("shape " + Arrays.toString(shape), from.size() + " values, as in " + from);
    }
    return from.reshape(shape);
  }

  static Tensor squeeze(Folding fold) {
    Tensor from = fold.input(0);
    int[] given = fold.integers(1, "axes");
    List<Integer> gone =
        given == null
            ? IntStream.range(0, from.rank()).filter(a -> from.extent(a) == 1).boxed().toList()
            : IntStream.of(fold.axes(given, from.rank())).boxed().toList();
    if (gone.stream().anyMatch(axis -> from.extent(axis) != 1)) {
      throw fold.refuse("axes " + gone + " of " + from, "axes of extent 1");
    }
    return from.reshape(
        IntStream.range(0, from.rank()).filter(a -> !gone.contains(a)).map(from::extent).toArray());
  }

  static Tensor unsqueeze(Folding fold) {
    Tensor from = fold.input(0);
    int[] given = fold.integers(1, "axes");
    if (given == null) {
      throw fold.refuse("no axes", "some");
    }
    int rank = from.rank() + given.length;
    List<Integer> fresh = IntStream.of(fold.axes(given, rank)).boxed().toList();
    int[] shape = new int[rank];
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      shape[axis] = fresh.contains(axis) ? 1 : from.extent(next++);
    }
    return from.reshape(shape);
  }

  static Tensor flatten(Folding fold) {
    Tensor from = fold.input(0);
    long axis = fold.node().integer("axis", 1);
    int split = axis == from.rank() ? from.rank() : fold.axis(axis, from.rank());
    int rows = (int) Tensor.sizeOf(Arrays.copyOf(from.shape(), split));
    int columns = (int) Tensor.sizeOf(Arrays.copyOfRange(from.shape(), split, from.rank()));
    return from.reshape(rows, columns);
  }
}
