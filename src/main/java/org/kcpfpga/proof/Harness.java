package org.kcpfpga.proof;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.boundary.Port;

/** Writes {@code plan.svh}: constants of the plan and the registers that a wrapper looks at. */
public final class Harness {
  private final StringBuilder text = new StringBuilder("`default_nettype none\n");

  /** A macro: the name of a module, or a choice. */
  public Harness define(String name, String value) {
    text.append("`define ").append(name).append(' ').append(value).append('\n');
    return this;
  }

  /** A choice that is made where it holds. */
  public Harness choice(String name, boolean holds) {
    return holds ? define(name, "") : this;
  }

  /** The module {@code DUT} and a wire for each of its ports: inputs take any value. */
  public Harness dut(Dut subject, String block) {
    driven(subject, block);
    for (Port port : subject.ports(block)) {
      if (port.input()) {
        any("any_" + port.name(), port.width());
        text.append("assign ").append(port.name()).append(" = any_");
        text.append(port.name()).append(";\n");
      }
    }
    return this;
  }

  /** As {@link #dut}, but the wrapper drives the inputs. */
  public Harness driven(Dut subject, String block) {
    define("DUT", subject.module(block));
    for (Port port : subject.ports(block)) {
      define("HAS_" + port.name(), "");
      text.append("wire ").append(range(port.width())).append(port.name()).append(";\n");
    }
    return this;
  }

  /** A wire that takes any value in every cycle. */
  public Harness any(String name, int bits) {
    text.append("(* anyseq *) wire ").append(range(bits)).append(name).append(";\n");
    return this;
  }

  public Harness constant(String name, long value) {
    text.append("localparam ").append(name).append(" = ").append(value).append(";\n");
    return this;
  }

  /**
   * A register, by its place below the wrapper ({@code dut.words.watched}).
   *
   * <p>Yosys connects a wire that has the attribute {@code hierconn} and the name of a register
   * when it flattens the design; the script refuses to go on if one stays unconnected.
   */
  public Harness probe(String name, String place, int bits) {
    connection(place, bits);
    return wire(name, bits, "\\" + place + " ");
  }

  /** A register that counts 0 to bound - 1, and is absent if that is 0 only. */
  public Harness counter(String name, String place, int bound) {
    return bound == 1 ? absent(name) : probe(name, place, Bits.indexWidth(bound));
  }

  /**
   * Loops in each other, the innermost first.
   *
   * @param module of the loops, with the names of their counters there
   * @param ahead whether registers say which of them are at their last values, by themselves and
   *     with all inner ones
   */
  public Harness nest(String module, List<Loop> loops, boolean ahead) {
    List<String> last = new ArrayList<>();
    for (Loop loop : loops) {
      String place = module + "." + loop.counter();
      counter(loop.name(), place, loop.bound());
      if (ahead && loop.bound() > 1) {
        String own = loop.name() + " == " + (loop.bound() - 1);
        last.add(own);
        if (loop.bound() > 2) {
          follows(loop.name(), place, "_last", own);
        }
        if (last.size() > 1) {
          follows(loop.name(), place, "_due", String.join(" && ", last));
        }
      }
    }
    return this;
  }

  /**
   * A loop of a nest.
   *
   * @param name in the wrapper
   * @param counter in the module
   * @param bound of the counter
   */
  public record Loop(String name, String counter, int bound) {}

  /** The level of a counter of credits, with the register that says whether there are enough. */
  public Harness credits(String name, String place, Channel out, int needed) {
    probe(name, place + ".level", Bits.indexWidth(out.credits() + 1));
    connection(place + ".available", 1);
    return holds(
        name + "_enough", "\\" + place + ".available  == (" + name + " >= " + needed + ")");
  }

  private Harness follows(String name, String place, String suffix, String value) {
    connection(place + suffix, 1);
    return holds(name + suffix, "\\" + place + suffix + "  == (" + value + ")");
  }

  private Harness holds(String label, String statement) {
    text.append("always @* if (live) begin ").append(label).append("_holds: assert (");
    text.append(statement).append("); end\n");
    return this;
  }

  /** A part of an address of the module under proof, absent if it is always zero. */
  public Harness walk(String name, int bits, int count) {
    return count == 1 ? absent(name) : probe(name, "dut." + name, bits);
  }

  /** A register that this core has no need of; it reads as zero. */
  public Harness absent(String name) {
    return wire(name, 1, "1'b0");
  }

  /** The registers {@code place0 ... place(count-1)}, that of the lowest number lowest. */
  public Harness probes(String name, String place, int first, int count, int bits) {
    List<String> parts = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      connection(place + i, bits);
      parts.add(0, "\\" + place + i + " ");
    }
    return wire(name, count * bits, "{" + String.join(", ", parts) + "}");
  }

  /**
   * A port of two copies, {@code a} and {@code b}: the lowest {@code data} bits of an input are
   * free in each of them, the others are the same; the others of an output are to be the same.
   */
  public Harness twins(Port port, int data) {
    String range = range(port.width());
    int control = port.width() - data;
    for (String copy : List.of("a_", "b_")) {
      if (port.input() && data > 0) {
        any(copy + port.name() + "_data", data);
      }
      text.append("wire ").append(range).append(copy).append(port.name()).append(";\n");
    }
    if (port.input() && control > 0) {
      any(port.name() + "_control", control);
    }
    return port.input() ? drive(port, data) : agree(port, data);
  }

  private Harness drive(Port port, int data) {
    for (String copy : List.of("a_", "b_")) {
      List<String> parts = new ArrayList<>();
      if (port.width() > data) {
        parts.add(port.name() + "_control");
      }
      if (data > 0) {
        parts.add(copy + port.name() + "_data");
      }
      text.append("assign ").append(copy).append(port.name());
      text.append(" = {").append(String.join(", ", parts)).append("};\n");
    }
    return this;
  }

  private Harness agree(Port port, int data) {
    if (port.width() > data) {
      String bits = "[" + (port.width() - 1) + ":" + data + "]";
      String name = port.name();
      text.append("always @* if (live) begin ").append(name).append("_agrees: assert (a_");
      text.append(name).append(bits).append(" == b_").append(name).append(bits);
      text.append("); end\n");
    }
    return this;
  }

  /** The two copies. */
  public Harness copies(List<Port> ports) {
    for (String copy : List.of("a", "b")) {
      List<String> pins = new ArrayList<>();
      for (Port port : ports) {
        boolean shared = port.name().equals("clock") || port.name().equals("reset");
        String wire = shared ? port.name() : copy + "_" + port.name();
        pins.add("." + port.name() + "(" + wire + ")");
      }
      text.append("`DUT ").append(copy).append(" (").append(String.join(", ", pins));
      text.append(");\n");
    }
    return this;
  }

  /** A register of two copies, which begins with the same value in both, and is to keep it. */
  Harness equal(String place, int bits) {
    connection("a." + place, bits);
    connection("b." + place, bits);
    String same = "(\\a." + place + "  == \\b." + place + " );";
    String label = "same_" + place.replaceAll("\\W", "_");
    text.append("always @* if (!started) assume ").append(same);
    text.append(" else begin ").append(label).append(": assert ").append(same).append(" end\n");
    return this;
  }

  private void connection(String place, int bits) {
    text.append("(* hierconn *) wire ").append(range(bits));
    text.append('\\').append(place).append(" ;\n");
  }

  private Harness wire(String name, int bits, String value) {
    text.append("wire ").append(range(bits)).append(name).append(" = ").append(value);
    text.append(";\n");
    return this;
  }

  private static String range(int bits) {
    return "[" + (bits - 1) + ":0] ";
  }

  public String text() {
    return text.toString();
  }
}
