package org.kcpfpga.planner.build;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.design.Design;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.CellSchedule;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Ranks;
import org.kcpfpga.plan.Side;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.plan.StreamPlan;

/** Builds the pipeline of a design on given multipliers. */
public final class PipelineBuilder {
  /** Words in flight from the cell to the output and to the hidden side. */
  private static final int CELL_SLACK = 10;

  private final Design design;
  private final MergedModes forms;
  private final Allocation allocation;
  private final StreamPlan stream;
  private final Ranks ranks;
  private final Map<String, Channel> channels = new HashMap<>();
  private int upstreamTokens;

  private PipelineBuilder(Design design, MergedModes forms, Allocation allocation) {
    this.design = design;
    this.forms = forms;
    this.allocation = allocation;
    this.ranks = Ranks.of(design.implementation());
    int lanes = Math.max(1, allocation.frontLanes());
    int bus = design.lanes().bus() == 0 ? lanes : design.lanes().bus();
    this.stream =
        new StreamPlan(design.inSize(), bus, lanes, design.bits().activation(), design.sequences());
  }

  /** The pipeline in which every stage uses as much of its bank as its shape allows. */
  public static Pipeline build(Design design, MergedModes forms, Allocation allocation) {
    return new PipelineBuilder(design, forms, allocation).build();
  }

  private Pipeline build() {
    OperatorShape input = forms.inputShape(design);
    OperatorShape hidden = forms.hiddenShape(design);
    FrontPlan front =
        allocation.systolic() ? FrontBuilder.build(design, input, stream.lanes()) : null;
    Next next = new Next(front == null ? 0 : depth(front), stream.frameFlags());
    upstreamTokens = front == null ? 1 : front.tile();
    int from = front == null ? input.modes() : input.modes() - 1;
    Pipeline.Operator onInput = operator(Side.INPUT, input, from, next);
    int inputSum = onInput.expand().get(input.modes() - 1).outputBits();
    CellPlan cell = cell(inputSum, hidden);
    // lanes take the sums of a step faster than they come
    int ahead = cell.lanes() == 1 ? 0 : cell.size() * cell.gates() / upstreamTokens;
    int depth = Math.max(next.depth, ahead);
    channel(Pipeline.CELL_INPUT, cell.beatTokens(), depth, inputSum, stream.stepFlags());

    int cellDepth = IntMath.ceilDiv(cell.latency(), cell.interval()) + CELL_SLACK;
    Pipeline.Operator onHidden = Pipeline.Operator.NONE;
    if (hidden != null) {
      upstreamTokens = cell.lanes();
      int back = allocation.outputFirst() ? Math.max(cellDepth, cell.laneElements()) : cellDepth;
      next = new Next(back, stream.slotBits());
      onHidden = operator(Side.HIDDEN, hidden, hidden.modes(), next);
      channel(Pipeline.CELL_HIDDEN, cell.beatTokens(), next.depth, cell.hiddenSumBits(), 0);
    }
    upstreamTokens = cell.lanes();
    int q = design.lanes().output();
    channel(Pipeline.OUTPUT, q, cellDepth, design.bits().activation(), 1);
    Pipeline pipeline = new Pipeline(stream, front, onInput, onHidden, cell, channels, List.of());
    return allocation.withBanks(pipeline, design.implementation().compact());
  }

  /** Beats in flight from the front to the stage after it. */
  private static int depth(FrontPlan front) {
    return front.tiles() * (IntMath.ceilDiv(front.latency() + 8, front.folds()) + 3);
  }

  /** What the channel into the next stage must be. */
  private static final class Next {
    private int depth;
    private int flags;

    Next(int depth, int flags) {
      this.depth = depth;
      this.flags = flags;
    }
  }

  private CellPlan cell(int inputSum, OperatorShape hidden) {
    int hiddenSum = hidden == null ? 0 : sumBits(hidden, hidden.modes(), forms.hidden());
    int lanes = design.lanes().hiddenOrOne();
    int each = Math.max(1, allocation.cap(CellPlan.NAME) / lanes);
    CellSchedule schedule = CellSchedule.of(design.cell(), design.bits().latent(), each, ranks);
    boolean apart = design.implementation().compact() && schedule.interval() >= gates();
    return new CellPlan(
        design.cell(),
        design.hiddenSize(),
        design.sequences(),
        design.bits(),
        new CellPlan.Sums(inputSum, hiddenSum),
        apart && lanes == 1 ? gates() : 1,
        lanes,
        schedule);
  }

  /** The stages of an operator whose mode {@code from} and those below it are contracted. */
  private Pipeline.Operator operator(Side side, OperatorShape shape, int from, Next next) {
    return new Pipeline.Operator(contracts(side, shape, from, next), expands(side, shape, next));
  }

  private List<ContractPlan> contracts(Side side, OperatorShape shape, int from, Next next) {
    List<ContractPlan> stages = new ArrayList<>();
    for (int mode = from; mode >= 1; mode--) {
      ContractPlan stage = contract(side, shape, mode);
      if (side == Side.HIDDEN || !stage.first()) {
        channel(stage.name(), stage.beatTokens(), next.depth, stage.inputBits(), next.flags);
      }
      upstreamTokens = stage.outputTokens();
      next.depth = stage.accumulatorWords() + stage.latency() + 4;
      stages.add(stage);
    }
    return stages;
  }

  private ContractPlan contract(Side side, OperatorShape shape, int mode) {
    boolean first = mode == shape.modes();
    int above = product(shape.ranks(), mode, shape.modes());
    int terms = first ? 1 : shape.terms();
    int tokens = first ? 1 : shape.terms() * above;
    int fan = shape.rank(mode) * (first ? shape.terms() : 1);
    int size = shape.in(mode);
    int inputBits = first ? design.bits().activation() : design.bits().latent();
    int most = side == Side.HIDDEN && first ? IntMath.gcd(design.lanes().hiddenOrOne(), size) : 1;
    ContractPlan.Lanes lanes =
        pick(
            StageNames.contract(side, mode, first),
            LaneChoice.contract(tokens, terms, fan, most),
            choice -> choice.token() * choice.fan() * choice.index(),
            choice -> choice.token() * choice.index());
    return new ContractPlan(
        side,
        mode,
        first,
        new ContractPlan.Loops(
            size,
            product(shape.in(), 0, mode - 1)
                * (side == Side.HIDDEN ? design.cell().definition().passes() : 1),
            terms,
            tokens,
            fan),
        lanes,
        widths(inputBits, inputBits + design.bits().factor() + IntMath.ceilLog2(size)),
        ranks);
  }

  private List<ExpandPlan> expands(Side side, OperatorShape shape, Next next) {
    List<ExpandPlan> stages = new ArrayList<>();
    for (int mode = 1; mode <= shape.modes(); mode++) {
      ExpandPlan stage = expand(side, shape, mode);
      channel(stage.name(), stage.wordTokens(), next.depth, stage.inputBits(), flags(side, mode));
      upstreamTokens = stage.outputTokens();
      next.depth = stage.latency() + 4;
      stages.add(stage);
    }
    return stages;
  }

  private int flags(Side side, int mode) {
    if (mode == 1) {
      return side == Side.INPUT ? stream.frameFlags() : stream.slotBits();
    }
    return side == Side.INPUT ? stream.stepFlags() : 0;
  }

  private ExpandPlan expand(Side side, OperatorShape shape, int mode) {
    boolean[] merged = side == Side.INPUT ? forms.input() : forms.hidden();
    boolean identity = merged[mode - 1];
    boolean last = mode == shape.modes();
    boolean gated = mode > 1;
    int above = product(shape.ranks(), mode, shape.modes());
    int contexts = last ? 1 : shape.terms() * above;
    int reduction = shape.rank(mode) * (last ? shape.terms() : 1);
    ExpandPlan.Loops loops =
        new ExpandPlan.Loops(
            shape.rows(mode) / (gated ? 1 : gates()),
            product(shape.rows(), 0, mode - 1)
                / (gated ? gates() : 1)
                * design.cell().definition().passes(),
            gates(),
            last ? 1 : shape.terms(),
            contexts,
            reduction);
    int sumBits = sumBits(shape, mode, merged);
    Stage.Widths widths =
        new Stage.Widths(
            design.bits().latent(),
            design.bits().factor(),
            sumBits,
            last ? sumBits : design.bits().latent());
    ExpandPlan.Form form = new ExpandPlan.Form(gated, identity, last);
    int places = side == Side.HIDDEN && mode == 1 ? design.sequences() : 2;
    Function<ExpandPlan.Lanes, ExpandPlan> plan =
        choice -> new ExpandPlan(side, mode, form, places, loops, choice, widths, ranks);
    return identity ? relabelling(gated ? gates() : 1, loops, plan) : widest(loops, plan);
  }

  /** The stage that uses as much of its bank as its shape allows. */
  private ExpandPlan widest(ExpandPlan.Loops loops, Function<ExpandPlan.Lanes, ExpandPlan> plan) {
    ExpandPlan narrow = plan.apply(new ExpandPlan.Lanes(1, 1, 1, 1));
    return plan.apply(
        pick(
            narrow.name(),
            LaneChoice.expand(loops, outputLanes(narrow)),
            choice -> plan.apply(choice).multipliers(),
            choice -> plan.apply(choice).wordTokens()));
  }

  /** The most outputs that a stage gives at once: as many as the cell takes of them. */
  private int outputLanes(ExpandPlan stage) {
    return stage.last() ? IntMath.gcd(design.lanes().hiddenOrOne(), stage.size()) : 1;
  }

  /** A stage without multipliers that keeps up with the cell, or takes little time of the input. */
  private ExpandPlan relabelling(
      int tokenGates, ExpandPlan.Loops loops, Function<ExpandPlan.Lanes, ExpandPlan> plan) {
    int wave = design.hiddenSize() / design.lanes().hiddenOrOne();
    long limit =
        allocation.outputFirst() ? wave : Math.max(wave, stream.beats() / MergedModes.SHARE);
    int most = outputLanes(plan.apply(new ExpandPlan.Lanes(1, 1, 1, 1)));
    Stream<ExpandPlan> stages = LaneChoice.relabel(tokenGates, loops, most).stream().map(plan);
    return LaneChoice.narrowest(stages.toList(), limit, upstreamTokens);
  }

  /** Widths of a stage that rounds to latents. */
  private Stage.Widths widths(int token, int sum) {
    return new Stage.Widths(token, design.bits().factor(), sum, design.bits().latent());
  }

  /** Bits of an exact sum of the expansion of a mode. */
  private int sumBits(OperatorShape shape, int mode, boolean[] merged) {
    int latent = design.bits().latent();
    int terms = mode == shape.modes() ? shape.terms() : 1;
    return merged[mode - 1]
        ? latent + IntMath.ceilLog2(terms)
        : latent + design.bits().factor() + IntMath.ceilLog2(shape.rank(mode) * terms);
  }

  /** The largest choice within the bank that the upstream beats fit. */
  private <T> T pick(
      String name, List<T> choices, ToIntFunction<T> multipliers, ToIntFunction<T> beatTokens) {
    T best = null;
    for (T choice : choices) {
      boolean affordable = multipliers.applyAsInt(choice) <= allocation.cap(name);
      if ((best == null || affordable)
          && LaneChoice.fits(upstreamTokens, beatTokens.applyAsInt(choice))) {
        best = choice;
      }
    }
    return best;
  }

  /** {@code beats}: its depth in those of its producer. */
  private void channel(String consumer, int outTokens, int beats, int tokenBits, int flags) {
    int perWord = Math.max(1, outTokens / upstreamTokens);
    channels.put(
        consumer,
        new Channel(
            consumer + "_queue",
            upstreamTokens,
            outTokens,
            IntMath.ceilDiv(beats, perWord) + (perWord > 1 ? 1 : 0),
            tokenBits,
            flags,
            ranks.ahead()));
  }

  private int gates() {
    return design.cell().gates();
  }

  private static int product(int[] values, int from, int to) {
    return IntStream.range(from, to).map(i -> values[i]).reduce(1, (a, b) -> a * b);
  }
}
