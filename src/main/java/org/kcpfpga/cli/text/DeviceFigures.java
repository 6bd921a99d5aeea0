package org.kcpfpga.cli.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.kcpfpga.link.device.RegisterAccess;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.TopPorts;

/** The registers of a core that tell how it fares, by name. */
public record DeviceFigures(Map<String, Object> values) {
  /** The last word that an address of the core can name. */
  private static final int END = (1 << TopPorts.ADDRESS_BITS) - 4;

  /**
   * Reads them as they stand; with a plan the saturation counters have the names of its stages, and
   * what the counters can hold is known.
   */
  public static DeviceFigures read(RegisterAccess registers, AcceleratorPlan plan) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(
        "checksum", String.format(Locale.ROOT, "%08x", registers.read(RegisterMap.CHECKSUM)));
    values.put("atRest", (registers.read(RegisterMap.CONTROL) & RegisterMap.AT_REST) != 0);
    values.put("errors", errors(registers.read(RegisterMap.ERRORS)));
    values.put("steps", count(registers, RegisterMap.STEPS));
    values.put("busy", count(registers, RegisterMap.BUSY));
    values.put("starved", count(registers, RegisterMap.STARVED));
    values.put("stalled", count(registers, RegisterMap.STALLED));
    values.put("dropped", count(registers, RegisterMap.DROPPED));
    values.put("saturations", plan == null ? saturations(registers) : named(registers, plan));
    if (plan != null) {
      values.put("eventsModulo", 1L << plan.design().counters().events());
      values.put("saturationsAtMost", (1L << plan.design().counters().saturations()) - 1);
    }
    return new DeviceFigures(values);
  }

  private static long count(RegisterAccess registers, int address) {
    return Integer.toUnsignedLong(registers.read(address));
  }

  private static List<String> errors(int flags) {
    List<String> errors = new ArrayList<>();
    if ((flags & RegisterMap.SHORT_FRAME) != 0) {
      errors.add("short frame");
    }
    if ((flags & RegisterMap.LONG_FRAME) != 0) {
      errors.add("long frame");
    }
    if ((flags & RegisterMap.WRONG_SEQUENCE) != 0) {
      errors.add("no such sequence");
    }
    return errors;
  }

  private static Map<String, Long> named(RegisterAccess registers, AcceleratorPlan plan) {
    Map<String, Long> counts = new LinkedHashMap<>();
    int address = RegisterMap.SATURATIONS;
    for (String name : plan.saturationNames()) {
      counts.put(name, count(registers, address));
      address += 4;
    }
    return counts;
  }

  /** All counters up to the first address that the core refuses, by number. */
  private static Map<String, Long> saturations(RegisterAccess registers) {
    Map<String, Long> counts = new LinkedHashMap<>();
    int address = RegisterMap.SATURATIONS;
    OptionalInt found = registers.find(address);
    while (found.isPresent() && address < END) {
      counts.put("stage " + counts.size(), Integer.toUnsignedLong(found.getAsInt()));
      address += 4;
      found = registers.find(address);
    }
    return counts;
  }
}
