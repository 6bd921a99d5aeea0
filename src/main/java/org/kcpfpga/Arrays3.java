package org.kcpfpga;

import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.Tensor;

/** Arrays [sequences][steps][elements] as tensors, and back. */
final class Arrays3 {
  private Arrays3() {}

  /** A tensor [sequences, steps, {@code size}] of finite numbers. */
  static Tensor tensor(float[][][] arrays, int size) {
    if (arrays.length == 0 || arrays[0].length == 0) {
      throw UserError.at("inputs", "none", "at least one sequence of one step");
    }
    int steps = arrays[0].length;
    double[] values = new double[Math.multiplyExact(arrays.length * steps, size)];
    int at = 0;
    for (int sequence = 0; sequence < arrays.length; sequence++) {
      String place = "inputs[" + sequence + "]";
      if (arrays[sequence].length != steps) {
        throw UserError.at(place, arrays[sequence].length + " steps", steps + " as in inputs[0]");
      }
      for (int step = 0; step < steps; step++) {
        float[] vector = arrays[sequence][step];
        if (vector.length != size) {
          throw UserError.at(
              place + "[" + step + "]", vector.length + " elements", size + ", as the design has");
        }
        for (float value : vector) {
          values[at++] = value;
        }
      }
    }
    return Tensor.of(new int[] {arrays.length, steps, size}, values).requireFinite("inputs");
  }

  static float[][][] of(Tensor tensor) {
    float[][][] arrays = new float[tensor.extent(0)][tensor.extent(1)][tensor.extent(2)];
    int at = 0;
    for (float[][] sequence : arrays) {
      for (float[] vector : sequence) {
        for (int e = 0; e < vector.length; e++) {
          vector[e] = (float) tensor.values()[at++];
        }
      }
    }
    return arrays;
  }
}
