package org.kcpfpga.cycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Saturations;

/** Builds the stages of a plan and joins them with its channels. */
final class CoreBuilder {
  private final AcceleratorPlan plan;
  private final Pipeline pipeline;
  private final QuantisedModel model;
  private final StartQueue steps = new StartQueue();
  private final Map<String, Queue> queues = new HashMap<>();

  /** By stage name, in the order of the register map. */
  private final Map<String, ClipCounter> clips = new LinkedHashMap<>();

  private final List<ContractStage> contract = new ArrayList<>();
  private final List<ExpandStage> expand = new ArrayList<>();

  CoreBuilder(AcceleratorPlan plan, QuantisedModel model) {
    this.plan = plan;
    this.pipeline = plan.pipeline();
    this.model = model;
    pipeline.channels().forEach((consumer, channel) -> queues.put(consumer, new Queue(channel)));
    Map<String, Integer> longest = latencies();
    for (String name : plan.saturationNames()) {
      clips.put(name, new ClipCounter(longest.get(name)));
    }
  }

  /** The longest time from issue to counting, by the name of the counter. */
  private Map<String, Integer> latencies() {
    Map<String, Integer> all = new HashMap<>();
    FrontPlan front = pipeline.front();
    all.put(front.name(), front.latency() + front.tiles() - 1);
    List.of(pipeline.inputContract(), pipeline.hiddenContract())
        .forEach(stages -> stages.forEach(stage -> all.put(stage.name(), stage.latency())));
    List.of(pipeline.inputExpand(), pipeline.hiddenExpand())
        .forEach(stages -> stages.forEach(stage -> all.put(stage.name(), stage.latency())));
    all.put(Saturations.PRE, CellStage.PRE_RANK);
    all.put(Saturations.STATE, CellStage.STATE_RANK);
    all.put(Saturations.HIDDEN, CellStage.HIDDEN_RANK);
    return all;
  }

  /** Saturation counters by stage name. */
  Map<String, ClipCounter> clips() {
    return clips;
  }

  Core build() {
    addContracts(pipeline.inputContract(), model.input(), pipeline.inputExpand());
    addExpands(pipeline.inputExpand(), model.input(), Pipeline.CELL_INPUT);
    addContracts(pipeline.hiddenContract(), model.hidden(), pipeline.hiddenExpand());
    addExpands(pipeline.hiddenExpand(), model.hidden(), Pipeline.CELL_HIDDEN);
    Core.Stages stages =
        new Core.Stages(
            front(),
            contract.toArray(ContractStage[]::new),
            expand.get(0),
            expand.toArray(ExpandStage[]::new),
            steps,
            cell(),
            queues.values().toArray(Queue[]::new),
            queues.get(Pipeline.OUTPUT));
    Counters counters = new Counters(clips.values().toArray(ClipCounter[]::new));
    return new Core(stages, counters, new RegisterPort(plan, counters));
  }

  private FrontStage front() {
    String next = firstName(pipeline.inputContract(), pipeline.inputExpand());
    FrontPlan front = pipeline.front();
    return new FrontStage(front, model.input(), queues.get(next), clips.get(front.name()));
  }

  private static String firstName(List<ContractPlan> contract, List<ExpandPlan> expand) {
    return contract.isEmpty() ? expand.get(0).name() : contract.get(0).name();
  }

  private void addContracts(
      List<ContractPlan> plans, QuantisedOperator operator, List<ExpandPlan> after) {
    for (int i = 0; i < plans.size(); i++) {
      ContractPlan stage = plans.get(i);
      String next = firstName(plans.subList(i + 1, plans.size()), after);
      contract.add(
          new ContractStage(
              stage,
              operator,
              queues.get(stage.name()),
              queues.get(next),
              clips.get(stage.name())));
    }
  }

  private void addExpands(List<ExpandPlan> plans, QuantisedOperator operator, String consumer) {
    for (int i = 0; i < plans.size(); i++) {
      ExpandPlan stage = plans.get(i);
      String next = i + 1 < plans.size() ? plans.get(i + 1).name() : consumer;
      expand.add(
          new ExpandStage(
              stage,
              operator,
              queues.get(stage.name()),
              queues.get(next),
              clips.get(stage.name()),
              steps));
    }
  }

  private CellStage cell() {
    String feedback = firstName(pipeline.hiddenContract(), pipeline.hiddenExpand());
    return new CellStage(
        pipeline.cell(),
        model,
        new CellStage.Queues(
            queues.get(Pipeline.CELL_INPUT),
            queues.get(Pipeline.CELL_HIDDEN),
            queues.get(Pipeline.OUTPUT),
            queues.get(feedback)),
        new CellStage.Clips(
            clips.get(Saturations.PRE),
            clips.get(Saturations.STATE),
            clips.get(Saturations.HIDDEN)));
  }
}
