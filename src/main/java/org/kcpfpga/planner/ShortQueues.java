package org.kcpfpga.planner;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.timing.Timing;

/** Takes from the queues of a pipeline the words without which its interval still is short. */
final class ShortQueues {
  private static final Comparator<Map.Entry<String, Channel>> LARGEST_FIRST =
      Comparator.comparingLong((Map.Entry<String, Channel> entry) -> -bits(entry.getValue()))
          .thenComparing(Map.Entry::getKey);

  private final Pipeline pipeline;
  private final long interval;
  private final Map<String, Channel> channels;

  private ShortQueues(Pipeline pipeline, long interval) {
    this.pipeline = pipeline;
    this.interval = interval;
    this.channels = new HashMap<>(pipeline.channels());
  }

  /**
   * The pipeline with shorter queues, the largest shortened first.
   *
   * @param interval cycles per step that the result keeps to, as {@code pipeline} does
   */
  static Pipeline of(Pipeline pipeline, long interval) {
    ShortQueues queues = new ShortQueues(pipeline, interval);
    List<String> consumers =
        pipeline.channels().entrySet().stream()
            .sorted(LARGEST_FIRST)
            .map(Map.Entry::getKey)
            .toList();
    consumers.forEach(queues::shorten);
    return pipeline.withChannels(queues.channels);
  }

  private static long bits(Channel channel) {
    return (long) channel.depth() * channel.wordTokens() * channel.tokenBits();
  }

  /** The least depth, doubled from trial to trial, that keeps to the interval. */
  private void shorten(String consumer) {
    Channel before = channels.get(consumer);
    for (int depth = least(consumer, before); depth < before.depth(); depth *= 2) {
      channels.put(consumer, before.withDepth(depth));
      if (Timing.within(pipeline.withChannels(channels), interval)) {
        return;
      }
    }
    channels.put(consumer, before);
  }

  /** The systolic front waits for room for a whole fibre. */
  private int least(String consumer, Channel channel) {
    boolean fibres = pipeline.systolic() && consumer.equals(pipeline.after(pipeline.front()));
    return fibres ? IntMath.ceilDiv(pipeline.front().tiles(), channel.pushesPerWord()) : 1;
  }
}
