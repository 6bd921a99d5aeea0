package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.fixed.ActivationTable;
import org.kcpfpga.rnn.CellDefinition;
import org.kcpfpga.rnn.CellKind;

/**
 * When the multiplications of an element take place: a modulo schedule, of every pass on the same
 * multipliers, as the elements in the cell are all of one pass.
 *
 * @param interval cycles between two elements
 * @param lanes multipliers
 * @param products in the order in which they were placed
 * @param valueRanks rank from which a table's value stands in a register, by the name of its gate
 * @param stateRank rank of the register of the new state (LSTM c, GRU pre-activation of n), or 0
 * @param latency cycles from issue to pushing h
 * @param ranks of registers
 */
public record CellSchedule(
    int interval,
    int lanes,
    List<Product> products,
    Map<String, Integer> valueRanks,
    int stateRank,
    int latency,
    Ranks ranks) {

  /**
   * A multiplication of the cell.
   *
   * @param name what it computes; see {@link CellPlan}
   * @param slot cycles from issue to the cycle in which its operands are at the multiplier
   * @param lane multiplier of the bank
   * @param pass the pass that it is for, from 0
   */
  public record Product(String name, int slot, int lane, int pass) {}

  /** Multiplications of one element, in all passes. */
  static int products(CellKind kind, int latentBits) {
    int all = 0;
    for (int pass = 0; pass < kind.definition().passes(); pass++) {
      all += products(kind, latentBits, pass);
    }
    return all;
  }

  private static int products(CellKind kind, int latentBits, int pass) {
    boolean interpolates = ActivationTable.restBits(latentBits) > 0;
    return (int)
        kind.definition().steps().stream()
            .filter(step -> step.pass() == pass)
            .filter(step -> step.product() || interpolates && step.table())
            .count();
  }

  /**
   * The schedule of a cell on so many multipliers; those that no product needs are left out.
   *
   * @param lanes at least 1
   */
  public static CellSchedule of(CellKind kind, int latentBits, int lanes, Ranks ranks) {
    int count = 0;
    for (int pass = 0; pass < kind.definition().passes(); pass++) {
      count = Math.max(count, products(kind, latentBits, pass));
    }
    int used = Math.min(lanes, count);
    int interval = count == 0 ? 1 : IntMath.ceilDiv(count, used);
    return new Builder(interval, used, ActivationTable.restBits(latentBits) > 0, ranks).build(kind);
  }

  /** Cycles in which an element keeps the multipliers busy in a pass; 1 where none multiplies. */
  public int cycles(int pass) {
    int count = (int) products.stream().filter(product -> product.pass() == pass).count();
    return count == 0 ? 1 : IntMath.ceilDiv(count, lanes);
  }

  /** The product of this name, or null if the table does not interpolate. */
  public Product product(String name) {
    return products.stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * The distances in cycles at which no element may follow another of its pass: those below the
   * interval, and those at which two of their products would be on one lane at once. The slots of a
   * lane differ modulo the interval, so no multiple of it is among them.
   */
  public SortedSet<Integer> conflicts() {
    SortedSet<Integer> distances = new TreeSet<>();
    for (int distance = 1; distance < interval; distance++) {
      distances.add(distance);
    }
    for (Product late : products) {
      for (Product early : products) {
        boolean meet = late.pass() == early.pass() && late.lane() == early.lane();
        if (meet && late.slot() > early.slot()) {
          distances.add(late.slot() - early.slot());
        }
      }
    }
    return distances;
  }

  /** Rank of the joint sums: of both operators, and then with the bias. */
  int jointRank() {
    return jointRank(ranks);
  }

  private static int jointRank(Ranks ranks) {
    return 1 + ranks.rounding();
  }

  /** Rank of the pre-activations, which are the rounded joint sums. */
  int preRank() {
    return preRank(ranks);
  }

  private static int preRank(Ranks ranks) {
    return jointRank(ranks) + 1;
  }

  /** The rank at which the parts of h are added, of which the sum is rounded at the last. */
  public int sumRank() {
    return latency - ranks.rounding();
  }

  /** The rank from which the value of a table stands in a register. */
  public int valueRank(String gate) {
    return valueRanks.get(gate);
  }

  /** Places one product after the other into the first free slot that its operands allow. */
  private static final class Builder {
    private final int interval;
    private final int lanes;
    private final boolean interpolates;
    private final Ranks ranks;
    private final int[] taken;
    private int used;
    private int pass;
    private final List<Product> products = new ArrayList<>();
    private final Map<String, Integer> valueRanks = new HashMap<>();

    Builder(int interval, int lanes, boolean interpolates, Ranks ranks) {
      this.interval = interval;
      this.lanes = lanes;
      this.interpolates = interpolates;
      this.ranks = ranks;
      this.taken = new int[interval];
    }

    /** A step waits for the last of its operands; h is rounded where the last value is. */
    CellSchedule build(CellKind kind) {
      Map<String, Integer> at = new HashMap<>(Map.of(CellDefinition.PRE, preRank(ranks)));
      // without a step, h leaves from the register of the joint sum
      int latency = jointRank(ranks);
      for (CellDefinition.Step step : kind.definition().steps()) {
        begin(step.pass());
        int ready = step.operands().stream().mapToInt(at::get).max().orElseThrow();
        int rank = step.table() ? table(step.name(), ready) : ready + ranks.rounding() + 1;
        if (step.product()) {
          rank = place(step.name(), ready) + ranks.product();
        }
        at.put(step.name(), rank);
        latency = Math.max(latency, rank);
      }
      return schedule(at.getOrDefault(CellDefinition.STATE, 0), latency + ranks.rounding());
    }

    /** The multipliers are free again for another pass. */
    private void begin(int next) {
      if (next != pass) {
        pass = next;
        Arrays.fill(taken, 0);
      }
    }

    private CellSchedule schedule(int state, int latency) {
      return new CellSchedule(
          interval,
          used,
          List.copyOf(products),
          Collections.unmodifiableMap(new TreeMap<>(valueRanks)),
          state,
          latency,
          ranks);
    }

    /** The rank of a table's value, the argument standing at {@code argument}. */
    private int table(String name, int argument) {
      int entry = argument + 1;
      int value = interpolates ? place(name, entry) + ranks.product() + 1 : entry;
      valueRanks.put(name, value);
      return value;
    }

    private int place(String name, int earliest) {
      int slot = earliest;
      while (taken[slot % interval] == lanes) {
        slot++;
      }
      products.add(new Product(name, slot, taken[slot % interval]++, pass));
      used = Math.max(used, taken[slot % interval]);
      return slot;
    }
  }
}
