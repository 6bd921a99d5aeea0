package org.kcpfpga.importer.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/**
 * A node whose inputs are known.
 *
 * @param inputs in the node's order, null where one is left out
 * @param budget what may still be made
 */
record Folding(OnnxNode node, List<Tensor> inputs, Budget budget) {

  /** Elements that may be made, so that a small file cannot fill the memory. */
  static final class Budget {
    private long left;

    Budget(long elements) {
      left = elements;
    }

    /** Takes the elements of a shape. */
    int[] take(OnnxNode node, int... shape) {
      long size = Tensor.sizeOf(shape);
      left -= size;
      if (size > Integer.MAX_VALUE - 8 || left < 0) {
        throw UserError.at(
            node.place(), "a constant of shape " + Arrays.toString(shape), "not that many values");
      }
      return shape;
    }
  }

  /** Input {@code index}, which must be there. */
  Tensor input(int index) {
    Tensor input = optional(index);
    if (input == null) {
      throw refuse("input " + index + " is missing", "it present");
    }
    return input;
  }

  /** Input {@code index}, null if it is left out. */
  Tensor optional(int index) {
    return index >= 0 && index < inputs.size() ? inputs.get(index) : null;
  }

  /** The integers of an input or, in older operators, of an attribute; null if there are none. */
  int[] integers(int index, String attribute) {
    long[] given = node.integers(attribute);
    if (given != null) {
      return Arrays.stream(given).mapToInt(Folding::clamped).toArray();
    }
    Tensor input = optional(index);
    return input == null
        ? null
        : Arrays.stream(input.values()).mapToInt(value -> clamped((long) value)).toArray();
  }

  /** Ends "as far as it goes" are the largest integers. */
  private static int clamped(long value) {
    return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  /** An axis from 0 to rank - 1, which may be counted from the end. */
  int axis(long axis, int rank) {
    if (axis < -rank || axis >= rank) {
      throw refuse("axis " + axis, -rank + " to " + (rank - 1));
    }
    return (int) (axis < 0 ? axis + rank : axis);
  }

  /** The axis that an attribute names. */
  int axis(int otherwise, int rank) {
    return axis(node.integer("axis", otherwise), rank);
  }

  /** Axes as {@link #axis(long, int)}, each once, in ascending order. */
  int[] axes(int[] axes, int rank) {
    int[] all = IntStream.of(axes).map(axis -> axis(axis, rank)).sorted().distinct().toArray();
    if (all.length != axes.length) {
      throw refuse("axes " + Arrays.toString(axes), "each once");
    }
    return all;
  }

  /** Takes the elements of a shape from the budget. */
  int[] take(int... shape) {
    return budget.take(node, shape);
  }

  /** An error of this node. */
  UserError refuse(String found, String expected) {
    return UserError.at(node.place(), found, expected);
  }
}
