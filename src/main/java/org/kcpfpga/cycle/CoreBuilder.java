package org.kcpfpga.cycle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kcpfpga.cycle.base.Bank;
import org.kcpfpga.cycle.base.ClipCounter;
import org.kcpfpga.cycle.base.Flags;
import org.kcpfpga.cycle.base.Gearbox;
import org.kcpfpga.cycle.base.Member;
import org.kcpfpga.cycle.base.Producer;
import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.Requantiser;
import org.kcpfpga.cycle.base.StartQueue;
import org.kcpfpga.cycle.base.StreamStage;
import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.cycle.cell.CellMath;
import org.kcpfpga.cycle.cell.CellStage;
import org.kcpfpga.cycle.control.Counters;
import org.kcpfpga.cycle.control.LoadPort;
import org.kcpfpga.cycle.control.RegisterPort;
import org.kcpfpga.cycle.control.Registers;
import org.kcpfpga.cycle.control.StateWindow;
import org.kcpfpga.cycle.stage.ContractStage;
import org.kcpfpga.cycle.stage.ExpandStage;
import org.kcpfpga.cycle.stage.FrontStage;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.plan.boundary.LoadMap;

/** Builds the stages of a plan and joins them with its channels. */
final class CoreBuilder {
  private final AcceleratorPlan plan;
  private final Pipeline pipeline;
  private final QuantisedModel model;
  private final Gearbox gearbox;
  private final StartQueue steps;
  private final Map<String, Queue> queues = new HashMap<>();

  /** By stage name, in the order of the register map. */
  private final Map<String, ClipCounter> clips = new LinkedHashMap<>();

  private final List<ContractStage> contract = new ArrayList<>();
  private final List<ExpandStage> expand = new ArrayList<>();
  private final Map<String, Member> members = new HashMap<>();

  /** What a load writes and what rounds, by name. */
  private final Map<String, Target> targets = new HashMap<>();

  private final Map<String, Requantiser> rounding = new HashMap<>();
  private LoadPort load;

  /** {@code model} only says what the core holds in its memories and registers. */
  CoreBuilder(AcceleratorPlan plan, QuantisedModel model) {
    this.plan = plan;
    this.pipeline = plan.pipeline();
    this.model = model;
    this.gearbox = new Gearbox(pipeline.stream());
    this.steps = new StartQueue(pipeline.cell().sequences(), pipeline.recurrent());
    pipeline.channels().forEach((consumer, channel) -> queues.put(consumer, new Queue(channel)));
    Map<String, Integer> longest = latencies();
    long most = (1L << plan.design().counters().saturations()) - 1;
    for (String name : plan.saturationNames()) {
      clips.put(name, new ClipCounter(longest.get(name), most));
    }
  }

  /** The longest time from issue to counting, by the name of the counter. */
  private Map<String, Integer> latencies() {
    Map<String, Integer> all = new HashMap<>();
    if (pipeline.systolic()) {
      FrontPlan front = pipeline.front();
      all.put(front.name(), front.latency() + front.tiles());
    }
    List.of(pipeline.inputContract(), pipeline.hiddenContract())
        .forEach(stages -> stages.forEach(stage -> all.put(stage.name(), stage.latency() + 1)));
    List.of(pipeline.inputExpand(), pipeline.hiddenExpand())
        .forEach(stages -> stages.forEach(stage -> all.put(stage.name(), stage.latency() + 1)));
    all.put(StageNames.PRE, CellPlan.PRE_RANK);
    all.put(StageNames.STATE, pipeline.cell().schedule().stateRank());
    all.put(StageNames.HIDDEN, pipeline.cell().latency() + 1);
    return all;
  }

  /** Saturation counters by stage name. */
  Map<String, ClipCounter> clips() {
    return clips;
  }

  /** The load port of what was built. */
  LoadPort load() {
    return load;
  }

  CycleCore build() {
    addContracts(pipeline.inputContract(), model.input());
    addExpands(pipeline.inputExpand(), model.input());
    addContracts(pipeline.hiddenContract(), model.hidden());
    addExpands(pipeline.hiddenExpand(), model.hidden());
    Map<String, Bank> banks = banks();
    CellMath cell = cellMath();
    FrontStage front = pipeline.systolic() ? front() : null;
    CycleCore.Stages stages =
        new CycleCore.Stages(
            new StreamStage(pipeline.stream(), gearbox),
            gearbox,
            front,
            banks.values().toArray(Bank[]::new),
            contract.toArray(ContractStage[]::new),
            expand.get(0),
            expand.toArray(ExpandStage[]::new),
            steps,
            cell(cell, banks),
            queues.values().toArray(Queue[]::new),
            queues.get(Pipeline.OUTPUT));
    Registers registers = registers(cell);
    return new CycleCore(stages, registers, new RegisterPort(plan, registers));
  }

  private Registers registers(CellMath cell) {
    Counters counters =
        new Counters(clips.values().toArray(ClipCounter[]::new), plan.design().counters());
    return new Registers(plan, counters, loadPort(cell), window(cell));
  }

  private LoadPort loadPort(CellMath cell) {
    targets.put(LoadMap.BIAS, cell.biasWords());
    targets.put(LoadMap.SHIFTS, new Shifts(pipeline, model, rounding, cell));
    LoadPort.Numbered[] numbered =
        LoadMap.of(pipeline).stream()
            .map(target -> new LoadPort.Numbered(target, targets.get(target.name())))
            .toArray(LoadPort.Numbered[]::new);
    load = new LoadPort(numbered, plan.design().loadable());
    return load;
  }

  private StateWindow window(CellMath cell) {
    if (!pipeline.recurrent()) {
      return null;
    }
    ExpandStage recall = expand.get(pipeline.inputExpand().size());
    return new StateWindow(
        pipeline.cell(), new StateWindow.Places(cell, queues.get(feedback()), recall, steps));
  }

  private FrontStage front() {
    FrontPlan front = pipeline.front();
    Queue out = queues.get(pipeline.afterFront());
    FrontStage stage = new FrontStage(front, model.input(), gearbox, out, clips.get(front.name()));
    targets.put(front.name(), stage.chain());
    rounding.put(front.name(), stage.latent);
    return stage;
  }

  private void addContracts(List<ContractPlan> plans, QuantisedOperator operator) {
    for (int i = 0; i < plans.size(); i++) {
      ContractPlan stage = plans.get(i);
      String name = stage.name();
      Producer in = pipeline.reads(name) ? queues.get(name) : gearbox;
      Queue out = queues.get(pipeline.next(plans, i));
      ContractStage added = new ContractStage(stage, operator, in, out, clips.get(name));
      contract.add(added);
      members.put(name, added);
      targets.put(name, added.factorWords());
      rounding.put(name, added.latent);
    }
  }

  private void addExpands(List<ExpandPlan> plans, QuantisedOperator operator) {
    for (int i = 0; i < plans.size(); i++) {
      ExpandPlan stage = plans.get(i);
      String name = stage.name();
      ExpandStage added =
          new ExpandStage(
              stage,
              operator,
              queues.get(name),
              queues.get(pipeline.nextExpand(plans, i)),
              clips.get(name),
              steps,
              Flags.bad(pipeline.stream()));
      expand.add(added);
      members.put(name, added);
      targets.put(name, added.factorWords());
      if (added.latent != null) {
        rounding.put(name, added.latent);
      }
    }
  }

  /** Banks with several members, by name; the others need no turns. */
  private Map<String, Bank> banks() {
    Map<String, Bank> all = new LinkedHashMap<>();
    for (MultiplierBank bank : pipeline.banks()) {
      if (bank.shared()) {
        Member[] turns =
            bank.members().stream()
                .map(members::get)
                .filter(Objects::nonNull)
                .toArray(Member[]::new);
        boolean claims = bank.members().contains(CellPlan.NAME);
        all.put(bank.name(), new Bank(turns, claims ? pipeline.cell().latency() : 0));
      }
    }
    return all;
  }

  private CellMath cellMath() {
    CellMath.Clips counters =
        new CellMath.Clips(
            clips.get(StageNames.PRE), clips.get(StageNames.STATE), clips.get(StageNames.HIDDEN));
    return CellMath.of(pipeline.cell(), model, counters);
  }

  /** The channel that the cell's h comes back on, null if linear. */
  private String feedback() {
    return pipeline.recurrent() ? pipeline.hiddenContract().get(0).name() : null;
  }

  private CellStage cell(CellMath math, Map<String, Bank> banks) {
    MultiplierBank bank = pipeline.bankOf(CellPlan.NAME);
    CellStage.Queues ends =
        new CellStage.Queues(
            queues.get(Pipeline.CELL_INPUT),
            queues.get(Pipeline.CELL_HIDDEN),
            queues.get(Pipeline.OUTPUT),
            queues.get(feedback()));
    return new CellStage(pipeline.cell(), math, ends, bank == null ? null : banks.get(bank.name()));
  }
}
