package org.kcpfpga.format.cost;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.format.TensorNetwork;
import org.kcpfpga.format.TensorNetwork.Step;

/**
 * The order of fewest multiplications.
 *
 * <p>Up to {@link #EXACT_OPERANDS} operands, x among them, it is exact: the best order of every set
 * of operands is the best of its splits into two. Beyond that, the pair whose product costs least
 * is contracted first, again and again; if the order of the network is no worse, that is taken.
 */
public final class OrderSearch {
  /** The most operands, x among them, for which the best order is found: 3^n / 2 splits. */
  public static final int EXACT_OPERANDS = 15;

  private final IndexSets sets;

  /** By set of operands: the indices of its product. */
  private final long[] results;

  /** By set of operands: the fewest multiplications. */
  private final long[] best;

  /** By set of operands: the first part of the split that needs them. */
  private final int[] split;

  private OrderSearch(TensorNetwork network) {
    sets = IndexSets.of(network);
    int count = 1 << sets.operands().length;
    results = new long[count];
    best = new long[count];
    split = new int[count];
  }

  /** The network in its best order. */
  public static TensorNetwork best(TensorNetwork network) {
    int operands = network.cores().size() + 1;
    if (operands > EXACT_OPERANDS) {
      TensorNetwork greedy = network.inOrder(GreedyOrder.of(network));
      return greedy.multiplications() < network.multiplications() ? greedy : network;
    }
    OrderSearch search = new OrderSearch(network);
    search.run();
    List<Step> order = new ArrayList<>();
    search.add(search.best.length - 1, order);
    // of equal orders that of the network, which its source chose
    TensorNetwork found = network.inOrder(order);
    return found.multiplications() < network.multiplications() ? found : network;
  }

  private void run() {
    int all = best.length - 1;
    for (int set = 1; set <= all; set++) {
      results[set] = union(set) & (union(all ^ set) | sets.out());
      if (Integer.bitCount(set) > 1) {
        trySplits(set);
      }
    }
  }

  private void trySplits(int set) {
    best[set] = Long.MAX_VALUE;
    int lowest = Integer.lowestOneBit(set);
    // each split once: its first part has the lowest operand
    for (int part = set - 1 & set; part > 0; part = part - 1 & set) {
      if ((part & lowest) == 0) {
        continue;
      }
      int rest = set ^ part;
      long cost = IntMath.plus(best[part], best[rest]);
      if (cost < best[set]) {
        cost = IntMath.plus(cost, sets.size(results[part] | results[rest]));
        if (cost < best[set]) {
          best[set] = cost;
          split[set] = part;
        }
      }
    }
  }

  /** The indices of all operands of a set. */
  private long union(int set) {
    long union = 0;
    for (int rest = set; rest != 0; rest &= rest - 1) {
      union |= sets.operands()[Integer.numberOfTrailingZeros(rest)];
    }
    return union;
  }

  /** Adds the steps of a set and returns the number of its product as an operand. */
  private int add(int set, List<Step> order) {
    if (Integer.bitCount(set) == 1) {
      return Integer.numberOfTrailingZeros(set);
    }
    int left = add(split[set], order);
    int right = add(set ^ split[set], order);
    order.add(new Step(left, right));
    return sets.operands().length + order.size() - 1;
  }
}
