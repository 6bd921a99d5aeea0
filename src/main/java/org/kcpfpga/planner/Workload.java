package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.design.Design;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.timing.Timing;
import org.kcpfpga.planner.build.Allocation;
import org.kcpfpga.planner.build.Limits;
import org.kcpfpga.planner.build.PipelineBuilder;

/**
 * The stages that banks serve, with what a step asks of each, for one choice of the front.
 *
 * <p>How many multipliers a stage can use of a bank is read off pipelines built with that bank.
 */
final class Workload {
  /**
   * A stage.
   *
   * @param name its name
   * @param work multiplications per step
   */
  record Item(String name, long work) {}

  /** More multipliers than any stage is given. */
  private static final int WIDEST = 1 << 12;

  private final Design design;
  private final MergedModes forms;
  private final int frontLanes;
  private final List<Item> items = new ArrayList<>();
  private final Map<Integer, Map<String, Long>> cycles = new HashMap<>();
  private final int frontMultipliers;
  private final boolean outputFirst;

  Workload(Design design, MergedModes forms, int frontLanes) {
    this(design, forms, frontLanes, false);
  }

  /**
   * With a precedence.
   *
   * @param outputFirst see {@link Allocation}
   */
  Workload(Design design, MergedModes forms, int frontLanes, boolean outputFirst) {
    this.design = design;
    this.forms = forms;
    this.frontLanes = frontLanes;
    this.outputFirst = outputFirst;
    Pipeline smallest = build(List.of());
    for (Stage stage : smallest.stages()) {
      if (stage.multipliers() > 0 && stage.banked()) {
        items.add(new Item(stage.name(), stage.multiplications()));
      }
    }
    items.sort(Comparator.comparingLong(Item::work).reversed().thenComparing(Item::name));
    frontMultipliers = smallest.systolic() ? smallest.front().multipliers() : 0;
  }

  /** Stages, those with most work first. */
  List<Item> items() {
    return items;
  }

  MergedModes forms() {
    return forms;
  }

  /** p of the systolic front, or 0. */
  int frontLanes() {
    return frontLanes;
  }

  /** p * K * R_d of a systolic front, else 0. */
  int frontMultipliers() {
    return frontMultipliers;
  }

  /** Multipliers above which no bank can use more: the widest that every stage can be. */
  int usable() {
    List<Allocation.Bank> banks = new ArrayList<>();
    items.forEach(item -> banks.add(new Allocation.Bank(WIDEST, List.of(item.name()))));
    return build(banks).banks().stream().mapToInt(MultiplierBank::lanes).sum();
  }

  long work() {
    return items.stream().mapToLong(Item::work).sum();
  }

  /** Cycles that a stage takes of a bank of so many multipliers, per step. */
  long cycles(Item item, int lanes) {
    return cycles.computeIfAbsent(lanes, this::measure).get(item.name());
  }

  /**
   * The numbers of multipliers, ascending and up to {@code most}, of which each lets a stage take
   * fewer cycles than all before.
   */
  List<Integer> sizes(Item item, int most) {
    List<Integer> sizes = new ArrayList<>(List.of(1));
    steps(item, 1, Math.min(most, WIDEST), sizes);
    return sizes;
  }

  /** Adds the numbers above {@code from}, up to {@code to}, at which the cycles fall. */
  private void steps(Item item, int from, int to, List<Integer> sizes) {
    if (to <= from || cycles(item, from) == cycles(item, to)) {
      return;
    }
    if (to == from + 1) {
      sizes.add(to);
      return;
    }
    int middle = (from + to) >>> 1;
    steps(item, from, middle, sizes);
    steps(item, middle, to, sizes);
  }

  private Map<String, Long> measure(int lanes) {
    List<Allocation.Bank> banks = new ArrayList<>();
    items.forEach(item -> banks.add(new Allocation.Bank(lanes, List.of(item.name()))));
    Map<String, Long> all = new HashMap<>();
    for (Stage stage : build(banks).stages()) {
      all.put(stage.name(), stage.cycles());
    }
    return all;
  }

  Pipeline build(List<Allocation.Bank> banks) {
    return PipelineBuilder.build(design, forms, new Allocation(frontLanes, banks, outputFirst));
  }

  /** The plan of a pipeline; refuses what cannot be built. */
  AcceleratorPlan plan(Pipeline pipeline) {
    return plan(design, forms, pipeline);
  }

  static AcceleratorPlan plan(Design design, MergedModes forms, Pipeline pipeline) {
    Limits.check(design, pipeline);
    return new AcceleratorPlan(design, forms, pipeline, Timing.of(pipeline));
  }

  /** Whether a pipeline can be built. */
  boolean allows(Pipeline pipeline) {
    return Limits.allow(design, pipeline);
  }

  /**
   * Banks of these sizes, every stage in the one that it leaves least loaded.
   *
   * @return null if a bank stays empty
   */
  Sharing share(int... sizes) {
    List<List<String>> members = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      members.add(new ArrayList<>());
    }
    long[] load = new long[sizes.length];
    for (Item item : items) {
      int best = 0;
      for (int bank = 1; bank < sizes.length; bank++) {
        if (load[bank] + cycles(item, sizes[bank]) < load[best] + cycles(item, sizes[best])) {
          best = bank;
        }
      }
      load[best] += cycles(item, sizes[best]);
      members.get(best).add(item.name());
    }
    long most = 0;
    List<Allocation.Bank> banks = new ArrayList<>();
    for (int bank = 0; bank < sizes.length; bank++) {
      if (members.get(bank).isEmpty()) {
        return null;
      }
      banks.add(new Allocation.Bank(sizes[bank], members.get(bank)));
      most = Math.max(most, load[bank]);
    }
    return new Sharing(banks, most);
  }

  /**
   * Stages spread over banks.
   *
   * @param banks the banks
   * @param load cycles per step that the busiest is in use
   */
  record Sharing(List<Allocation.Bank> banks, long load) {}
}
