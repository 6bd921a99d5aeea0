package org.kcpfpga.format.cost;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.format.TensorNetwork;

/**
 * What one y = W x costs.
 *
 * @param network in the order of fewest multiplications
 * @param multiplications of all steps
 * @param largestIntermediate values of the largest result between x and y
 * @param depth operations on the critical path with unlimited multipliers and adders
 * @param cycles by number of multipliers: powers of two from 8 to 1,024
 */
public record FormatCost(
    TensorNetwork network,
    long multiplications,
    long largestIntermediate,
    int depth,
    Map<Integer, Long> cycles) {
  private static final int LEAST_MULTIPLIERS = 8;
  private static final int MOST_MULTIPLIERS = 1024;

  /** Keeps a copy. */
  public FormatCost {
    cycles = Collections.unmodifiableMap(new TreeMap<>(cycles));
  }

  /** The cost of a format in its best order. */
  public static FormatCost of(OperatorFormat format) {
    TensorNetwork network = OrderSearch.best(format.network());
    StepSchedule schedule = new StepSchedule(network);
    Map<Integer, Long> cycles = new TreeMap<>();
    for (int count = LEAST_MULTIPLIERS; count <= MOST_MULTIPLIERS; count *= 2) {
      cycles.put(count, schedule.cycles(count));
    }
    return new FormatCost(
        network,
        network.multiplications(),
        network.largestIntermediate(),
        schedule.depth(),
        cycles);
  }
}
