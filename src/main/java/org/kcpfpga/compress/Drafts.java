package org.kcpfpga.compress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BiConsumer;
import org.kcpfpga.common.IntMath;

/** The shapes of a matrix within a budget. */
final class Drafts {
  /** Of each number of modes. */
  private static final int KEPT = 64;

  private static final Comparator<Draft> WORST_FIRST = Comparator.comparingDouble(Draft::promise);

  private Drafts() {}

  /**
   * The most promising of so many modes, the best first.
   *
   * @param inputs N
   * @param hidden M
   * @param gates G, which stay in mode 1
   */
  static List<Draft> of(int inputs, int hidden, int gates, int modes, Budget budget) {
    PriorityQueue<Draft> best = new PriorityQueue<>(WORST_FIRST);
    each(
        inputs,
        hidden,
        modes,
        (in, out) -> {
          int[] rows = out.clone();
          rows[0] *= gates;
          for (Draft draft : budget.drafts(in.clone(), rows)) {
            best.add(draft);
            if (best.size() > KEPT) {
              best.remove();
            }
          }
        });
    List<Draft> sorted = new ArrayList<>(best);
    sorted.sort(WORST_FIRST.reversed());
    return sorted;
  }

  /** The entries of the smallest operator of so many modes. */
  static long smallest(int inputs, int hidden, int gates, int modes) {
    long[] smallest = {Long.MAX_VALUE};
    each(
        inputs,
        hidden,
        modes,
        (in, out) ->
            smallest[0] =
                Math.min(smallest[0], Budget.smallest(in, out) + (long) (gates - 1) * out[0]));
    return smallest[0];
  }

  /** Every pair of ways to write N and M as products, without modes of 1 x 1 behind the second. */
  private static void each(int inputs, int hidden, int modes, BiConsumer<int[], int[]> seen) {
    List<int[]> ins = products(inputs, modes);
    List<int[]> outs = products(hidden, modes);
    for (int[] in : ins) {
      for (int[] out : outs) {
        if (modes == 2 || !wastes(in, out)) {
          seen.accept(in, out);
        }
      }
    }
  }

  private static boolean wastes(int[] in, int[] out) {
    for (int i = 1; i < in.length; i++) {
      if (in[i] == 1 && out[i] == 1) {
        return true;
      }
    }
    return false;
  }

  /** All ordered products of so many factors. */
  static List<int[]> products(int number, int factors) {
    if (factors == 1) {
      return List.of(new int[] {number});
    }
    List<int[]> all = new ArrayList<>();
    for (int first : IntMath.divisors(number)) {
      for (int[] rest : products(number / first, factors - 1)) {
        int[] product = new int[factors];
        product[0] = first;
        System.arraycopy(rest, 0, product, 1, factors - 1);
        all.add(product);
      }
    }
    return all;
  }
}
