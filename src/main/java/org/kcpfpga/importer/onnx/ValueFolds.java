package org.kcpfpga.importer.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import org.kcpfpga.tensor.Tensor;

/** Operators that make values, or change them. */
final class ValueFolds {
  // numbers of element types in onnx.proto
  private static final int FLOAT = 1;
  private static final int DOUBLE = 11;
  private static final Set<Integer> INTEGERS = Set.of(6, 7);

  private ValueFolds() {}

  /** The value that the node itself holds. */
  static Tensor constant(Folding fold) {
    OnnxNode node = fold.node();
    for (var entry : node.attributes().entrySet()) {
      OnnxAttribute value = entry.getValue();
      switch (entry.getKey()) {
        case "value" -> {
          if (value.tensor() != null) {
            return value.tensor().decode();
          }
        }
        case "value_float" -> {
          return Tensor.of(new int[0], new double[] {node.single("value_float", 0)});
        }
        case "value_int" -> {
          return Tensor.of(new int[0], new double[] {node.integer("value_int", 0)});
        }
        case "value_floats" -> {
          return vector(value.singles().stream().mapToDouble(v -> v).toArray());
        }
        case "value_ints" -> {
          return vector(value.integers().stream().mapToDouble(v -> v).toArray());
        }
        default -> {
          // of strings and sparse tensors nothing is made
        }
      }
    }
    throw fold.refuse("no number", "a constant of numbers");
  }

  private static Tensor vector(double[] values) {
    return Tensor.of(new int[] {values.length}, values);
  }

  static Tensor cast(Folding fold) {
    Tensor from = fold.input(0);
    int type = (int) fold.node().integer("to", FLOAT);
    if (type == DOUBLE) {
      return from;
    }
    if (type != FLOAT && !INTEGERS.contains(type)) {
      throw fold.refuse("a constant cast to type " + type, "float, double, int32 or int64");
    }
    fold.take(from.shape());
    return Tensor.of(
        from.shape(),
        Arrays.stream(from.values())
            .map(value -> type == FLOAT ? (float) value : (double) (long) value)
            .toArray());
  }

  static Tensor constantOfShape(Folding fold) {
    OnnxAttribute value = fold.node().attributes().get("value");
    Tensor result = Tensor.zeros(fold.take(extents(fold, 0)));
    if (value != null && value.tensor() != null) {
      Tensor one = value.tensor().decode();
      if (one.size() != 1) {
        throw fold.refuse("value of " + one.size() + " elements", "one");
      }
      Arrays.fill(result.values(), one.values()[0]);
    }
    return result;
  }

  static Tensor expand(Folding fold) {
    Tensor from = fold.input(0);
    int[] shape = joint(fold, from.shape(), extents(fold, 1));
    return broadcast(fold, from, shape);
  }

  static Tensor add(Folding fold) {
    return both(fold, Double::sum);
  }

  static Tensor subtract(Folding fold) {
    return both(fold, (a, b) -> a - b);
  }

  static Tensor multiply(Folding fold) {
    return both(fold, (a, b) -> a * b);
  }

  private static Tensor both(Folding fold, DoubleBinaryOperator operator) {
    int[] shape = joint(fold, fold.input(0).shape(), fold.input(1).shape());
    double[] a = broadcast(fold, fold.input(0), shape).values();
    double[] b = broadcast(fold, fold.input(1), shape).values();
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = operator.applyAsDouble(a[i], b[i]);
    }
    return Tensor.of(shape, result);
  }

  private static int[] extents(Folding fold, int index) {
    fold.input(index);
    int[] extents = fold.integers(index, "");
    if (extents == null || Arrays.stream(extents).anyMatch(extent -> extent < 0)) {
      throw fold.refuse("shape " + Arrays.toString(extents), "extents");
    }
    return extents;
  }

  /** The shape that both have when what has extent 1, or none, is repeated. */
  private static int[] joint(Folding fold, int[] a, int[] b) {
    int[] longer = a.length >= b.length ? a.clone() : b.clone();
    int[] shorter = a.length >= b.length ? b : a;
    int shift = longer.length - shorter.length;
    for (int axis = 0; axis < shorter.length; axis++) {
      int extent = longer[axis + shift];
      if (extent != shorter[axis] && extent != 1 && shorter[axis] != 1) {
        throw fold.refuse(
            "shapes " + List.of(Arrays.toString(a), Arrays.toString(b)), "such as broadcast");
      }
      longer[axis + shift] = extent == 1 ? shorter[axis] : extent;
    }
    return longer;
  }

  private static Tensor broadcast(Folding fold, Tensor from, int[] shape) {
    int[] own = Strided.rowMajor(from.shape());
    int[] strides = new int[shape.length];
    int shift = shape.length - from.rank();
    for (int axis = 0; axis < from.rank(); axis++) {
      strides[axis + shift] = from.extent(axis) == 1 ? 0 : own[axis];
    }
    return new Strided(0, strides).of(from, fold.take(shape));
  }
}
