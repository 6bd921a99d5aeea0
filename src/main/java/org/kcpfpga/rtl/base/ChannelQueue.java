package org.kcpfpga.rtl.base;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.HandWritten;
import org.kcpfpga.plan.Channel;

/**
 * A channel, one {@code kcp_queue}: collects narrow beats, queues words, hands out narrow beats.
 */
public final class ChannelQueue {
  private static final String MODULE = "kcp_queue";

  public final Sink in;
  public final Source out;

  public ChannelQueue(Block block, Channel channel) {
    HandWritten queue =
        block
            .handWritten(MODULE)
            .contains("kcp_lutram")
            .parameters(parameters(channel))
            .inBool("push")
            .in("push_data", inBits(channel) + channel.flagBits())
            .outBool("credit")
            .outBool("valid")
            .out("data", outBits(channel) + channel.flagBits())
            .inBool("pop")
            .make(channel.name());
    in = new Sink(queue.inBool("push"), queue.in("push_data"), queue.outBool("credit"));
    out = new Source(queue.outBool("valid"), queue.out("data"), queue.inBool("pop"));
  }

  /** The module, as it is instantiated for a channel. */
  public static String module(Channel channel) {
    return MODULE + override(parameters(channel));
  }

  /** Values of parameters as Verilog has them in an instance. */
  static String override(Map<String, Integer> parameters) {
    return new TreeMap<>(parameters)
        .entrySet().stream()
            .map(entry -> "." + entry.getKey() + "(" + entry.getValue() + ")")
            .collect(Collectors.joining(", ", " #(", ")"));
  }

  private static Map<String, Integer> parameters(Channel channel) {
    return Map.of(
        "DEPTH", channel.depth(),
        "IN_BITS", inBits(channel),
        "OUT_BITS", outBits(channel),
        "FLAGS", channel.flagBits(),
        "PUSHES", channel.pushesPerWord(),
        "POPS", channel.popsPerWord(),
        "AHEAD", channel.ahead() ? 1 : 0);
  }

  private static int inBits(Channel channel) {
    return channel.inTokens() * channel.tokenBits();
  }

  private static int outBits(Channel channel) {
    return channel.outTokens() * channel.tokenBits();
  }
}
