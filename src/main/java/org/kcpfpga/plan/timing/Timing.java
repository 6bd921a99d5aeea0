package org.kcpfpga.plan.timing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.CycleCounts;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Stage;

/**
 * The exact cycle counts of a pipeline: its control alone, cycle by cycle, for a few steps.
 *
 * <p>Control depends on no data. Input is always offered and output always taken; the steps go
 * round the sequences. Every node decides on the state at the start of a cycle; banks then refuse
 * all but one of their members; then all move.
 */
public final class Timing {
  /** Without a repetition, steps and cycles after which the last half of the steps is averaged. */
  private static final int MOST_STEPS = 256;

  private static final long MOST_CYCLES = 4_000_000;

  private static final int LEAST_STEPS = 8;

  private final Pipeline pipeline;
  private final List<TimedNode> nodes = new ArrayList<>();
  private final List<TimedBank> shared = new ArrayList<>();
  private final Map<String, TimedBank> banks = new HashMap<>();
  private final Map<String, TimedNode.Member> members = new HashMap<>();
  private final Map<String, TimedQueue> queues = new TreeMap<>();
  private final TimedInput input;
  private final TimedOutput output;

  /** The queue of started steps; null for a linear cell. */
  private TimedQueue committed;

  /** {@code frames} are offered. */
  private Timing(Pipeline pipeline, int frames) {
    this.pipeline = pipeline;
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
    output = new TimedOutput(queues.get(Pipeline.OUTPUT), pipeline.cell().size() / out.outTokens());
    build();
  }

  /** The counts of a pipeline. */
  public static CycleCounts of(Pipeline pipeline) {
    Steady steady = new Timing(pipeline, Integer.MAX_VALUE).steady(Long.MAX_VALUE);
    return new CycleCounts(steady.interval(), latency(pipeline), steady.lead(), steady.period());
  }

  /**
   * Whether a pipeline keeps to an interval; given up as soon as it is seen to exceed it by far.
   */
  public static boolean within(Pipeline pipeline, long limit) {
    Steady steady = new Timing(pipeline, Integer.MAX_VALUE).steady(limit);
    return steady != null && steady.interval() <= limit;
  }

  private static long latency(Pipeline pipeline) {
    Timing timing = new Timing(pipeline, 1);
    return timing.nextStep(0, Long.MAX_VALUE) + 1;
  }

  /** A period of {@code period} steps behind {@code lead} others, taking {@code cycles}. */
  private record Steady(int lead, int period, long cycles) {
    long interval() {
      return Math.floorDiv(cycles + period - 1, period);
    }
  }

  /** Runs until the state at the end of a step is one that was there before; null if too slow. */
  private Steady steady(long limit) {
    Map<Long, Integer> seen = new HashMap<>();
    List<Long> ends = new ArrayList<>();
    long now = 0;
    while (ends.size() < MOST_STEPS && (ends.size() < LEAST_STEPS || now < MOST_CYCLES)) {
      now = nextStep(now, limit);
      ends.add(now);
      int step = ends.size();
      if (now == Long.MAX_VALUE
          || limit < Long.MAX_VALUE
              && step > LEAST_STEPS
              && now - ends.get(0) > step * (limit + 1)) {
        return null;
      }
      now++;
      Integer before = seen.put(signature(now), step);
      if (before != null) {
        return new Steady(before, step - before, ends.get(step - 1) - ends.get(before - 1));
      }
    }
    int lead = ends.size() / 2;
    int period = ends.size() - lead;
    return new Steady(lead, period, ends.get(ends.size() - 1) - ends.get(lead - 1));
  }

  private long signature(long now) {
    TimedState state = new TimedState();
    nodes.forEach(node -> node.describe(state, now));
    queues.values().forEach(queue -> queue.describe(state, now));
    if (committed != null) {
      committed.describe(state, now);
    }
    shared.forEach(bank -> bank.describe(state, now));
    return state.signature();
  }

  private void build() {
    nodes.add(input);
    if (pipeline.systolic()) {
      nodes.add(new TimedFront(pipeline.front(), input, queues.get(pipeline.afterFront())));
    }
    Channel starts = new Channel("steps", 1, 1, Pipeline.START_DEPTH, 1, 0);
    committed = pipeline.recurrent() ? new TimedQueue(starts) : null;
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

  /**
   * Runs from cycle {@code from} to the end of the next step.
   *
   * @return its last cycle, or the largest long if it takes many times {@code limit}
   */
  private long nextStep(long from, long limit) {
    int steps = output.steps();
    long patience = limit == Long.MAX_VALUE ? allWork() : 16 * limit + 10_000;
    TimedNode[] all = nodes.toArray(TimedNode[]::new);
    for (long now = from; now < from + patience; now++) {
      for (TimedNode node : all) {
        node.decide(now);
      }
      for (TimedBank bank : shared) {
        bank.arbitrate(now);
      }
      for (TimedNode node : all) {
        node.act(now);
      }
      if (output.steps() > steps) {
        return now;
      }
    }
    if (limit == Long.MAX_VALUE) {
      throw new IllegalStateException("pipeline stalls");
    }
    return Long.MAX_VALUE;
  }

  /** No step takes more cycles than a few of all stages one after the other. */
  private long allWork() {
    long work = 10_000;
    for (Stage stage : pipeline.stages()) {
      work += stage.cycles() + 100;
    }
    return 16 * (work + pipeline.stream().beats() + pipeline.cell().size());
  }
}
