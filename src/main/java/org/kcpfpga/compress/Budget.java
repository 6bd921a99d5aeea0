package org.kcpfpga.compress;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.kcp.OperatorShape;

/**
 * What may be spent on an operator.
 *
 * @param parameters the most factor entries; 0 for exactly these terms and ranks
 * @param terms K, not read with parameters
 * @param rank R of every mode, cut to what a mode can use; not read with parameters
 */
public record Budget(long parameters, int terms, int rank) {

  /** The shapes of these modes: one, or with parameters one for each rank that is a power of 2. */
  List<OperatorShape> shapes(int[] in, int[] rows) {
    if (parameters == 0) {
      return List.of(new OperatorShape(in, rows, terms, ranks(in, rows, rank)));
    }
    List<OperatorShape> shapes = new ArrayList<>();
    int largest = 1;
    long most = Long.MAX_VALUE;
    for (int i = 0; i < in.length; i++) {
      largest = Math.max(largest, Math.min(in[i], rows[i]));
      // more terms than this are of no use
      most = Math.min(most, (long) in[i] * rows[i]);
    }
    for (int r = 1; r < 2 * largest; r *= 2) {
      int[] ranks = ranks(in, rows, r);
      long each = new OperatorShape(in, rows, 1, ranks).parameters();
      if (each <= parameters) {
        long affordable = Math.min(parameters / each, in.length == 2 ? most : parameters);
        shapes.add(new OperatorShape(in, rows, (int) affordable, ranks));
      }
    }
    return shapes;
  }

  private static int[] ranks(int[] in, int[] rows, int rank) {
    int[] ranks = new int[in.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = Math.min(rank, Math.min(in[i], rows[i]));
    }
    return ranks;
  }
}
