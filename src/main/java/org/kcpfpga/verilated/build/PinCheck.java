package org.kcpfpga.verilated.build;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.plan.boundary.Port;

/**
 * Compares the port list with the pins Verilator found. A forgotten or misjudged pin would
 * otherwise show as a C++ error, or as a value silently cut.
 */
final class PinCheck {
  // In the class of the model: VL_IN8(&name,msb,lsb); VL_OUTW(&name,msb,lsb,words);
  private static final Pattern PIN =
      Pattern.compile("VL_(IN|OUT|INOUT)(?:8|16|64|W)?\\(&(\\w+),(\\d+),(\\d+)");

  private PinCheck() {}

  /** Throws {@link VerilatedFailure} naming the first pin that differs. */
  static void check(String top, String modelHeader, List<Port> ports) {
    Map<String, Port> found = found(modelHeader);
    Port clock = Port.input(VerilatedSource.CLOCK, 1);
    compare(top, clock, found.remove(clock.name()));
    for (Port port : ports) {
      compare(top, port, found.remove(port.name()));
    }
    if (!found.isEmpty()) {
      throw new VerilatedFailure(top + ": pins missing from the port list: " + found.keySet());
    }
  }

  private static void compare(String top, Port listed, Port found) {
    if (!listed.equals(found)) {
      String what = found == null ? "no such pin" : describe(found);
      throw new VerilatedFailure(
          String.format(
              Locale.ROOT, "%s.%s: %s (expected: %s)", top, listed.name(), what, describe(listed)));
    }
  }

  private static String describe(Port port) {
    return (port.input() ? "input of " : "output of ") + port.width() + " bits";
  }

  private static Map<String, Port> found(String modelHeader) {
    Map<String, Port> pins = new LinkedHashMap<>();
    Matcher pin = PIN.matcher(modelHeader);
    while (pin.find()) {
      int width = Integer.parseInt(pin.group(3)) - Integer.parseInt(pin.group(4)) + 1;
      pins.put(pin.group(2), new Port(pin.group(2), width, pin.group(1).equals("IN")));
    }
    return pins;
  }
}
