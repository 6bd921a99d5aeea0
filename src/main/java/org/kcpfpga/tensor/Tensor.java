package org.kcpfpga.tensor;

import java.util.Arrays;
import org.kcpfpga.common.UserError;

/**
 * A dense tensor of doubles, row-major: the last index runs fastest.
 *
 * <p>Law: {@code values().length} is the product of the shape (1 for the empty shape). The values
 * are handed out uncopied for speed; who changes them changes the tensor.
 */
public final class Tensor {
  private final int[] shape;
  private final double[] values;

  private Tensor(int[] shape, double[] values) {
    this.shape = shape;
    this.values = values;
  }

  /**
   * A tensor over {@code values}, which is kept, not copied.
   *
   * @throws IllegalArgumentException if the shape does not hold exactly these values
   */
  public static Tensor of(int[] shape, double[] values) {
    long size = sizeOf(shape);
    if (size != values.length) {
      throw new IllegalArgumentException(
          "shape " + text(shape) + ": " + values.length + " values (expected: " + size + ")");
    }
    return new Tensor(shape.clone(), values);
  }

  /** A tensor of zeros. */
  public static Tensor zeros(int... shape) {
    return new Tensor(shape.clone(), new double[Math.toIntExact(sizeOf(shape))]);
  }

  /**
   * The number of elements of {@code shape}; from 2^31 on some number above that.
   *
   * @throws IllegalArgumentException for a negative extent
   */
  public static long sizeOf(int... shape) {
    long size = 1;
    for (int extent : shape) {
      if (extent < 0) {
        throw new IllegalArgumentException("shape " + text(shape) + ": negative extent");
      }
      // sticks above every array length instead of wrapping
      size = extent > 0 && size > Integer.MAX_VALUE ? size : size * extent;
    }
    return size;
  }

  /** A copy of the shape. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of dimensions. */
  public int rank() {
    return shape.length;
  }

  /** The extent of dimension {@code axis}, from 0. */
  public int extent(int axis) {
    return shape[axis];
  }

  /** The number of elements. */
  public int size() {
    return values.length;
  }

  /** The values, row-major, not copied. */
  public double[] values() {
    return values;
  }

  /** The element at {@code index}, one number for each dimension. */
  public double at(int... index) {
    if (index.length != shape.length) {
      throw new IndexOutOfBoundsException("index " + text(index) + " in shape " + text(shape));
    }
    int flat = 0;
    for (int axis = 0; axis < shape.length; axis++) {
      if (index[axis] < 0 || index[axis] >= shape[axis]) {
        throw new IndexOutOfBoundsException("index " + text(index) + " in shape " + text(shape));
      }
      flat = flat * shape[axis] + index[axis];
    }
    return values[flat];
  }

  /** The same values under another shape of the same size. */
  public Tensor reshape(int... newShape) {
    return of(newShape, values);
  }

  /** The first {@code count} entries of dimension 0, or all if there are fewer; copied. */
  public Tensor first(int count) {
    int[] some = shape.clone();
    some[0] = Math.min(count, shape[0]);
    return of(some, Arrays.copyOf(values, (int) sizeOf(some)));
  }

  /**
   * This tensor, if its shape is {@code expected}, where -1 stands for any extent.
   *
   * @throws UserError naming {@code place} otherwise
   */
  public Tensor requireShape(String place, int... expected) {
    boolean fits = expected.length == shape.length;
    for (int axis = 0; fits && axis < expected.length; axis++) {
      fits = expected[axis] < 0 || expected[axis] == shape[axis];
    }
    if (!fits) {
      String wanted = text(expected).replace("-1", "any");
      throw UserError.at(place, "shape " + text(shape), "shape " + wanted);
    }
    return this;
  }

  /**
   * This tensor, if it has neither NaN nor infinity.
   *
   * @throws UserError naming {@code place} and the index, a number for each dimension, otherwise
   */
  public Tensor requireFinite(String place) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw UserError.at(place + index(i), values[i], "a finite number");
      }
    }
    return this;
  }

  /** "[1,2,3]" of a flat index. */
  private String index(int flat) {
    StringBuilder text = new StringBuilder("]");
    int rest = flat;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      text.insert(0, rest % shape[axis]).insert(0, axis == 0 ? "[" : ",");
      rest /= shape[axis];
    }
    return shape.length == 0 ? "" : text.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Tensor" + text(shape);
  }

  private static String text(int[] numbers) {
    return Arrays.toString(numbers);
  }
}
