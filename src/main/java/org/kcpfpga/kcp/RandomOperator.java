package org.kcpfpga.kcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.kcpfpga.tensor.Tensor;

/** Operators with seeded random factors whose outputs are as large as a trained layer's. */
final class RandomOperator {
  private RandomOperator() {}

  /**
   * Factors from a normal distribution, then scaled so that independent inputs of variance 1 give
   * outputs whose variance, averaged over the rows, is {@code gain}. Every factor is a float32.
   *
   * @param gain output variance, above 0 (1 is the usual initialisation of a trained layer)
   */
  static KcpOperator of(OperatorShape shape, long seed, double gain) {
    Random random = new Random(seed);
    List<Tensor> u = new ArrayList<>();
    List<Tensor> v = new ArrayList<>();
    for (int i = 1; i <= shape.modes(); i++) {
      // var(U) = (1/K)^(1/d) / R_i and var(V) = 1 / n_i keep latents and outputs near variance 1
      double scaleU = Math.sqrt(Math.pow(shape.terms(), -1.0 / shape.modes()) / shape.rank(i));
      double scaleV = Math.sqrt(1.0 / shape.in(i));
      u.add(normal(random, scaleU, shape.terms(), shape.rows(i), shape.rank(i)));
      v.add(normal(random, scaleV, shape.terms(), shape.in(i), shape.rank(i)));
    }
    // mean_o var(y[o]) = |W|^2 / rows, and |W|^2 grows with the 4d-th power of a common scale
    double variance = squaredNorm(shape, u, v) / shape.rowSize();
    double scale = Math.pow(gain / variance, 1.0 / (4 * shape.modes()));
    return new KcpOperator(shape, scaled(u, scale), scaled(v, scale));
  }

  private static Tensor normal(Random random, double scale, int... shape) {
    Tensor tensor = Tensor.zeros(shape);
    double[] values = tensor.values();
    for (int i = 0; i < values.length; i++) {
      values[i] = scale * random.nextGaussian();
    }
    return tensor;
  }

  private static List<Tensor> scaled(List<Tensor> tensors, double scale) {
    for (Tensor tensor : tensors) {
      double[] values = tensor.values();
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (scale * values[i]);
      }
    }
    return tensors;
  }

  /** |W|^2 = sum_{k,l} prod_i <A_k^(i), A_l^(i)>, without building W. */
  private static double squaredNorm(OperatorShape shape, List<Tensor> u, List<Tensor> v) {
    double sum = 0;
    for (int k = 0; k < shape.terms(); k++) {
      for (int l = 0; l < shape.terms(); l++) {
        double product = 1;
        for (int i = 0; i < shape.modes(); i++) {
          product *= innerProduct(u.get(i), v.get(i), k, l);
        }
        sum += product;
      }
    }
    return sum;
  }

  /** <U_k V_k^T, U_l V_l^T> = sum_{r,s} (U_k^T U_l)[r, s] (V_k^T V_l)[r, s]. */
  private static double innerProduct(Tensor u, Tensor v, int k, int l) {
    double sum = 0;
    int rank = u.extent(2);
    for (int r = 0; r < rank; r++) {
      for (int s = 0; s < rank; s++) {
        sum += columnProduct(u, k, r, l, s) * columnProduct(v, k, r, l, s);
      }
    }
    return sum;
  }

  private static double columnProduct(Tensor factor, int k, int r, int l, int s) {
    int rows = factor.extent(1);
    int rank = factor.extent(2);
    double[] values = factor.values();
    double sum = 0;
    for (int j = 0; j < rows; j++) {
      sum += values[(k * rows + j) * rank + r] * values[(l * rows + j) * rank + s];
    }
    return sum;
  }
}
