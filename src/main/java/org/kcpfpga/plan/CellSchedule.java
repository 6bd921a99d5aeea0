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
import org.kcpfpga.rnn.CellKind;

/**
 * When the multiplications of an element take place: a modulo schedule.
 *
 * @param interval cycles between two elements
 * @param lanes multipliers
 * @param products in the order in which they were placed
 * @param valueRanks rank from which a table's value stands in a register, by the name of its gate
 * @param stateRank rank of the register of the new state (LSTM c, GRU pre-activation of n), or 0
 * @param latency cycles from issue to pushing h
 */
public record CellSchedule(
    int interval,
    int lanes,
    List<CellProduct> products,
    Map<String, Integer> valueRanks,
    int stateRank,
    int latency) {

  /** Names of the interpolating products of the gates, in the order of the rows. */
  public static List<String> gates(CellKind kind) {
    return switch (kind) {
      case LSTM -> List.of("input_gate", "forget_gate", "candidate_gate", "output_gate");
      case GRU -> List.of("reset_gate", "update_gate", "candidate_gate");
      case RNN -> List.of("hidden_gate");
      case LINEAR -> List.of();
    };
  }

  /** Multiplications of one element. */
  static int products(CellKind kind, int latentBits) {
    boolean interpolates = ActivationTable.restBits(latentBits) > 0;
    int tables = gates(kind).size() + (kind == CellKind.LSTM ? 1 : 0);
    int others = kind == CellKind.LSTM || kind == CellKind.GRU ? 3 : 0;
    return others + (interpolates ? tables : 0);
  }

  /**
   * The schedule of a cell on so many multipliers; those that no product needs are left out.
   *
   * @param lanes at least 1
   */
  public static CellSchedule of(CellKind kind, int latentBits, int lanes) {
    int count = products(kind, latentBits);
    int used = Math.min(lanes, count);
    int interval = count == 0 ? 1 : IntMath.ceilDiv(count, used);
    return new Builder(interval, used, ActivationTable.restBits(latentBits) > 0).build(kind);
  }

  /** The product of this name, or null if the table does not interpolate. */
  public CellProduct product(String name) {
    return products.stream().filter(p -> p.name().equals(name)).findFirst().orElse(null);
  }

  /**
   * The distances in cycles at which no element may follow another: those below the interval, and
   * those at which two of their products would be on one lane at once. The slots of a lane differ
   * modulo the interval, so no multiple of it is among them.
   */
  public SortedSet<Integer> conflicts() {
    SortedSet<Integer> distances = new TreeSet<>();
    for (int distance = 1; distance < interval; distance++) {
      distances.add(distance);
    }
    for (CellProduct late : products) {
      for (CellProduct early : products) {
        if (late.lane() == early.lane() && late.slot() > early.slot()) {
          distances.add(late.slot() - early.slot());
        }
      }
    }
    return distances;
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
    private final int[] taken;
    private final List<CellProduct> products = new ArrayList<>();
    private final Map<String, Integer> valueRanks = new HashMap<>();

    Builder(int interval, int lanes, boolean interpolates) {
      this.interval = interval;
      this.lanes = lanes;
      this.interpolates = interpolates;
      this.taken = new int[interval];
    }

    CellSchedule build(CellKind kind) {
      return switch (kind) {
        case LSTM -> lstm();
        case GRU -> gru();
        case RNN -> rnn();
        // The rounded sum leaves from the register of the joint sum.
        case LINEAR -> schedule(0, 1);
      };
    }

    private CellSchedule lstm() {
      int forget = table("forget_gate", CellPlan.PRE_RANK);
      int input = table("input_gate", CellPlan.PRE_RANK);
      int candidate = table("candidate_gate", CellPlan.PRE_RANK);
      int kept = place("forget", forget);
      int update = place("update", Math.max(input, candidate));
      int state = Math.max(kept, update) + 2;
      int tanh = table("state_tanh", state);
      int output = table("output_gate", CellPlan.PRE_RANK);
      return schedule(state, place("output", Math.max(tanh, output)) + 1);
    }

    private CellSchedule gru() {
      int reset = table("reset_gate", CellPlan.PRE_RANK);
      int state = place("reset", reset) + 2;
      int candidate = table("candidate_gate", state);
      int update = table("update_gate", CellPlan.PRE_RANK);
      int fresh = place("fresh", Math.max(candidate, update));
      int kept = place("kept", update);
      return schedule(state, Math.max(fresh, kept) + 1);
    }

    private CellSchedule rnn() {
      return schedule(0, table("hidden_gate", CellPlan.PRE_RANK));
    }

    private CellSchedule schedule(int state, int latency) {
      return new CellSchedule(
          interval,
          Arrays.stream(taken).max().orElse(0),
          List.copyOf(products),
          Collections.unmodifiableMap(new TreeMap<>(valueRanks)),
          state,
          latency);
    }

    /** The rank of a table's value, the argument standing at {@code argument}. */
    private int table(String name, int argument) {
      int entry = argument + 1;
      int value = interpolates ? place(name, entry) + 2 : entry;
      valueRanks.put(name, value);
      return value;
    }

    private int place(String name, int earliest) {
      int slot = earliest;
      while (taken[slot % interval] == lanes) {
        slot++;
      }
      products.add(new CellProduct(name, slot, taken[slot % interval]++));
      return slot;
    }
  }
}
