package org.kcpfpga.plan.timing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;

/**
 * The part of a core that is busy in most cycles of the steady state.
 *
 * @param name of a bank, a stage that shares no multipliers, "input" or "output"
 * @param share of the cycles, from 0 to 1
 */
public record Busiest(String name, double share) {
  /** From here on it is what the interval consists of: what remains are cycles of filling it. */
  private static final double FULL = 0.98;

  /**
   * Of parts that are as busy the first in stream order; members of a bank count together.
   *
   * @param interval cycles per step of the pipeline
   */
  public static Busiest of(Pipeline pipeline, long interval) {
    Map<String, Long> cycles = new LinkedHashMap<>();
    cycles.put("input", (long) pipeline.stream().beats());
    for (Stage stage : pipeline.stages()) {
      MultiplierBank bank = pipeline.bankOf(stage.name());
      cycles.merge(bank == null ? stage.name() : bank.name(), stage.cycles(), Long::sum);
    }
    Channel output = pipeline.into(Pipeline.OUTPUT);
    cycles.put("output", (long) pipeline.cell().size() / output.outTokens());
    Busiest busiest = new Busiest("input", 0);
    for (Map.Entry<String, Long> part : cycles.entrySet()) {
      double share = (double) part.getValue() / interval;
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
