package org.kcpfpga.train.step;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kcpfpga.tensor.Tensor;

/**
 * Adam with decoupled weight decay (Kingma and Ba, arXiv 1412.6980; Loshchilov and Hutter, arXiv
 * 1711.05101).
 *
 * <p>Parameters and moments are float32 numbers, so that a file holds them exactly.
 */
public final class Adam {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final Map<String, Tensor> first;
  private final Map<String, Tensor> second;
  private long steps;

  private Adam(Map<String, Tensor> first, Map<String, Tensor> second, long steps) {
    this.first = first;
    this.second = second;
    this.steps = steps;
  }

  /** Before the first step: no moments. */
  public static Adam of(Map<String, Tensor> parameters) {
    return new Adam(zeros(parameters), zeros(parameters), 0);
  }

  /** As it was after so many steps; the moments are not copied. */
  public static Adam after(long steps, Map<String, Tensor> first, Map<String, Tensor> second) {
    return new Adam(first, second, steps);
  }

  private static Map<String, Tensor> zeros(Map<String, Tensor> like) {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    like.forEach((name, tensor) -> zeros.put(name, Tensor.zeros(tensor.shape())));
    return zeros;
  }

  /** Means of the gradients. */
  public Map<String, Tensor> first() {
    return first;
  }

  /** Means of their squares. */
  public Map<String, Tensor> second() {
    return second;
  }

  /** Steps so far. */
  public long steps() {
    return steps;
  }

  /**
   * Changes the parameters in place.
   *
   * @param gradients by the names of the parameters
   * @param rate of this step
   * @param decay share of a weight that a rate of 1 would take; vectors (biases) do not decay
   */
  public void step(
      Map<String, Tensor> parameters, Map<String, float[]> gradients, double rate, double decay) {
    steps++;
    double share1 = 1 - Math.pow(BETA1, steps);
    double share2 = 1 - Math.pow(BETA2, steps);
    for (Map.Entry<String, Tensor> entry : parameters.entrySet()) {
      float[] gradient = gradients.get(entry.getKey());
      double[] p = entry.getValue().values();
      double[] m = first.get(entry.getKey()).values();
      double[] v = second.get(entry.getKey()).values();
      double kept = entry.getValue().rank() > 1 ? 1 - rate * decay : 1;
      for (int i = 0; i < p.length; i++) {
        double g = gradient[i];
        // m' = b1 m + (1 - b1) g, v' = b2 v + (1 - b2) g^2
        m[i] = (float) (BETA1 * m[i] + (1 - BETA1) * g);
        v[i] = (float) (BETA2 * v[i] + (1 - BETA2) * g * g);
        // p' = (1 - rate decay) p - rate (m' / (1 - b1^t)) / (sqrt(v' / (1 - b2^t)) + eps)
        double move = rate * (m[i] / share1) / (Math.sqrt(v[i] / share2) + EPSILON);
        p[i] = (float) (kept * p[i] - move);
      }
    }
  }

  /**
   * Scales gradients down to a norm over all of them, if theirs is larger.
   *
   * @return the norm that they had
   */
  public static double clip(Map<String, float[]> gradients, double norm) {
    double sum = 0;
    for (float[] gradient : gradients.values()) {
      for (float g : gradient) {
        sum += (double) g * g;
      }
    }
    double found = Math.sqrt(sum);
    if (found > norm) {
      float scale = (float) (norm / found);
      for (float[] gradient : gradients.values()) {
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] *= scale;
        }
      }
    }
    return found;
  }
}
