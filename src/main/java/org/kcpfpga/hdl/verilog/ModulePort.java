package org.kcpfpga.hdl.verilog;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A port of a module as it was emitted: one that needs no pin of a kind has none. */
public record ModulePort(String name, int width, boolean input) {
  /** Name and list. */
  static final Pattern HEADER = Pattern.compile("module (\\w+) ?\\((.*?)\\);", Pattern.DOTALL);

  private static final Pattern ENTRY =
      Pattern.compile("(?:(input|output)\\s+)?(?:\\[(\\d+):0\\]\\s*)?(\\w+)");

  /** The ports in the text of a module, in order. */
  public static List<ModulePort> of(String verilog) {
    Matcher header = HEADER.matcher(verilog.replaceAll("//[^\n]*", ""));
    if (!header.find()) {
      throw new IllegalArgumentException("no module header");
    }
    return listed(header.group(2));
  }

  private static List<ModulePort> listed(String list) {
    List<ModulePort> ports = new ArrayList<>();
    boolean input = false;
    int width = 1;
    for (String entry : list.split(",")) {
      MatchResult port = entry(entry.strip());
      if (port.group(1) != null) {
        // what follows without a direction has that of the port before it, and its width
        input = port.group(1).equals("input");
        width = 1;
      }
      width = port.group(2) == null ? width : Integer.parseInt(port.group(2)) + 1;
      ports.add(new ModulePort(port.group(3), width, input));
    }
    return ports;
  }

  private static MatchResult entry(String text) {
    Matcher port = ENTRY.matcher(text);
    if (!port.matches()) {
      throw new IllegalArgumentException("no port: " + text);
    }
    return port.toMatchResult();
  }
}
