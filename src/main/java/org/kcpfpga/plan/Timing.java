package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The exact cycle counts of a pipeline: its control alone, cycle by cycle, for a few steps.
 *
 * <p>Control depends on no data. Input is always offered and output always taken; the steps go
 * round the sequences. Every node decides on the state at the start of a cycle; banks then refuse
 * all but one of their members; then all move.
 */
final class Timing {
  /** The least number of steps before, and of those that give the interval. */
  private static final int LEAD = 4;

  private static final int SPAN = 4;

  private final Pipeline pipeline;
  private final int steps;
  private final List<TimedNode> nodes = new ArrayList<>();
  private final List<TimedBank> shared = new ArrayList<>();
  private final Map<String, TimedBank> banks = new HashMap<>();
  private final Map<String, TimedNode.Member> members = new HashMap<>();
  private final Map<String, TimedQueue> queues = new HashMap<>();
  private final TimedInput input;
  private final TimedOutput output;

  /** {@code frames} are offered, {@code steps} awaited. */
  private Timing(Pipeline pipeline, int frames, int steps) {
    this.pipeline = pipeline;
    this.steps = steps;
    pipeline.channels().forEach((name, channel) -> queues.put(name, new TimedQueue(channel)));
    for (MultiplierBank bank : pipeline.banks()) {
      TimedBank timed = new TimedBank();
      bank.members().forEach(member -> banks.put(member, timed));
      if (bank.shared()) {
        shared.add(timed);
      }
    }
    input = new TimedInput(pipeline.stream(), frames);
    Channel out = pipeline.into(Pipeline.OUTPUT);
    output =
        new TimedOutput(
            queues.get(Pipeline.OUTPUT), pipeline.cell().size() / out.outTokens(), steps);
    build();
  }

  /** The counts of a pipeline. */
  static CycleCounts of(Pipeline pipeline) {
    return new CycleCounts(interval(pipeline, Long.MAX_VALUE), latency(pipeline));
  }

  /**
   * Whether a pipeline keeps to an interval; given up as soon as it is seen to exceed it by far.
   */
  static boolean within(Pipeline pipeline, long limit) {
    return interval(pipeline, limit) <= limit;
  }

  private static long latency(Pipeline pipeline) {
    Timing timing = new Timing(pipeline, 1, 1);
    timing.run(timing.patience(Long.MAX_VALUE));
    return timing.output.end(0) + 1;
  }

  /** Cycles per step, averaged over whole rounds of the sequences; the largest long if above. */
  private static long interval(Pipeline pipeline, long limit) {
    int sequences = pipeline.cell().sequences();
    int span = sequences * Checks.ceilDiv(SPAN, sequences);
    int steps = span + Math.max(LEAD, 2 * sequences);
    Timing timing = new Timing(pipeline, Integer.MAX_VALUE, steps);
    if (!timing.run(timing.patience(limit))) {
      if (limit == Long.MAX_VALUE) {
        throw new IllegalStateException("pipeline stalls");
      }
      return Long.MAX_VALUE;
    }
    long spent = timing.output.end(steps - 1) - timing.output.end(steps - 1 - span);
    return Math.floorDiv(spent + span - 1, span);
  }

  private void build() {
    nodes.add(input);
    if (pipeline.systolic()) {
      nodes.add(new TimedFront(pipeline.front(), input, queues.get(pipeline.afterFront())));
    }
    Channel starts = new Channel("steps", 1, 1, Pipeline.START_DEPTH, 1, 0);
    TimedQueue committed = pipeline.recurrent() ? new TimedQueue(starts) : null;
    contracts(pipeline.inputContract());
    contracts(pipeline.hiddenContract());
    expands(pipeline.hiddenExpand(), null, committed);
    expands(pipeline.inputExpand(), committed, null);
    cell();
    for (MultiplierBank bank : pipeline.banks()) {
      for (String member : bank.members()) {
        join(member);
      }
    }
    nodes.add(output);
  }

  private void join(String member) {
    TimedNode.Member node = members.get(member);
    if (node != null) {
      banks.get(member).add(node);
    }
  }

  private void contracts(List<ContractPlan> stages) {
    for (int i = 0; i < stages.size(); i++) {
      String name = stages.get(i).name();
      TimedSource in = pipeline.reads(name) ? queues.get(name) : input;
      TimedQueue out = queues.get(pipeline.next(stages, i));
      member(name, new TimedContract(stages.get(i), in, out));
    }
  }

  private void expands(List<ExpandPlan> stages, TimedQueue commits, TimedQueue awaited) {
    for (int i = 0; i < stages.size(); i++) {
      String name = stages.get(i).name();
      TimedQueue out = queues.get(pipeline.nextExpand(stages, i));
      boolean first = i == 0;
      member(
          name,
          new TimedExpand(
              stages.get(i),
              queues.get(name),
              out,
              first ? commits : null,
              first ? awaited : null));
    }
  }

  private void member(String name, TimedNode.Member node) {
    nodes.add(node);
    members.put(name, node);
  }

  private void cell() {
    List<TimedQueue> sums = new ArrayList<>(List.of(queues.get(Pipeline.CELL_INPUT)));
    List<TimedQueue> outputs = new ArrayList<>(List.of(queues.get(Pipeline.OUTPUT)));
    if (pipeline.recurrent()) {
      sums.add(queues.get(Pipeline.CELL_HIDDEN));
      outputs.add(queues.get(pipeline.hiddenContract().get(0).name()));
    }
    nodes.add(new TimedCell(pipeline.cell(), sums, outputs, banks.get(CellPlan.NAME)));
  }

  /** Runs until all steps are delivered; whether that happened in time. */
  private boolean run(long patience) {
    TimedNode[] all = nodes.toArray(TimedNode[]::new);
    for (long now = 0; !output.done(); now++) {
      if (now > patience) {
        return false;
      }
      for (TimedNode node : all) {
        node.decide(now);
      }
      for (TimedBank bank : shared) {
        bank.arbitrate(now);
      }
      for (TimedNode node : all) {
        node.act(now);
      }
    }
    return true;
  }

  /** No pipeline needs more cycles than all its stages one after the other. */
  private long patience(long limit) {
    if (limit < Long.MAX_VALUE) {
      return limit * (steps + 2) + 1000;
    }
    long work = 1000;
    for (Stage stage : pipeline.stages()) {
      work += stage.cycles() + 100;
    }
    return (work + pipeline.stream().beats() + pipeline.cell().size()) * (steps + 2) * 2;
  }
}
