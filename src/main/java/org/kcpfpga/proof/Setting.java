package org.kcpfpga.proof;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.plan.Port;

/** Writes {@code plan.svh}: constants of the plan and the registers that a wrapper looks at. */
final class Setting {
  private final StringBuilder text = new StringBuilder("`default_nettype none\n");

  /** A macro: the name of a module, or a choice. */
  Setting define(String name, String value) {
    text.append("`define ").append(name).append(' ').append(value).append('\n');
    return this;
  }

  /** A choice that is made where it holds. */
  Setting choice(String name, boolean holds) {
    return holds ? define(name, "") : this;
  }

  /** The module {@code DUT} and a wire for each of its ports: inputs take any value. */
  Setting dut(Subject subject, String block) {
    define("DUT", subject.module(block));
    for (Port port : subject.ports(block)) {
      define("HAS_" + port.name(), "");
      if (port.input()) {
        any(port.name(), port.width());
      } else {
        text.append("wire ").append(range(port.width())).append(port.name()).append(";\n");
      }
    }
    return this;
  }

  /** A wire that takes any value in every cycle. */
  Setting any(String name, int bits) {
    text.append("(* anyseq *) wire ").append(range(bits)).append(name).append(";\n");
    return this;
  }

  Setting constant(String name, long value) {
    text.append("localparam ").append(name).append(" = ").append(value).append(";\n");
    return this;
  }

  /**
   * A register, by its place below the wrapper ({@code dut.words.watched}).
   *
   * <p>Yosys connects a wire that has the attribute {@code hierconn} and the name of a register
   * when it flattens the design; the script refuses to go on if one stays unconnected.
   */
  Setting probe(String name, String place, int bits) {
    connection(place, bits);
    return wire(name, bits, "\\" + place + " ");
  }

  /** A register that counts 0 to bound - 1, and is absent if that is 0 only. */
  Setting counter(String name, String place, int bound) {
    return bound == 1 ? absent(name) : probe(name, place, Bits.indexWidth(bound));
  }

  /** A part of an address of the module under proof, absent if it is always zero. */
  Setting walk(String name, int bits, int count) {
    return count == 1 ? absent(name) : probe(name, "dut." + name, bits);
  }

  /** A register that this core has no need of; it reads as zero. */
  Setting absent(String name) {
    return wire(name, 1, "1'b0");
  }

  /** The registers {@code place0 ... place(count-1)}, that of the lowest number lowest. */
  Setting probes(String name, String place, int first, int count, int bits) {
    List<String> parts = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      connection(place + i, bits);
      parts.add(0, "\\" + place + i + " ");
    }
    return wire(name, count * bits, "{" + String.join(", ", parts) + "}");
  }

  private void connection(String place, int bits) {
    text.append("(* hierconn *) wire ").append(range(bits));
    text.append('\\').append(place).append(" ;\n");
  }

  private Setting wire(String name, int bits, String value) {
    text.append("wire ").append(range(bits)).append(name).append(" = ").append(value);
    text.append(";\n");
    return this;
  }

  private static String range(int bits) {
    return "[" + (bits - 1) + ":0] ";
  }

  String text() {
    return text.toString();
  }
}
