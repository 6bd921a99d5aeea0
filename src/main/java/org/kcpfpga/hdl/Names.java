package org.kcpfpga.hdl;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The names used inside one block: each once, each a plain Verilog identifier. */
final class Names {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private final String block;
  private final Set<String> taken = new HashSet<>();

  Names(String block) {
    this.block = block;
  }

  /** Reserves {@code name} and returns it; throws if it is taken or no identifier. */
  String claim(String name) {
    check(block, name);
    Checks.require(taken.add(name), block, "a second '" + name + "'", "each name once");
    return name;
  }

  /** A free name of the form {@code stem} and a number. */
  String fresh(String stem) {
    int number = 0;
    while (!taken.add(stem + number)) {
      number++;
    }
    return stem + number;
  }

  boolean isFree(String name) {
    return !taken.contains(name);
  }

  static String check(String place, String name) {
    boolean good = IDENTIFIER.matcher(name).matches() && !ReservedWords.contain(name);
    Checks.require(good, place, "name '" + name + "'", "a Verilog identifier, no keyword");
    return name;
  }
}
