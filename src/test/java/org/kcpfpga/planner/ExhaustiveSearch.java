package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kcpfpga.design.Design;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.timing.Timing;
import org.kcpfpga.planner.build.Allocation;
import org.kcpfpga.planner.build.PipelineBuilder;

/**
 * The least interval for every budget, by trying all partitions of the stages into banks and all
 * sizes of these: what the planner is measured against, on shapes of few stages.
 */
final class ExhaustiveSearch {
  private final Design design;
  private final MergedModes forms;
  private final int frontLanes;
  private final int most;
  private final List<String> stages = new ArrayList<>();
  private final List<SortedSet<Integer>> sizes = new ArrayList<>();
  private final List<Long> work = new ArrayList<>();

  /** By multipliers, the least interval of those of at most as many. */
  private final long[] least;

  private ExhaustiveSearch(Design design, int frontLanes, int most) {
    this.design = design;
    this.frontLanes = frontLanes;
    this.most = most;
    this.least = new long[most + 1];
    Arrays.fill(least, Long.MAX_VALUE);
    long bound = design.inSize() / Math.max(1, frontLanes);
    this.forms = MergedModes.of(design, Math.max(bound, design.hiddenSize()));
    for (Stage stage : build(List.of()).stages()) {
      if (stage.multipliers() > 0 && stage.banked()) {
        stages.add(stage.name());
        sizes.add(new TreeSet<>());
        work.add(stage.multiplications());
      }
    }
    for (int lanes = 1; lanes <= most; lanes++) {
      addSizes(lanes);
    }
  }

  /** What each stage uses where every stage has so many multipliers. */
  private void addSizes(int lanes) {
    List<Allocation.Bank> own = new ArrayList<>();
    for (String stage : stages) {
      own.add(new Allocation.Bank(lanes, List.of(stage)));
    }
    for (Stage stage : build(own).stages()) {
      int index = stages.indexOf(stage.name());
      if (index >= 0) {
        sizes.get(index).add(Math.min(stage.multipliers(), most));
      }
    }
  }

  /**
   * The least interval of a core of a shape for every number of multipliers.
   *
   * @param frontLanes p, or 0 without a systolic front
   * @param most multipliers
   * @param stages the most that are tried
   * @return by the budget; the largest long where there is no such core; null if there are more
   *     stages
   */
  static long[] intervals(Design design, int frontLanes, int most, int stages) {
    long[] unknown = new long[most + 1];
    Arrays.fill(unknown, Long.MAX_VALUE);
    return below(design, frontLanes, unknown, stages);
  }

  /**
   * The same where it is below what is known to be reached: nothing else is timed.
   *
   * @param known intervals by the budget, none longer than the one before
   */
  static long[] below(Design design, int frontLanes, long[] known, int stages) {
    ExhaustiveSearch search = new ExhaustiveSearch(design, frontLanes, known.length - 1);
    if (search.stages.size() > stages) {
      return null;
    }
    System.arraycopy(known, 0, search.least, 0, known.length);
    search.partition(0, new ArrayList<>());
    return search.least;
  }

  private void partition(int stage, List<List<Integer>> blocks) {
    if (stage == stages.size()) {
      sizes(blocks, new ArrayList<>());
      return;
    }
    for (int block = 0; block < blocks.size(); block++) {
      blocks.get(block).add(stage);
      partition(stage + 1, blocks);
      blocks.get(block).remove((Integer) stage);
    }
    blocks.add(new ArrayList<>(List.of(stage)));
    partition(stage + 1, blocks);
    blocks.remove(blocks.size() - 1);
  }

  private void sizes(List<List<Integer>> blocks, List<Allocation.Bank> banks) {
    if (banks.size() == blocks.size()) {
      time(build(banks));
      return;
    }
    List<Integer> members = blocks.get(banks.size());
    SortedSet<Integer> all = new TreeSet<>();
    members.forEach(member -> all.addAll(sizes.get(member)));
    int taken = banks.stream().mapToInt(Allocation.Bank::lanes).sum();
    int others = blocks.size() - banks.size() - 1;
    for (int size : all) {
      int fewest = taken + size + others;
      if (fewest <= most && busy(members, size) < least[fewest]) {
        banks.add(new Allocation.Bank(size, members.stream().map(stages::get).toList()));
        sizes(blocks, banks);
        banks.remove(banks.size() - 1);
      }
    }
  }

  private void time(Pipeline pipeline) {
    int multipliers = pipeline.multipliers();
    if (multipliers > most) {
      return;
    }
    if (busiest(pipeline) < least[multipliers]) {
      long interval = Timing.interval(pipeline, least[multipliers]);
      for (int budget = multipliers; budget <= most; budget++) {
        least[budget] = Math.min(least[budget], interval);
      }
    }
  }

  /** Cycles per step that these stages are busy, however well they use a bank of this size. */
  private long busy(List<Integer> members, int size) {
    return members.stream().mapToLong(member -> (work.get(member) + size - 1) / size).sum();
  }

  /** No interval is shorter than the busiest bank's work. */
  private static long busiest(Pipeline pipeline) {
    return pipeline.banks().stream()
        .mapToLong(
            bank ->
                pipeline.stages().stream()
                    .filter(stage -> bank.members().contains(stage.name()))
                    .mapToLong(Stage::cycles)
                    .sum())
        .max()
        .orElse(0);
  }

  private Pipeline build(List<Allocation.Bank> banks) {
    return PipelineBuilder.build(design, forms, new Allocation(frontLanes, List.copyOf(banks)));
  }
}
