package org.kcpfpga.proof;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes {@code registers.svh} for {@code twins}: what induction needs to know of two copies of a
 * block is that the registers which their control depends on are equal.
 */
final class Registers {
  private static final Pattern REGISTER =
      Pattern.compile("; yosys-smt2-register [ab]\\.(\\S+) (\\d+)");

  private Registers() {}

  /** {@code model}: the copies as SMT2, with no more left than the control outputs depend on. */
  static String equal(String model) {
    Map<String, Integer> registers = new TreeMap<>();
    Matcher found = REGISTER.matcher(model);
    while (found.find()) {
      registers.put(found.group(1), Integer.valueOf(found.group(2)));
    }
    Harness setting = new Harness();
    registers.forEach(setting::equal);
    return setting.text();
  }
}
