package org.kcpfpga.planner;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.timing.Timing;

/**
 * Takes from the queues of a pipeline the words without which its interval and its latency still
 * are short: of the largest queue first, as long as patience lasts; then those that no cycle needs.
 */
final class ShortQueues {
  /** Cycles that may be timed, about. */
  private static final long PATIENCE = 20_000_000;

  private static final Comparator<Map.Entry<String, Channel>> LARGEST_FIRST =
      Comparator.comparingLong((Map.Entry<String, Channel> entry) -> -bits(entry.getValue()))
          .thenComparing(Map.Entry::getKey);

  private final Pipeline pipeline;
  private final long interval;
  private final long latency;
  private final Map<String, Channel> channels;
  private long patience = PATIENCE;

  private ShortQueues(Pipeline pipeline, long interval, long latency) {
    this.pipeline = pipeline;
    this.interval = interval;
    this.latency = latency;
    this.channels = new HashMap<>(pipeline.channels());
  }

  /**
   * The pipeline with shorter queues.
   *
   * @param interval cycles per step that the result keeps to, as {@code pipeline} does
   * @param latency cycles of a step in an idle core, likewise
   */
  static Pipeline of(Pipeline pipeline, long interval, long latency) {
    ShortQueues queues = new ShortQueues(pipeline, interval, latency);
    List<String> consumers =
        pipeline.channels().entrySet().stream()
            .sorted(LARGEST_FIRST)
            .map(Map.Entry::getKey)
            .toList();
    consumers.forEach(queues::shorten);
    return Timing.trimmed(pipeline.withChannels(queues.channels));
  }

  private static long bits(Channel channel) {
    return (long) channel.depth() * channel.wordTokens() * channel.tokenBits();
  }

  /** The least depth, doubled from trial to trial, that keeps to the cycles. */
  private void shorten(String consumer) {
    Channel before = channels.get(consumer);
    for (int depth = least(consumer, before); depth < before.depth(); depth *= 2) {
      channels.put(consumer, before.withDepth(depth));
      if (keeps(pipeline.withChannels(channels))) {
        return;
      }
    }
    channels.put(consumer, before);
  }

  private boolean keeps(Pipeline shorter) {
    if (patience <= 0) {
      return false;
    }
    patience -= Bench.STEPS * interval;
    if (!Timing.within(shorter, interval)) {
      return false;
    }
    patience -= interval;
    return Timing.latency(shorter) <= latency;
  }

  /** The systolic front waits for room for a whole fibre. */
  private int least(String consumer, Channel channel) {
    boolean fibres = pipeline.systolic() && consumer.equals(pipeline.after(pipeline.front()));
    return fibres ? IntMath.ceilDiv(pipeline.front().tiles(), channel.pushesPerWord()) : 1;
  }
}
