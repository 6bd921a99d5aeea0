package org.kcpfpga.plan.boundary;

import java.util.List;
import java.util.regex.Pattern;
import org.kcpfpga.common.UserError;

/**
 * One pin of a top module, as declared: the port list is the order in which harness and driver lay
 * out a cycle.
 *
 * @param name as in the Verilog: letters, digits and single underscores
 * @param width in bits, at least 1
 * @param input whether the design reads it
 */
public record Port(String name, int width, boolean input) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z]([A-Za-z0-9]|_(?!_))*");

  /** Checks name and width; a {@link UserError} names the one that is wrong. */
  public Port {
    if (!NAME.matcher(name).matches()) {
      throw UserError.at("port", name, "letters, digits and single underscores");
    }
    if (width < 1) {
      throw UserError.at("port " + name + ": width", width, "at least 1 bit");
    }
  }

  /** An input of {@code width} bits. */
  public static Port input(String name, int width) {
    return new Port(name, width, true);
  }

  /** An output of {@code width} bits. */
  public static Port output(String name, int width) {
    return new Port(name, width, false);
  }

  /** Words of 32 bits that hold one value: ceil(width / 32). */
  public int words() {
    return (width + Integer.SIZE - 1) / Integer.SIZE;
  }

  /** The ports of one direction, in order. */
  public static List<Port> only(List<Port> ports, boolean input) {
    return ports.stream().filter(p -> p.input() == input).toList();
  }
}
