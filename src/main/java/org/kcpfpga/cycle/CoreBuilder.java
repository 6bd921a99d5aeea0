package org.kcpfpga.cycle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.cycle.base.Agenda;
import org.kcpfpga.cycle.base.ClipCounter;
import org.kcpfpga.cycle.base.Flags;
import org.kcpfpga.cycle.base.FrameQueue;
import org.kcpfpga.cycle.base.Gearbox;
import org.kcpfpga.cycle.base.OutputStage;
import org.kcpfpga.cycle.base.Producer;
import org.kcpfpga.cycle.base.Queue;
import org.kcpfpga.cycle.base.Requantiser;
import org.kcpfpga.cycle.base.StartQueue;
import org.kcpfpga.cycle.base.StreamStage;
import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.cycle.base.Turn;
import org.kcpfpga.cycle.cell.CellMath;
import org.kcpfpga.cycle.cell.CellStage;
import org.kcpfpga.cycle.control.Counters;
import org.kcpfpga.cycle.control.LoadPort;
import org.kcpfpga.cycle.control.RegisterPort;
import org.kcpfpga.cycle.control.Registers;
import org.kcpfpga.cycle.control.StateWindow;
import org.kcpfpga.cycle.control.SystemState;
import org.kcpfpga.cycle.stage.ContractStage;
import org.kcpfpga.cycle.stage.ExpandStage;
import org.kcpfpga.cycle.stage.FrontStage;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Side;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.plan.boundary.FramePlan;
import org.kcpfpga.plan.boundary.LoadMap;

/** Builds the stages of a plan and joins them with its channels. */
final class CoreBuilder {
  private final AcceleratorPlan plan;
  private final Pipeline pipeline;
  private final QuantisedModel model;
  private final Gearbox gearbox;
  private final StartQueue steps;
  private final Map<Channel, Queue> queues = new LinkedHashMap<>();

  /** By stage name, in the order of the register map. */
  private final Map<String, ClipCounter> clips = new LinkedHashMap<>();

  private final List<ContractStage> contract = new ArrayList<>();
  private final List<ExpandStage> expand = new ArrayList<>();
  private final Agenda agenda;
  private final StageTurns turns;

  /** What a load writes and what rounds, by name. */
  private final Map<String, Target> targets = new HashMap<>();

  private final Map<String, Requantiser> rounding = new HashMap<>();
  private FrontStage front;

  /** The cell with its channels. */
  private Pipeline.Node ends;

  private LoadPort load;

  /** {@code model} only says what the core holds in its memories and registers. */
  CoreBuilder(AcceleratorPlan plan, QuantisedModel model) {
    this.plan = plan;
    this.pipeline = plan.pipeline();
    this.model = model;
    int folds = pipeline.systolic() ? pipeline.front().folds() : 1;
    this.gearbox = new Gearbox(pipeline.stream(), folds * pipeline.stream().lanes());
    this.steps = new StartQueue(pipeline.cell().sequences(), pipeline.recurrent());
    pipeline.channels().values().forEach(channel -> queues.put(channel, new Queue(channel)));
    Map<String, Integer> longest = latencies();
    this.agenda = new Agenda(Collections.max(longest.values()) + 1);
    this.turns = new StageTurns(pipeline.banks(), agenda);
    long most = (1L << plan.design().counters().saturations()) - 1;
    for (String name : plan.saturationNames()) {
      clips.put(name, new ClipCounter(longest.get(name), most));
    }
  }

  /** The longest time from issue to counting, by the name of the counter. */
  private Map<String, Integer> latencies() {
    Map<String, Integer> all = new HashMap<>();
    pipeline.stages().forEach(stage -> all.put(stage.name(), stage.match(LATENCY)));
    all.put(StageNames.PRE, pipeline.cell().preRank() + pipeline.cell().preRounding());
    all.put(StageNames.STATE, pipeline.cell().schedule().stateRank());
    all.put(StageNames.HIDDEN, pipeline.cell().latency() + 1);
    return all;
  }

  private static final Stage.Cases<Integer> LATENCY =
      new Stage.Cases<>() {
        @Override
        public Integer front(FrontPlan front) {
          return front.latency() + front.tiles();
        }

        @Override
        public Integer contract(ContractPlan contract) {
          return contract.latency() + 1;
        }

        @Override
        public Integer expand(ExpandPlan expand) {
          return expand.latency() + 1;
        }

        @Override
        public Integer cell(CellPlan cell) {
          return cell.latency() + 1;
        }
      };

  /** Saturation counters by stage name. */
  Map<String, ClipCounter> clips() {
    return clips;
  }

  /** The load port of what was built. */
  LoadPort load() {
    return load;
  }

  CycleCore build() {
    CellMath cell = cellMath();
    pipeline.nodes().forEach(node -> node.stage().match(new Adding(node)));
    boolean says = plan.design().has(SystemPart.FRAMES);
    FrameQueue frames = says ? new FrameQueue(FramePlan.of(plan)) : null;
    int beats = plan.design().hiddenSize() / plan.design().lanes().output();
    CycleStages stages =
        new CycleStages(
            new CycleStages.Entry(
                new StreamStage(pipeline.stream(), gearbox, frames), gearbox, front),
            agenda,
            turns,
            contract.toArray(ContractStage[]::new),
            expand.toArray(ExpandStage[]::new),
            cell(cell));
    CycleQueues between =
        new CycleQueues(
            queues.values().toArray(Queue[]::new),
            new OutputStage(queues.get(pipeline.into(Pipeline.OUTPUT)), frames, beats),
            steps);
    Registers registers = registers(cell);
    return new CycleCore(
        stages, between, new Control(registers, new RegisterPort(plan, registers)));
  }

  private Registers registers(CellMath cell) {
    Counters counters =
        new Counters(clips.values().toArray(ClipCounter[]::new), plan.design().counters());
    SystemState system = new SystemState(plan, model);
    return new Registers(plan, counters, loadPort(cell), window(cell), system);
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
    ExpandStage recall = expand.get(pipeline.input().expand().size());
    return new StateWindow(
        pipeline.cell(),
        new StateWindow.Places(cell, queues.get(pipeline.feedback()), recall, steps));
  }

  /** Adds a stage, and what a load writes and rounds in it. */
  private final class Adding implements Stage.Cases<Void> {
    private final Pipeline.Node node;
    private final Queue source;
    private final Queue feed;

    Adding(Pipeline.Node node) {
      this.node = node;
      this.source = node.reads().isEmpty() ? null : queues.get(node.reads().get(0));
      this.feed = queues.get(node.feed());
    }

    @Override
    public Void front(FrontPlan plan) {
      front = new FrontStage(plan, model.input(), gearbox, feed, clips.get(plan.name()));
      targets.put(plan.name(), front.chain());
      rounding.put(plan.name(), front.latent);
      return null;
    }

    @Override
    public Void contract(ContractPlan plan) {
      Producer in = source == null ? gearbox : source;
      Turn turn = turns.issue(plan.name());
      ContractStage added =
          new ContractStage(plan, operator(plan.side()), in, feed, clips.get(plan.name()), turn);
      contract.add(added);
      turns.add(added, turn);
      targets.put(plan.name(), added.factorWords());
      rounding.put(plan.name(), added.latent);
      return null;
    }

    @Override
    public Void expand(ExpandPlan plan) {
      ExpandStage.Turns pair = turns.expand(plan.name());
      ExpandStage added =
          new ExpandStage(
              plan,
              operator(plan.side()),
              source,
              feed,
              clips.get(plan.name()),
              steps,
              Flags.bad(pipeline.stream()),
              pair);
      expand.add(added);
      turns.add(added, pair);
      targets.put(plan.name(), added.factorWords());
      if (added.latent != null) {
        rounding.put(plan.name(), added.latent);
      }
      return null;
    }

    @Override
    public Void cell(CellPlan plan) {
      // its banks are made of the stages, which come first
      ends = node;
      return null;
    }

    private QuantisedOperator operator(Side side) {
      return side == Side.INPUT ? model.input() : model.hidden();
    }
  }

  private CellMath cellMath() {
    CellMath.Clips counters =
        new CellMath.Clips(
            clips.get(StageNames.PRE), clips.get(StageNames.STATE), clips.get(StageNames.HIDDEN));
    return CellMath.of(pipeline.cell(), model, counters);
  }

  private CellStage cell(CellMath math) {
    boolean recurrent = pipeline.recurrent();
    CellStage.Queues around =
        new CellStage.Queues(
            queues.get(ends.reads().get(0)),
            recurrent ? queues.get(ends.reads().get(1)) : null,
            queues.get(ends.feeds().get(0)),
            recurrent ? queues.get(ends.feeds().get(1)) : null);
    return new CellStage(pipeline.cell(), math, around, agenda, turns.withCell());
  }
}
