package org.kcpfpga.importer.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.tensor.Tensor;

/** Operators that take tensors apart, put them together, or order them anew. */
final class PartFolds {
  private PartFolds() {}

  static Tensor transpose(Folding fold) {
    Tensor from = fold.input(0);
    int rank = from.rank();
    int[] order = fold.integers(-1, "perm");
    if (order == null) {
      order = IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray();
    }
    if (fold.axes(order, rank).length != rank) {
      throw fold.refuse("perm " + Arrays.toString(order), "all axes of " + from);
    }
    int[] strides = Strided.rowMajor(from.shape());
    int[] shape = IntStream.of(order).map(axis -> from.extent(fold.axis(axis, rank))).toArray();
    int[] moved = IntStream.of(order).map(axis -> strides[fold.axis(axis, rank)]).toArray();
    return new Strided(0, moved).of(from, fold.take(shape));
  }

  static Tensor slice(Folding fold) {
    Tensor from = fold.input(0);
    int[] starts = fold.integers(1, "starts");
    int[] ends = fold.integers(2, "ends");
    int[] axes = fold.integers(3, "axes");
    int[] steps = fold.integers(4, "steps");
    if (starts == null || ends == null || starts.length != ends.length) {
      throw fold.refuse("starts and ends", "as many of each");
    }
    int count = starts.length;
    axes = axes == null ? IntStream.range(0, count).toArray() : axes;
    steps = steps == null ? IntStream.range(0, count).map(i -> 1).toArray() : steps;
    boolean still = IntStream.of(steps).anyMatch(step -> step == 0);
    if (axes.length != count || steps.length != count || still) {
      throw fold.refuse("axes or steps", count + ", no step 0");
    }
    fold.axes(axes, from.rank());
    int[] shape = from.shape();
    int[] strides = Strided.rowMajor(shape);
    int offset = 0;
    for (int i = 0; i < count; i++) {
      int axis = fold.axis(axes[i], from.rank());
      int extent = shape[axis];
      int start = bounded(starts[i], extent, steps[i] > 0 ? extent : extent - 1, 0);
      int end = bounded(ends[i], extent, steps[i] > 0 ? extent : extent - 1, steps[i] > 0 ? 0 : -1);
      // the number of places from start on, before end is reached
      long places =
          Math.floorDiv((long) end - start + steps[i] - Integer.signum(steps[i]), steps[i]);
      shape[axis] = (int) Math.max(0, places);
      offset += shape[axis] == 0 ? 0 : start * strides[axis];
      strides[axis] = shape[axis] < 2 ? 0 : strides[axis] * steps[i];
    }
    return new Strided(offset, strides).of(from, fold.take(shape));
  }

  /** A place, counted from the end if negative, and not beyond the bounds. */
  private static int bounded(int place, int extent, int most, int least) {
    long counted = place < 0 ? (long) place + extent : place;
    return (int) Math.max(least, Math.min(most, counted));
  }

  static Tensor concat(Folding fold) {
    Tensor first = fold.input(0);
    int axis = fold.axis(fold.node().integer("axis", 0), first.rank());
    int[] shape = first.shape();
    long along = 0;
    for (int i = 0; i < fold.inputs().size(); i++) {
      int[] other = fold.input(i).shape();
      along += other.length == shape.length ? other[axis] : 0;
      boolean fits = other.length == shape.length;
      for (int a = 0; fits && a < shape.length; a++) {
        fits = a == axis || other[a] == first.extent(a);
      }
      if (!fits || along > Integer.MAX_VALUE) {
        throw fold.refuse(fold.input(i).toString(), "the shape of " + first + " but for one axis");
      }
    }
    shape[axis] = (int) along;
    Tensor result = Tensor.zeros(fold.take(shape));
    int inner = (int) Tensor.sizeOf(Arrays.copyOfRange(shape, axis + 1, shape.length));
    int outer = (int) Tensor.sizeOf(Arrays.copyOf(shape, axis));
    int to = 0;
    for (int o = 0; o < outer; o++) {
      for (Tensor part : fold.inputs()) {
        int length = part.extent(axis) * inner;
        System.arraycopy(part.values(), o * length, result.values(), to, length);
        to += length;
      }
    }
    return result;
  }

  static Tensor gather(Folding fold) {
    Tensor from = fold.input(0);
    Tensor indices = fold.input(1);
    int axis = fold.axis(fold.node().integer("axis", 0), from.rank());
    int extent = from.extent(axis);
    int[] left = Arrays.copyOf(from.shape(), axis);
    int[] right = Arrays.copyOfRange(from.shape(), axis + 1, from.rank());
    int[] shape =
        IntStream.concat(
                IntStream.concat(IntStream.of(left), IntStream.of(indices.shape())),
                IntStream.of(right))
            .toArray();
    Tensor result = Tensor.zeros(fold.take(shape));
    int inner = (int) Tensor.sizeOf(right);
    int to = 0;
    for (int o = 0; result.size() > 0 && o < Tensor.sizeOf(left); o++) {
      for (double index : indices.values()) {
        if (index < -extent || index >= extent) {
          throw fold.refuse("index " + (long) index, -extent + " to " + (extent - 1));
        }
        int place = (int) index < 0 ? (int) index + extent : (int) index;
        System.arraycopy(from.values(), (o * extent + place) * inner, result.values(), to, inner);
        to += inner;
      }
    }
    return result;
  }

  /** One tensor for each output of the node. */
  static List<Tensor> split(Folding fold) {
    Tensor from = fold.input(0);
    int axis = fold.axis(fold.node().integer("axis", 0), from.rank());
    int parts = fold.node().outputs().size();
    int extent = from.extent(axis);
    int[] lengths = fold.integers(1, "split");
    if (lengths == null) {
      // equal ones, the last may be shorter
      int length = (extent + parts - 1) / Math.max(1, parts);
      lengths =
          IntStream.range(0, parts)
              .map(i -> Math.max(0, Math.min(length, extent - i * length)))
              .toArray();
    }
    if (lengths.length != parts
        || IntStream.of(lengths).anyMatch(length -> length < 0)
        || IntStream.of(lengths).asLongStream().sum() != extent) {
      throw fold.refuse("split " + Arrays.toString(lengths), parts + " parts of " + extent);
    }
    int[] strides = Strided.rowMajor(from.shape());
    List<Tensor> all = new ArrayList<>();
    int start = 0;
    for (int length : lengths) {
      int[] shape = from.shape();
      shape[axis] = length;
      all.add(new Strided(start * strides[axis], strides).of(from, fold.take(shape)));
      start += length;
    }
    return all;
  }
}
