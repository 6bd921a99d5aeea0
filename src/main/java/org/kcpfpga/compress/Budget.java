package org.kcpfpga.compress;

import java.util.ArrayList;
import java.util.List;

/**
 * What may be spent on an operator.
 *
 * @param parameters the most factor entries; 0 for exactly these terms and ranks
 * @param terms K, not read with parameters
 * @param rank R of every mode, cut to what a mode can use; not read with parameters
 */
public record Budget(long parameters, int terms, int rank) {
  /** More are not asked of a core. */
  private static final int MOST_TERMS = 64;

  /** The shapes of these modes: one, or with parameters one for each rank that is a power of 2. */
  List<Draft> drafts(int[] in, int[] rows) {
    if (parameters == 0) {
      return List.of(new Draft(in, rows, terms, ranks(in, rows, rank)));
    }
    List<Draft> drafts = new ArrayList<>();
    int largest = 1;
    // more terms than this are of no use: those of the largest mode against the others
    double most = MOST_TERMS;
    double entries = 1;
    for (int i = 0; i < in.length; i++) {
      largest = Math.max(largest, Math.min(in[i], rows[i]));
      entries *= (double) in[i] * rows[i];
    }
    for (int i = 0; i < in.length; i++) {
      most = Math.min(most, entries / ((double) in[i] * rows[i]));
    }
    for (int r = 1; r < 2 * largest; r *= 2) {
      int[] ranks = ranks(in, rows, r);
      long each = new Draft(in, rows, 1, ranks).parameters();
      if (each <= parameters) {
        int affordable = (int) Math.min(parameters / each, Math.max(1, most));
        drafts.add(new Draft(in, rows, affordable, ranks));
      }
    }
    return drafts;
  }

  /** The entries of one term of rank 1. */
  public static long smallest(int[] in, int[] rows) {
    long sum = 0;
    for (int i = 0; i < in.length; i++) {
      sum += in[i] + rows[i];
    }
    return sum;
  }

  private static int[] ranks(int[] in, int[] rows, int rank) {
    int[] ranks = new int[in.length];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = Math.min(rank, Math.min(in[i], rows[i]));
    }
    return ranks;
  }
}
