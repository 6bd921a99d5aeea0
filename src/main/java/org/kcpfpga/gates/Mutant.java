package org.kcpfpga.gates;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One small mistake in a core.
 *
 * @param number by which it is selected, from 1
 * @param path instances from the core's top module down to where it is; empty in the top itself
 * @param cell the cell, as it is called in its module
 * @param command how Yosys makes it in the flat netlist, without its selection
 */
public record Mutant(int number, List<String> path, String cell, String command) {
  private static final Pattern CELL = Pattern.compile(" -cell (\\S+)");
  private static final Pattern CONTROL = Pattern.compile("-ctrl \\S+ \\d+ (\\d+) ");
  private static final Pattern WIRE = Pattern.compile(" -wire \\\\?(\\w[\\w.]*)\\.\\w+ -wirebit");

  /** How cells are called that optimisation made. */
  private static final String MADE = "$auto$";

  private static final Pattern SOURCE = Pattern.compile(" -src \\S+");
  private static final Pattern INSTANCE = Pattern.compile("\\\\?([A-Za-z]\\w*)\\.(.*)");

  /** The place of those in no instance. */
  public static final String TOP = "top";

  /** From a line of Yosys's list. */
  static Mutant of(String line) {
    Matcher control = CONTROL.matcher(line);
    Matcher cell = CELL.matcher(line);
    if (!control.find() || !cell.find()) {
      throw new IllegalStateException("no mutation: " + line);
    }
    List<String> path = new ArrayList<>();
    String rest = cell.group(1).replaceFirst("^\\$flatten", "");
    Matcher instance = INSTANCE.matcher(rest);
    while (instance.matches()) {
      path.add(instance.group(1));
      rest = instance.group(2);
      instance = INSTANCE.matcher(rest);
    }
    Matcher wire = WIRE.matcher(line);
    if (path.isEmpty() && rest.startsWith(MADE) && wire.find()) {
      // optimisation made the cell, and its wire says where
      path.addAll(List.of(wire.group(1).split("\\.")));
    }
    String command = SOURCE.matcher(control.replaceFirst("")).replaceAll("");
    int number = Integer.parseInt(control.group(1));
    return new Mutant(number, List.copyOf(path), rest, command);
  }

  /** The instance of the core's top module that it is in. */
  public String place() {
    return path.isEmpty() ? TOP : path.get(0);
  }

  /** What is done, where. */
  @Override
  public String toString() {
    String what = command.replace("mutate -mode ", "").replaceFirst("-module \\S+ -cell \\S+ ", "");
    return String.format(Locale.ROOT, "%d %s: %s: %s", number, String.join(".", path), cell, what);
  }
}
