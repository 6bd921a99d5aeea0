package org.kcpfpga.format.cost;

import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.format.Contraction;
import org.kcpfpga.format.TensorNetwork;
import org.kcpfpga.format.TensorNetwork.Step;

/**
 * The steps of a network in time.
 *
 * <p>Only multiplications count. A step begins in the cycle after the last of its operands is done;
 * its multiplications are independent, so that it can use any number of multipliers. All terms and
 * blocks are in the same step, and steps that need nothing of each other run at the same time.
 */
final class StepSchedule {
  private final TensorNetwork network;
  private final List<Contraction> contractions;

  StepSchedule(TensorNetwork network) {
    this.network = network;
    this.contractions = network.contractions();
  }

  /**
   * Operations one after the other from x to y with as many multipliers and adders as can be used:
   * of each step one multiplication and ceil(log2(summed)) additions.
   */
  int depth() {
    int[] depths = new int[contractions.size()];
    for (int s = 0; s < depths.length; s++) {
      Step step = network.order().get(s);
      long summed = TensorNetwork.size(contractions.get(s).summed());
      int additions = Long.SIZE - Long.numberOfLeadingZeros(summed - 1);
      depths[s] = Math.max(depth(step.left(), depths), depth(step.right(), depths)) + 1 + additions;
    }
    return depths[depths.length - 1];
  }

  private int depth(int operand, int[] depths) {
    int s = operand - network.cores().size() - 1;
    return s < 0 ? 0 : depths[s];
  }

  /**
   * Cycles on so many multipliers, by list scheduling: each cycle, the steps that can go on take
   * multipliers in the order of the network.
   */
  long cycles(int multipliers) {
    long[] left = contractions.stream().mapToLong(Contraction::multiplications).toArray();
    long cycles = 0;
    while (left[left.length - 1] > 0) {
      boolean[] ready = ready(left);
      int first = 0;
      while (!ready[first]) {
        first++;
      }
      // whole cycles of the first ready step, else one cycle that it shares with the next ones
      long whole = left[first] / multipliers;
      if (whole > 0) {
        left[first] -= whole * multipliers;
        cycles = IntMath.plus(cycles, whole);
      } else {
        share(left, ready, multipliers);
        cycles++;
      }
    }
    return cycles;
  }

  /** The steps with work left whose operands were done before this cycle. */
  private boolean[] ready(long[] left) {
    boolean[] ready = new boolean[left.length];
    for (int s = 0; s < left.length; s++) {
      Step step = network.order().get(s);
      ready[s] = left[s] > 0 && done(step.left(), left) && done(step.right(), left);
    }
    return ready;
  }

  private boolean done(int operand, long[] left) {
    int s = operand - network.cores().size() - 1;
    return s < 0 || left[s] == 0;
  }

  private static void share(long[] left, boolean[] ready, int multipliers) {
    long free = multipliers;
    for (int s = 0; s < left.length && free > 0; s++) {
      long taken = ready[s] ? Math.min(free, left[s]) : 0;
      left[s] -= taken;
      free -= taken;
    }
  }
}
