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
   * Brings rows into our order, in their own array but for one block: weights may be large.
   *
   * @param rows row-major, G blocks of rows
   */
  double[] apply(double[] rows) {
    int block = rows.length / from.length;
    boolean[] done = new boolean[from.length];
    for (int first = 0; first < from.length; first++) {
      double[] kept = Arrays.copyOfRange(rows, first * block, (first + 1) * block);
      int gate = first;
      // each gate takes the block that belongs to it, and leaves its own to the next
      while (!done[gate]) {
        done[gate] = true;
        if (from[gate] == first) {
          System.arraycopy(kept, 0, rows, gate * block, block);
        } else {
          System.arraycopy(rows, from[gate] * block, rows, gate * block, block);
          gate = from[gate];
        }
      }
    }
    return rows;
  }

  /** A matrix of G*M rows in our order, in the array of the given one. */
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
