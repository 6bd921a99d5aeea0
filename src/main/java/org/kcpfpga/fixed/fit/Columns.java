package org.kcpfpga.fixed.fit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.kcpfpga.tensor.Tensor;

/** The columns of one tensor of factors: column r of term k is k * R + r. */
final class Columns {
  private final int ranks;

  /** The largest magnitude of each, before it is multiplied. */
  private final double[] largest;

  private final double[] by;

  /** {@code factors}: [K, size, R]. */
  Columns(Tensor factors) {
    ranks = factors.extent(2);
    int entries = factors.extent(1) * ranks;
    largest = new double[factors.extent(0) * ranks];
    for (int i = 0; i < factors.size(); i++) {
      int column = i / entries * ranks + i % ranks;
      largest[column] = Math.max(largest[column], Math.abs(factors.values()[i]));
    }
    by = new double[largest.length];
    Arrays.fill(by, 1);
  }

  int count() {
    return by.length;
  }

  /** The largest magnitude of a column. */
  double largest(int column) {
    return largest[column] * by[column];
  }

  double ofTerm(int term) {
    return IntStream.range(term * ranks, (term + 1) * ranks)
        .mapToDouble(this::largest)
        .max()
        .orElseThrow();
  }

  double ofAll() {
    return IntStream.range(0, by.length).mapToDouble(this::largest).max().orElseThrow();
  }

  void multiply(int column, double factor) {
    by[column] *= factor;
  }

  void multiplyTerm(int term, double factor) {
    IntStream.range(term * ranks, (term + 1) * ranks).forEach(c -> multiply(c, factor));
  }

  void multiplyAll(double factor) {
    IntStream.range(0, by.length).forEach(c -> multiply(c, factor));
  }

  /** By what each column is multiplied. */
  List<Double> list() {
    return DoubleStream.of(by).boxed().toList();
  }
}
