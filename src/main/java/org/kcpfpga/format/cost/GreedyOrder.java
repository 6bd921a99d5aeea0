package org.kcpfpga.format.cost;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.format.TensorNetwork;
import org.kcpfpga.format.TensorNetwork.Step;

/** An order for networks too large to search: the cheapest contraction first. */
final class GreedyOrder {
  private final IndexSets sets;

  /** Operands not contracted yet, by their numbers. */
  private final List<Integer> open = new ArrayList<>();

  /** Indices by number of the operand. */
  private final List<Long> indices = new ArrayList<>();

  private GreedyOrder(IndexSets sets) {
    this.sets = sets;
    for (long operand : sets.operands()) {
      open.add(indices.size());
      indices.add(operand);
    }
  }

  static List<Step> of(TensorNetwork network) {
    GreedyOrder greedy = new GreedyOrder(IndexSets.of(network));
    List<Step> order = new ArrayList<>();
    while (greedy.open.size() > 1) {
      order.add(greedy.contract());
    }
    return order;
  }

  private Step contract() {
    Step cheapest = null;
    long least = Long.MAX_VALUE;
    for (int a = 0; a < open.size(); a++) {
      for (int b = a + 1; b < open.size(); b++) {
        long left = indices.get(open.get(a));
        long right = indices.get(open.get(b));
        // of pairs that share nothing none is worth its product
        long cost = (left & right) == 0 ? Long.MAX_VALUE : sets.size(left | right);
        if (cheapest == null || cost < least) {
          cheapest = new Step(open.get(a), open.get(b));
          least = cost;
        }
      }
    }
    join(cheapest);
    return cheapest;
  }

  private void join(Step step) {
    open.remove((Integer) step.left());
    open.remove((Integer) step.right());
    long kept = sets.out();
    for (int operand : open) {
      kept |= indices.get(operand);
    }
    open.add(indices.size());
    indices.add((indices.get(step.left()) | indices.get(step.right())) & kept);
  }
}
