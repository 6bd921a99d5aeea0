package org.kcpfpga.planner;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.timing.Timing;
import org.kcpfpga.planner.build.Allocation;

/**
 * Times allocations, none of them twice, as long as patience lasts: it is counted in cycles, so
 * that the same search always ends at the same plan.
 */
final class Bench {
  /** Cycles that the improvements of a plan may take to time. */
  static final long PATIENCE = 1_500_000;

  /** Steps that a timing takes, about. */
  static final int STEPS = 6;

  /** Cycles beyond patience that the starts of a search may take. */
  private static final long OVERDRAFT = 5_000_000;

  /** Cycles that are timed while a pipeline is built, about. */
  private static final int BUILD = 300;

  private final Workload workload;
  private final Set<String> seen = new HashSet<>();
  private long patience;

  Bench(Workload workload, long patience) {
    this.workload = workload;
    this.patience = patience;
  }

  Workload workload() {
    return workload;
  }

  /** Cycles that are left. */
  long patience() {
    return patience;
  }

  /** Allocations of at most so many cycles per step that patience lasts for. */
  long allocations(long interval) {
    return patience / (BUILD + STEPS * interval);
  }

  boolean tired() {
    return patience <= 0;
  }

  /** Whether not even starts of a search should be timed. */
  boolean exhausted() {
    return patience <= -OVERDRAFT;
  }

  /**
   * Times an allocation.
   *
   * @param most multipliers
   * @param limit cycles per step that are of interest
   * @return null if it is larger or slower, cannot be built or was timed before
   */
  Trial time(List<Allocation.Bank> banks, int most, long limit) {
    Pipeline pipeline = workload.build(banks);
    patience -= BUILD;
    if (pipeline.multipliers() > most
        || load(pipeline) > limit
        || !workload.allows(pipeline)
        || !seen.add(key(pipeline))) {
      return null;
    }
    long interval = Timing.interval(pipeline, limit);
    patience -= STEPS * Math.min(interval, 2 * limit);
    return interval > limit ? null : new Trial(Trial.banks(pipeline), pipeline, interval);
  }

  /** Cycles per step that the busiest bank is in use, or the front takes. */
  static long load(Pipeline pipeline) {
    Map<String, Long> cycles = new HashMap<>();
    long most = 0;
    for (Stage stage : pipeline.stages()) {
      cycles.put(stage.name(), stage.cycles());
      most = Math.max(most, stage.cycles());
    }
    for (MultiplierBank bank : pipeline.banks()) {
      most = Math.max(most, bank.members().stream().mapToLong(cycles::get).sum());
    }
    return most;
  }

  /** Which stages share a bank, and how many multipliers each uses. */
  private String key(Pipeline pipeline) {
    Map<String, Integer> bankOf = new HashMap<>();
    int number = 0;
    for (MultiplierBank bank : pipeline.banks()) {
      for (String member : bank.members()) {
        bankOf.put(member, number);
      }
      number++;
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    StringBuilder key = new StringBuilder();
    for (Stage stage : pipeline.stages()) {
      Integer bank = bankOf.get(stage.name());
      if (bank != null) {
        numbers.putIfAbsent(bank, numbers.size());
        key.append(numbers.get(bank)).append(':').append(stage.multipliers()).append(' ');
      }
    }
    return key.toString();
  }
}
