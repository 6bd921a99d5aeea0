package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.timing.Timing;
import org.kcpfpga.planner.build.Allocation;

/**
 * The smallest banks that keep to an interval and a latency: where every stage has a bank of its
 * own, all equally wide, less whatever they can do without. From there no two stages that limit the
 * output together stand in each other's way, as they do on the way up.
 */
final class LatencySearch {
  /** Better banks first. */
  static final Comparator<Timed> ORDER =
      Comparator.comparingInt(Timed::multipliers).thenComparingLong(Timed::latency);

  /** Cycles that may be timed, about. */
  private static final long PATIENCE = 6_000_000;

  /** Widths of banks from which multipliers are saved. */
  private static final int STARTS = 3;

  /**
   * What is wanted.
   *
   * @param interval cycles per step
   * @param latency cycles of a step in an idle core
   * @param multipliers the most
   */
  record Goal(long interval, long latency, int multipliers) {}

  /**
   * Banks that were timed.
   *
   * @param latency cycles of a step in an idle core
   */
  record Timed(List<Allocation.Bank> banks, Pipeline pipeline, long latency) {
    int multipliers() {
      return pipeline.multipliers();
    }
  }

  private final Workload workload;
  private final Goal goal;
  private final Moves moves;
  private final Set<List<Allocation.Bank>> seen = new HashSet<>();
  private long patience = PATIENCE;

  LatencySearch(Workload workload, Goal goal) {
    this.workload = workload;
    this.goal = goal;
    this.moves = new Moves(workload, goal.multipliers());
  }

  /** The smallest that were found to be soon enough within the multipliers, or null. */
  Timed found() {
    Timed best = null;
    int starts = 0;
    for (int lanes = 1; lanes <= BankSearch.WIDEST && starts < STARTS; lanes *= 2) {
      List<Allocation.Bank> banks = new ArrayList<>();
      for (Workload.Item item : workload.items()) {
        banks.add(new Allocation.Bank(lanes, List.of(item.name())));
      }
      seen.clear();
      Timed wide = timed(workload.build(banks));
      if (wide != null) {
        Timed small = smaller(wide);
        best = best == null || ORDER.compare(small, best) < 0 ? small : best;
        starts++;
      }
    }
    return best == null || best.multipliers() > goal.multipliers() ? null : best;
  }

  /** Without the multipliers that the wish does not need, those first of which most are saved. */
  private Timed smaller(Timed from) {
    Timed best = from;
    Timed next = from;
    while (next != null) {
      best = next;
      next = null;
      List<List<Allocation.Bank>> all = new ArrayList<>(moves.fewer(best.banks()));
      all.addAll(moves.other(best.banks()));
      int most = best.multipliers() - 1;
      Iterator<Pipeline> pipelines =
          all.stream()
              .map(workload::build)
              .filter(pipeline -> pipeline.multipliers() <= most)
              .sorted(Comparator.comparingInt(Pipeline::multipliers))
              .iterator();
      while (pipelines.hasNext() && next == null) {
        next = timed(pipelines.next());
      }
    }
    return best;
  }

  /** Banks that keep to the interval and the latency, or null. */
  private Timed timed(Pipeline pipeline) {
    List<Allocation.Bank> banks = Trial.banks(pipeline);
    if (patience <= 0
        || Bench.load(pipeline) > goal.interval()
        || tail(pipeline) > goal.latency()
        || !workload.allows(pipeline)
        || !seen.add(banks)) {
      return null;
    }
    long latency = Timing.latency(pipeline);
    patience -= latency;
    if (latency > goal.latency()) {
      return null;
    }
    patience -= Bench.STEPS * goal.interval();
    return Timing.within(pipeline, goal.interval()) ? new Timed(banks, pipeline, latency) : null;
  }

  /** The input, and then the busiest bank or stage: nothing of x is expanded before its end. */
  private static long tail(Pipeline pipeline) {
    List<Stage> stages = new ArrayList<>(pipeline.input().expand());
    stages.addAll(pipeline.hidden().expand());
    stages.add(pipeline.cell());
    long most = 0;
    for (Stage stage : stages) {
      MultiplierBank bank = pipeline.bankOf(stage.name());
      long cycles =
          stages.stream()
              .filter(
                  other -> other == stage || bank != null && bank.members().contains(other.name()))
              .mapToLong(Stage::cycles)
              .sum();
      most = Math.max(most, cycles);
    }
    return pipeline.stream().beats() + most;
  }
}
