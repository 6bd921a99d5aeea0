package org.kcpfpga.proof;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.hdl.verilog.ModulePort;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;

/**
 * A core that is proven.
 *
 * @param plan its plan
 * @param design its Verilog
 */
public record Dut(AcceleratorPlan plan, EmittedDesign design) {
  private static final String TOP = "core";
  private static final Set<String> CLOCKING = Set.of("clock", "reset", TopPorts.CLOCK, "aresetn");

  /** Both lists in one. */
  public static <T> List<T> all(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  public Pipeline pipeline() {
    return plan.pipeline();
  }

  public StreamPlan stream() {
    return plan.pipeline().stream();
  }

  /** The module of a block: all modules of a core share what precedes {@code core} in its top. */
  public String module(String name) {
    return design.top().substring(0, design.top().length() - TOP.length()) + name;
  }

  /** The ports of a block, besides clock and reset. */
  public List<Port> ports(String name) {
    return besidesClock(header(name));
  }

  /** All ports of a block. */
  public List<Port> header(String name) {
    return ModulePort.of(text(name)).stream()
        .map(port -> new Port(port.name(), port.width(), port.input()))
        .toList();
  }

  /** How many bits a register of a block has. */
  public int registerBits(String name, String register) {
    Pattern pattern = Pattern.compile("reg +(?:\\[(\\d+):0\\] +)?" + register + ";");
    Matcher found = pattern.matcher(text(name));
    if (!found.find()) {
      throw new IllegalArgumentException("no register " + register + " in " + module(name));
    }
    return found.group(1) == null ? 1 : Integer.parseInt(found.group(1)) + 1;
  }

  private String text(String name) {
    String text = design.verilog().get(module(name) + ".v");
    if (text == null) {
      throw new IllegalArgumentException("no module " + module(name));
    }
    return text;
  }

  /** All ports of the queue of a channel. */
  public static List<Port> queue(Channel channel) {
    int in = channel.inTokens() * channel.tokenBits() + channel.flagBits();
    int out = channel.outTokens() * channel.tokenBits() + channel.flagBits();
    return List.of(
        new Port("clock", 1, true),
        new Port("reset", 1, true),
        new Port("push", 1, true),
        new Port("push_data", in, true),
        new Port("credit", 1, false),
        new Port("valid", 1, false),
        new Port("data", out, false),
        new Port("pop", 1, true));
  }

  /** These ports without clock and reset. */
  public static List<Port> besidesClock(List<Port> ports) {
    return ports.stream().filter(port -> !CLOCKING.contains(port.name())).toList();
  }

  /** The queue of committed steps, which has no consumer's name. */
  public Channel steps() {
    return pipeline().steps();
  }
}
