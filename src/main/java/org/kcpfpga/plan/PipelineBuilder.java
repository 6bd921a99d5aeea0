package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.kcpfpga.kcp.OperatorShape;

/** Builds the pipeline of a design in which every stage has at least the multipliers asked for. */
final class PipelineBuilder {
  private final Design design;
  private final Map<String, Integer> wanted;
  private final Map<String, Channel> channels = new HashMap<>();
  private int upstreamTokens;

  private PipelineBuilder(Design design, Map<String, Integer> wanted) {
    this.design = design;
    this.wanted = wanted;
  }

  /**
   * The smallest pipeline with these multipliers.
   *
   * @param wanted the least number of multipliers by stage name, where above one
   */
  static Pipeline build(Design design, Map<String, Integer> wanted) {
    return new PipelineBuilder(design, wanted).build();
  }

  private Pipeline build() {
    OperatorShape input = design.input();
    OperatorShape hidden = design.hidden();
    FrontPlan front = front();
    upstreamTokens = front.tile();
    int frontDepth = front.tiles() * (Checks.ceilDiv(front.latency() + 4, front.folds()) + 3);
    Next next = new Next(frontDepth, Pipeline.FRAME_FLAGS);
    List<ContractPlan> inputContract = contracts(Side.INPUT, input, input.modes() - 1, next);
    List<ExpandPlan> inputExpand = expands(Side.INPUT, input, next);
    channel(Pipeline.CELL_INPUT, gates(), sumDepth(inputExpand), last(inputExpand), 1);

    upstreamTokens = 1;
    int cellDepth = 24;
    next = new Next(cellDepth, 0);
    List<ContractPlan> hiddenContract = contracts(Side.HIDDEN, hidden, hidden.modes(), next);
    List<ExpandPlan> hiddenExpand = expands(Side.HIDDEN, hidden, next);
    channel(Pipeline.CELL_HIDDEN, gates(), sumDepth(hiddenExpand), last(hiddenExpand), 0);

    upstreamTokens = 1;
    int q = design.outputLanes();
    channel(Pipeline.OUTPUT, q, Checks.ceilDiv(cellDepth, q) + 1, design.bits().activation(), 1);
    CellPlan cell =
        new CellPlan(
            design.cell(),
            design.hiddenSize(),
            design.bits(),
            last(inputExpand),
            last(hiddenExpand));
    return new Pipeline(
        front, inputContract, inputExpand, hiddenContract, hiddenExpand, cell, channels);
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

  private FrontPlan front() {
    OperatorShape shape = design.input();
    int size = shape.in()[shape.modes() - 1];
    int lanes = design.inputLanes();
    int folds = size / lanes;
    int columns = shape.terms() * shape.ranks()[shape.modes() - 1];
    int tile = columns;
    for (int width : Checks.divisors(columns)) {
      if (columns / width <= folds) {
        tile = width;
        break;
      }
    }
    int product = design.bits().activation() + design.bits().factor();
    return new FrontPlan(
        lanes,
        columns,
        tile,
        folds,
        design.inSize() / size,
        design.bits().activation(),
        design.bits().factor(),
        product + Checks.ceilLog2(lanes),
        product + Checks.ceilLog2(size),
        design.bits().latent());
  }

  private List<ContractPlan> contracts(Side side, OperatorShape shape, int from, Next next) {
    List<ContractPlan> stages = new ArrayList<>();
    for (int mode = from; mode >= 1; mode--) {
      ContractPlan stage = contract(side, shape, mode);
      boolean tokenIsActivation = mode == shape.modes();
      channel(
          stage.name(),
          stage.beatTokens(),
          next.depth,
          tokenIsActivation ? design.bits().activation() : design.bits().latent(),
          next.flags);
      upstreamTokens = stage.outputTokens();
      next.depth = stage.accumulatorWords() + stage.latency() + 3;
      stages.add(stage);
    }
    return stages;
  }

  private ContractPlan contract(Side side, OperatorShape shape, int mode) {
    boolean shared = mode == shape.modes();
    int above = product(shape.ranks(), mode, shape.modes());
    int terms = shared ? 1 : shape.terms();
    int tokens = shared ? 1 : shape.terms() * above;
    int fan = shape.ranks()[mode - 1] * (shared ? shape.terms() : 1);
    int size = shape.in()[mode - 1];
    int inputBits = shared ? design.bits().activation() : design.bits().latent();
    String name = Saturations.contract(side, mode, shape.modes());
    LaneChoice.Contract lanes =
        pick(
            name,
            LaneChoice.contract(tokens, terms, fan),
            LaneChoice.Contract::multipliers,
            LaneChoice.Contract::beatTokens);
    return new ContractPlan(
        side,
        mode,
        size,
        product(shape.in(), 0, mode - 1),
        terms,
        tokens,
        fan,
        lanes.beatTokens(),
        lanes.fanLanes(),
        inputBits,
        design.bits().factor(),
        inputBits + design.bits().factor() + Checks.ceilLog2(size),
        design.bits().latent());
  }

  private List<ExpandPlan> expands(Side side, OperatorShape shape, Next next) {
    List<ExpandPlan> stages = new ArrayList<>();
    for (int mode = 1; mode <= shape.modes(); mode++) {
      ExpandPlan stage = expand(side, shape, mode);
      int flags = side == Side.HIDDEN ? 0 : mode == 1 ? Pipeline.FRAME_FLAGS : 1;
      channel(stage.name(), stage.wordTokens(), next.depth, stage.inputBits(), flags);
      upstreamTokens = stage.outputTokens();
      next.depth = sumDepth(List.of(stage));
      stages.add(stage);
    }
    return stages;
  }

  private ExpandPlan expand(Side side, OperatorShape shape, int mode) {
    boolean last = mode == shape.modes();
    boolean gated = mode > 1;
    int above = product(shape.ranks(), mode, shape.modes());
    int terms = last ? 1 : shape.terms();
    int contexts = last ? 1 : shape.terms() * above;
    int reduction = shape.ranks()[mode - 1] * (last ? shape.terms() : 1);
    int latent = design.bits().latent();
    int sumBits = latent + design.bits().factor() + Checks.ceilLog2(reduction);
    String name = Saturations.expand(side, mode);
    LaneChoice.Expand lanes =
        pick(
            name,
            LaneChoice.expand(gates(), reduction, contexts, terms),
            LaneChoice.Expand::multipliers,
            c -> c.contextLanes() * c.reductionLanes() * (gated ? c.gateLanes() : 1));
    return new ExpandPlan(
        side,
        mode,
        shape.rows()[mode - 1] / (gated ? 1 : gates()),
        product(shape.rows(), 0, mode - 1) / (gated ? gates() : 1),
        gates(),
        gated,
        last,
        terms,
        contexts,
        reduction,
        lanes.gateLanes(),
        lanes.reductionLanes(),
        lanes.contextLanes(),
        latent,
        design.bits().factor(),
        sumBits,
        last ? sumBits : latent);
  }

  /**
   * The smallest choice with the wanted multipliers that the upstream beats fit, or the largest.
   */
  private <T> T pick(
      String name, List<T> choices, ToIntFunction<T> multipliers, ToIntFunction<T> beatTokens) {
    T best = null;
    for (T choice : choices) {
      if (LaneChoice.fits(upstreamTokens, beatTokens.applyAsInt(choice))) {
        best = choice;
        if (multipliers.applyAsInt(choice) >= wanted.getOrDefault(name, 1)) {
          break;
        }
      }
    }
    return best;
  }

  /** A channel whose depth is given in beats of its producer. */
  private void channel(String consumer, int outTokens, int beats, int tokenBits, int flags) {
    int perWord = Math.max(1, outTokens / upstreamTokens);
    channels.put(
        consumer,
        new Channel(
            consumer + "_queue",
            upstreamTokens,
            outTokens,
            Checks.ceilDiv(beats, perWord) + (perWord > 1 ? 1 : 0),
            tokenBits,
            flags));
  }

  private int gates() {
    return design.cell().gates();
  }

  private static int last(List<ExpandPlan> stages) {
    return stages.get(stages.size() - 1).outputBits();
  }

  /** Beats in flight between an expand stage and its consumer at one beat a cycle. */
  private static int sumDepth(List<ExpandPlan> stages) {
    return stages.get(stages.size() - 1).latency() + 4;
  }

  private static int product(int[] values, int from, int to) {
    int product = 1;
    for (int i = from; i < to; i++) {
      product *= values[i];
    }
    return product;
  }
}
