package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The exact cycle formula of a pipeline: a max-plus system over its operations.
 *
 * <p>Every operation is issued at the latest of: one cycle after the one before it, the cycle in
 * which its operands are visible, and the cycle in which a place for its result is free. Input is
 * always offered and output always taken. Solved by letting every node advance as far as its inputs
 * are known, for a few steps; their spacing is the interval.
 */
final class Timing {
  /** Steps solved, and how many of the last ones give the interval. */
  private static final int STEPS = 8;

  private static final int SPAN = 4;

  private final Pipeline pipeline;
  private final List<TimedNode> nodes = new ArrayList<>();
  private final Map<String, TimedChannel> channels = new HashMap<>();

  private Timing(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  static CycleCounts of(Pipeline pipeline) {
    return new Timing(pipeline).solve();
  }

  private CycleCounts solve() {
    TimedChannel first = channel(firstInputConsumer());
    nodes.add(new TimedFront(pipeline.front(), first, STEPS));
    for (ContractPlan stage : pipeline.inputContract()) {
      TimedChannel next = channel(nextContract(pipeline.inputContract(), stage));
      nodes.add(new TimedContract(stage, channel(stage.name()), next));
    }
    TimedSteps starts = new TimedSteps(Pipeline.START_DEPTH);
    addExpand(pipeline.inputExpand(), Pipeline.CELL_INPUT, starts.committer());
    addExpand(pipeline.hiddenExpand(), Pipeline.CELL_HIDDEN, starts.starter());
    TimedChannel output = channel(Pipeline.OUTPUT);
    TimedChannel tokens = channel(pipeline.hiddenContract().get(0).name());
    TimedSink sink = new TimedSink(output);
    nodes.add(
        new TimedCell(
            pipeline.cell(),
            channel(Pipeline.CELL_INPUT),
            channel(Pipeline.CELL_HIDDEN),
            List.of(output, tokens)));
    for (ContractPlan stage : pipeline.hiddenContract()) {
      TimedChannel next = channel(nextContract(pipeline.hiddenContract(), stage));
      nodes.add(new TimedContract(stage, channel(stage.name()), next));
    }
    nodes.add(sink);
    run();
    return counts(sink);
  }

  private void addExpand(List<ExpandPlan> stages, String consumer, TimedSteps.Role role) {
    for (int i = 0; i < stages.size(); i++) {
      boolean last = i == stages.size() - 1;
      ExpandPlan stage = stages.get(i);
      TimedChannel next = channel(last ? consumer : stages.get(i + 1).name());
      nodes.add(
          new TimedExpand(
              stage, channel(stage.name()), next, i == 0 ? role : TimedSteps.Role.NONE));
    }
  }

  /** The channel that a consumer reads; made when first asked for. */
  private TimedChannel channel(String consumer) {
    return channels.computeIfAbsent(consumer, c -> new TimedChannel(pipeline.into(c)));
  }

  private String firstInputConsumer() {
    return pipeline.inputContract().isEmpty()
        ? pipeline.inputExpand().get(0).name()
        : pipeline.inputContract().get(0).name();
  }

  private String nextContract(List<ContractPlan> stages, ContractPlan stage) {
    int next = stages.indexOf(stage) + 1;
    if (next < stages.size()) {
      return stages.get(next).name();
    }
    boolean input = stage.side() == Side.INPUT;
    return (input ? pipeline.inputExpand() : pipeline.hiddenExpand()).get(0).name();
  }

  private void run() {
    boolean moved = true;
    while (moved) {
      moved = false;
      for (TimedNode node : nodes) {
        moved |= node.advance();
      }
    }
  }

  private CycleCounts counts(TimedSink sink) {
    int beats = pipeline.cell().size() / pipeline.into(Pipeline.OUTPUT).outTokens();
    int steps = sink.delivered() / beats;
    if (steps < STEPS) {
      throw new IllegalStateException("pipeline stalls after " + steps + " steps");
    }
    long latency = sink.time(beats - 1) + 1;
    long end = sink.time(STEPS * beats - 1);
    long begin = sink.time((STEPS - SPAN) * beats - 1);
    return new CycleCounts(Math.floorDiv(end - begin + SPAN - 1, SPAN), latency);
  }
}
