package org.kcpfpga.plan.timing;

import java.util.List;

/**
 * Moves the nodes of a pipeline: all decide, banks refuse all but one of their members, all move.
 * Cycles in which no queue moves and every node does the same are done at once.
 */
final class Movement {
  /** Cycles in which queues are taken to move if they have been moving for as long. */
  private static final int MOST_BUSY = 7;

  private final TimedNode[] nodes;
  private final TimedBank[] shared;

  /** Cycles in a row in which a queue moved, and in which it is not worth while to look. */
  private int busy;

  private int unseen;

  Movement(List<TimedNode> nodes, List<TimedBank> shared) {
    this.nodes = nodes.toArray(TimedNode[]::new);
    this.shared = shared.toArray(TimedBank[]::new);
  }

  /**
   * Moves on by one cycle, or by several calm ones.
   *
   * @param most cycles, at least 1
   * @return cycles
   */
  int advance(long now, long most) {
    decide(now);
    if (unseen-- > 0) {
      act(now);
      return 1;
    }
    int calm = (int) Math.min(calm(now), most);
    if (calm == 0) {
      busy = Math.min(MOST_BUSY, 2 * busy + 1);
      unseen = busy;
      act(now);
      return 1;
    }
    busy = 0;
    unseen = 0;
    for (TimedNode node : nodes) {
      node.repeat(calm);
    }
    return calm;
  }

  void decide(long now) {
    for (TimedNode node : nodes) {
      node.decide(now);
    }
    for (TimedBank bank : shared) {
      bank.arbitrate(now);
    }
  }

  void act(long now) {
    for (TimedNode node : nodes) {
      node.act(now);
    }
  }

  /** Cycles from {@code now} on in which no queue moves and every node does the same. */
  private long calm(long now) {
    for (TimedBank bank : shared) {
      if (!bank.calm()) {
        return 0;
      }
    }
    long calm = TimedNode.EVER;
    for (int i = 0; i < nodes.length && calm > 0; i++) {
      calm = Math.min(calm, nodes[i].calm(now));
    }
    return calm;
  }
}
