package org.kcpfpga.plan.timing;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The part of a core that moves in most cycles of the steady state.
 *
 * @param name of a bank, a stage that shares no multipliers, "input" or "output"
 * @param share of the cycles, from 0 to 1
 */
public record Busiest(String name, double share) {
  /** From here on it is what the interval consists of: what remains are cycles of filling it. */
  private static final double FULL = 0.98;

  /** Of parts that are as busy the first in stream order. */
  public static Busiest of(Occupancy occupancy) {
    Map<String, BitSet> parts = new LinkedHashMap<>();
    for (Occupancy.Row row : occupancy.rows()) {
      String name = row.bank() == null ? row.name() : row.bank();
      parts.computeIfAbsent(name, n -> new BitSet()).or(row.active());
    }
    Busiest busiest = new Busiest("input", 0);
    for (Map.Entry<String, BitSet> part : parts.entrySet()) {
      double share = (double) part.getValue().cardinality() / occupancy.cycles();
      if (share > busiest.share) {
        busiest = new Busiest(part.getKey(), share);
      }
    }
    return busiest;
  }

  /** Whether no step could be shorter however short the ways between the stages were. */
  public boolean limits() {
    return share >= FULL;
  }
}
