package org.kcpfpga.fpga;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of one resource of a part a design takes.
 *
 * @param resource a name for people
 * @param used how many
 * @param available how many the part has
 */
public record Usage(String resource, int used, int available) {
  private static final Pattern LINE =
      Pattern.compile("(?m)^Info:\\s+(\\w+):\\s*(\\d+)/\\s*(\\d+)\\s+\\d+%$");
  private static final Map<String, String> NAMES =
      Map.of(
          "ICESTORM_LC", "logic cells",
          "ICESTORM_DSP", "DSPs",
          "ICESTORM_RAM", "block RAMs",
          "ICESTORM_SPRAM", "SPRAMs",
          "ICESTORM_PLL", "PLLs",
          "SB_IO", "pins",
          "SB_GB", "global nets");

  /** What nextpnr-ice40 prints, of what has a name here or is used. */
  static List<Usage> of(String log) {
    List<Usage> all = new ArrayList<>();
    Matcher line = LINE.matcher(log);
    while (line.find()) {
      int used = Integer.parseInt(line.group(2));
      if (used > 0 || NAMES.containsKey(line.group(1))) {
        String name = NAMES.getOrDefault(line.group(1), line.group(1));
        all.add(new Usage(name, used, Integer.parseInt(line.group(3))));
      }
    }
    return List.copyOf(all);
  }

  /** Whether the part has enough of it. */
  public boolean fits() {
    return used <= available;
  }
}
