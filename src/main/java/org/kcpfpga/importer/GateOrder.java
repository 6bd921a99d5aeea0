package org.kcpfpga.importer;

import java.util.Arrays;
import org.kcpfpga.rnn.CellDefinition.Equations;
import org.kcpfpga.tensor.Tensor;

/**
 * The order of gates in a file.
 *
 * @param from by our gate, its number in the file
 */
record GateOrder(int... from) {

  /** i, o, f, c of an LSTM; z, r, h of a GRU. */
  static GateOrder onnx(Equations equations) {
    return switch (equations) {
      case LSTM -> new GateOrder(0, 2, 3, 1);
      case GRU -> new GateOrder(1, 0, 2);
      default -> new GateOrder(0);
    };
  }

  int gates() {
    return from.length;
  }

  /**
   * The rows in our order.
   *
   * @param rows row-major, G blocks of rows
   */
  double[] apply(double[] rows) {
    double[] result = new double[rows.length];
    int block = rows.length / from.length;
    for (int gate = 0; gate < from.length; gate++) {
      System.arraycopy(rows, from[gate] * block, result, gate * block, block);
    }
    return result;
  }

  /** A matrix of G*M rows in our order. */
  Tensor matrix(Tensor given, int rows, int columns) {
    return Tensor.of(new int[] {rows, columns}, apply(given.values()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GateOrder that && Arrays.equals(from, that.from);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(from);
  }

  @Override
  public String toString() {
    return Arrays.toString(from);
  }
}
