package org.kcpfpga.gates;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One small mistake in a core.
 *
 * @param number by which it is selected, from 1
 * @param place instance of the core's top module that it is in; the top itself if it is in none
 * @param command how Yosys makes it, without its selection
 */
public record Mutant(int number, String place, String command) {
  private static final Pattern CELL = Pattern.compile("-cell (\\S+)");
  private static final Pattern WIRE = Pattern.compile("-wire (\\S+)");
  private static final Pattern CONTROL = Pattern.compile("-ctrl \\S+ \\d+ (\\d+) ");
  private static final Pattern SOURCE = Pattern.compile(" -src \\S+");
  private static final Pattern INSTANCE =
      Pattern.compile("(?:\\$flatten)?\\\\?([A-Za-z]\\w*)\\..*");

  /** The name of those in no instance. */
  public static final String TOP = "top";

  /** From a line of Yosys's list. */
  static Mutant of(String line) {
    Matcher control = CONTROL.matcher(line);
    if (!control.find()) {
      throw new IllegalStateException("no selection in " + line);
    }
    String command = SOURCE.matcher(control.replaceFirst("")).replaceAll("");
    return new Mutant(Integer.parseInt(control.group(1)), place(line), command);
  }

  private static String place(String line) {
    for (Pattern pattern : new Pattern[] {CELL, WIRE}) {
      Matcher name = pattern.matcher(line);
      if (name.find()) {
        Matcher instance = INSTANCE.matcher(name.group(1));
        if (instance.matches()) {
          return instance.group(1);
        }
      }
    }
    return TOP;
  }

  /** What is done, where. */
  @Override
  public String toString() {
    return number + " " + place + ": " + command.replace("mutate -mode ", "");
  }
}
