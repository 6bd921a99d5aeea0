package org.kcpfpga.fpga;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;

/**
 * Pins of a core that together are a bus, a clock or a reset.
 *
 * @param name as in the names of its pins
 * @param library of the bus definition: {@code interface} or {@code signal}
 * @param type name of the bus definition
 * @param master whether the core is the master
 * @param pins logical to physical name
 * @param parameters of the bus, for the tool that connects it
 */
record BusInterface(
    String name,
    String library,
    String type,
    boolean master,
    Map<String, String> pins,
    Map<String, String> parameters) {
  static final String REGISTERS = "s_axil";
  private static final String RESET = "aresetn";

  /** All interfaces of a core; every pin is in one of them. */
  static List<BusInterface> of(List<Port> ports) {
    List<BusInterface> all = new ArrayList<>(usual(ports));
    if (ports.stream().anyMatch(port -> port.name().equals(TopPorts.INTERRUPT))) {
      Map<String, String> level = Map.of("SENSITIVITY", "LEVEL_HIGH");
      Map<String, String> pins = Map.of("INTERRUPT", TopPorts.INTERRUPT);
      all.add(new BusInterface(TopPorts.INTERRUPT, "signal", "interrupt", true, pins, level));
    }
    return List.copyOf(all);
  }

  private static List<BusInterface> usual(List<Port> ports) {
    return List.of(
        bus(ports, "s_axis", "axis", false, Map.of()),
        bus(ports, "m_axis", "axis", true, Map.of()),
        bus(ports, REGISTERS, "aximm", false, Map.of("PROTOCOL", "AXI4LITE")),
        signal(TopPorts.CLOCK, "clock", "CLK", clockParameters()),
        signal(RESET, "reset", "RST", Map.of("POLARITY", "ACTIVE_LOW")));
  }

  private static Map<String, String> clockParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("ASSOCIATED_BUSIF", "s_axis:m_axis:" + REGISTERS);
    parameters.put("ASSOCIATED_RESET", RESET);
    return parameters;
  }

  /** The pins {@code name_x}, each mapped to the logical X. */
  private static BusInterface bus(
      List<Port> ports, String name, String type, boolean master, Map<String, String> parameters) {
    Map<String, String> pins = new LinkedHashMap<>();
    for (Port port : ports) {
      if (port.name().startsWith(name + "_")) {
        String logical = port.name().substring(name.length() + 1).toUpperCase(Locale.ROOT);
        pins.put(logical, port.name());
      }
    }
    return new BusInterface(name, "interface", type, master, pins, parameters);
  }

  private static BusInterface signal(
      String name, String type, String logical, Map<String, String> parameters) {
    return new BusInterface(name, "signal", type, false, Map.of(logical, name), parameters);
  }
}
