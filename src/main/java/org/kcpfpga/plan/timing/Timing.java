package org.kcpfpga.plan.timing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.CycleCounts;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
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
  private final Movement movement;
  private final List<TimedBank> shared = new ArrayList<>();
  private final Map<String, TimedBank> banks = new HashMap<>();
  private final Map<String, TimedNode.Member> members = new HashMap<>();
  private final Map<Channel, TimedQueue> queues = new LinkedHashMap<>();
  private final TimedInput input;
  private final TimedOutput output;

  /** The queue of started steps; null for a linear cell. */
  private TimedQueue committed;

  /** {@code frames} are offered. */
  private Timing(Pipeline pipeline, int frames) {
    this.pipeline = pipeline;
    new TreeMap<>(pipeline.channels())
        .values()
        .forEach(channel -> queues.put(channel, new TimedQueue(channel)));
    for (MultiplierBank bank : pipeline.banks()) {
      TimedBank timed = new TimedBank();
      bank.members().forEach(member -> banks.put(member, timed));
      if (bank.shared()) {
        shared.add(timed);
      }
    }
    input = new TimedInput(pipeline.stream(), frames);
    Channel out = pipeline.into(Pipeline.OUTPUT);
    output = new TimedOutput(queues.get(out), pipeline.cell().size() / out.outTokens());
    build();
    movement = new Movement(nodes, shared);
  }

  /** The counts of a pipeline. */
  public static CycleCounts of(Pipeline pipeline) {
    Steady steady = new Timing(pipeline, Integer.MAX_VALUE).steady(Long.MAX_VALUE);
    return new CycleCounts(
        steady.interval(), latency(pipeline), steady.lead(), steady.period(), steady.end() + 1);
  }

  /**
   * The interval of a pipeline; the largest long as soon as it is seen to exceed {@code limit} by
   * far.
   */
  public static long interval(Pipeline pipeline, long limit) {
    Steady steady = new Timing(pipeline, Integer.MAX_VALUE).steady(limit);
    return steady == null ? Long.MAX_VALUE : steady.interval();
  }

  /**
   * Whether a pipeline keeps to an interval; given up as soon as it is seen to exceed it by far.
   */
  public static boolean within(Pipeline pipeline, long limit) {
    return interval(pipeline, limit) <= limit;
  }

  /**
   * What moves in each cycle of the steps after which the state repeats.
   *
   * @param most cycles that are looked at
   */
  public static Occupancy occupancy(Pipeline pipeline, long most) {
    CycleCounts counts = of(pipeline);
    Timing timing = new Timing(pipeline, Integer.MAX_VALUE);
    long start = 0;
    for (int step = 0; step < counts.lead(); step++) {
      start = timing.nextStep(start, Long.MAX_VALUE) + 1;
    }
    Occupancy.Recorder recorder = new Occupancy.Recorder(pipeline, timing.nodes);
    int steps = timing.output.steps() + counts.period();
    int cycles = 0;
    while (cycles < most && timing.output.steps() < steps) {
      timing.movement.decide(start + cycles);
      recorder.record(cycles);
      timing.movement.act(start + cycles);
      cycles++;
    }
    return recorder.occupancy(cycles);
  }

  /** Cycles of a step in an idle core; see {@link CycleCounts#latency()}. */
  public static long latency(Pipeline pipeline) {
    Timing timing = new Timing(pipeline, 1);
    return timing.nextStep(0, Long.MAX_VALUE) + 1;
  }

  /**
   * The pipeline without the words of its queues that no step needs, neither in an idle core nor in
   * the steady state: every cycle of both stays as it is.
   */
  public static Pipeline trimmed(Pipeline pipeline) {
    Timing steady = new Timing(pipeline, Integer.MAX_VALUE);
    steady.steady(Long.MAX_VALUE);
    Timing idle = new Timing(pipeline, 1);
    idle.nextStep(0, Long.MAX_VALUE);
    Map<String, Channel> trimmed = new HashMap<>(pipeline.channels());
    trimmed.replaceAll(
        (consumer, channel) -> {
          int spare = steady.queues.get(channel).spareWords();
          spare = Math.min(spare, idle.queues.get(channel).spareWords());
          return channel.withDepth(Math.max(1, channel.depth() - spare));
        });
    return pipeline.withChannels(trimmed);
  }

  /** A period of {@code period} steps behind {@code lead} others, from one cycle to another. */
  private record Steady(int lead, int period, long begin, long end) {
    long interval() {
      return Math.floorDiv(end - begin + period - 1, period);
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
        return new Steady(before, step - before, ends.get(before - 1), ends.get(step - 1));
      }
    }
    int lead = ends.size() / 2;
    int period = ends.size() - lead;
    return new Steady(lead, period, ends.get(lead - 1), ends.get(ends.size() - 1));
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
    committed = pipeline.recurrent() ? new TimedQueue(pipeline.steps()) : null;
    pipeline.nodes().forEach(node -> node.stage().match(new Adding(node)));
    for (MultiplierBank bank : pipeline.banks()) {
      for (String member : bank.members()) {
        join(member);
      }
    }
    nodes.add(output);
  }

  /** Adds what a stage is in time. */
  private final class Adding implements Stage.Cases<Void> {
    private final Pipeline.Node node;
    private final TimedSource source;
    private final TimedQueue feed;

    Adding(Pipeline.Node node) {
      this.node = node;
      this.source = node.reads().isEmpty() ? input : queues.get(node.reads().get(0));
      this.feed = queues.get(node.feed());
    }

    @Override
    public Void front(FrontPlan front) {
      nodes.add(new TimedFront(front, input, feed));
      return null;
    }

    @Override
    public Void contract(ContractPlan contract) {
      return member(contract, new TimedContract(contract, source, feed));
    }

    @Override
    public Void expand(ExpandPlan expand) {
      TimedQueue from = queues.get(node.reads().get(0));
      TimedQueue commits = expand.commits() ? committed : null;
      TimedQueue awaited = expand.awaits() ? committed : null;
      return member(expand, new TimedExpand(expand, from, feed, commits, awaited));
    }

    @Override
    public Void cell(CellPlan cell) {
      List<TimedQueue> sums = node.reads().stream().map(queues::get).toList();
      List<TimedQueue> outputs = node.feeds().stream().map(queues::get).toList();
      nodes.add(new TimedCell(cell, sums, outputs, banks.get(cell.name())));
      return null;
    }

    private Void member(Stage stage, TimedNode.Member member) {
      nodes.add(member);
      members.put(stage.name(), member);
      return null;
    }
  }

  private void join(String member) {
    TimedNode.Member node = members.get(member);
    if (node != null) {
      banks.get(member).add(node);
    }
  }

  /**
   * Runs from cycle {@code from} to the end of the next step.
   *
   * @return its last cycle, or the largest long if it takes many times {@code limit}
   */
  private long nextStep(long from, long limit) {
    int steps = output.steps();
    long patience = limit == Long.MAX_VALUE ? allWork() : 16 * limit + 10_000;
    for (long now = from; now < from + patience; ) {
      now += movement.advance(now, from + patience - now);
      if (output.steps() > steps) {
        return now - 1;
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
