package org.kcpfpga.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.plan.boundary.Port;

/** Reads the ports of a module as it was emitted: one that needs no pin of a kind has none. */
final class ModuleHeader {
  private static final Pattern HEADER = Pattern.compile("module \\w+\\((.*?)\\);", Pattern.DOTALL);
  private static final Pattern ENTRY =
      Pattern.compile("(?:(input|output)\\s+)?(?:\\[(\\d+):0\\]\\s*)?(\\w+)");

  private ModuleHeader() {}

  /** The ports in the text of a module, in order. */
  static List<Port> ports(String verilog) {
    Matcher header = HEADER.matcher(verilog.replaceAll("//[^\n]*", ""));
    if (!header.find()) {
      throw new IllegalArgumentException("no module header");
    }
    List<Port> ports = new ArrayList<>();
    boolean input = false;
    int width = 1;
    for (String entry : header.group(1).split(",")) {
      Matcher port = ENTRY.matcher(entry.strip());
      if (!port.matches()) {
        throw new IllegalArgumentException("no port: " + entry.strip());
      }
      if (port.group(1) != null) {
        // what follows without a direction has that of the port before it, and its width
        input = port.group(1).equals("input");
        width = 1;
      }
      width = port.group(2) == null ? width : Integer.parseInt(port.group(2)) + 1;
      ports.add(new Port(port.group(3), width, input));
    }
    return ports;
  }
}
