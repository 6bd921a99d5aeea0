package org.kcpfpga.hdl;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The names used inside one block: each once, each a plain Verilog identifier. */
final class Names {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  /** Words of Verilog and SystemVerilog that a design may be tempted to use as names. */
  private static final Set<String> RESERVED =
      Set.of(
          "always",
          "and",
          "assert",
          "assign",
          "begin",
          "bind",
          "bit",
          "buf",
          "byte",
          "case",
          "cell",
          "class",
          "config",
          "const",
          "context",
          "cover",
          "default",
          "design",
          "disable",
          "do",
          "edge",
          "else",
          "end",
          "enum",
          "event",
          "expect",
          "export",
          "extends",
          "final",
          "first_match",
          "for",
          "force",
          "forever",
          "fork",
          "function",
          "generate",
          "global",
          "if",
          "import",
          "include",
          "initial",
          "inout",
          "input",
          "inside",
          "instance",
          "int",
          "integer",
          "interface",
          "join",
          "large",
          "library",
          "local",
          "logic",
          "long",
          "longint",
          "matches",
          "medium",
          "module",
          "nand",
          "new",
          "nor",
          "not",
          "null",
          "or",
          "output",
          "package",
          "packed",
          "parameter",
          "posedge",
          "negedge",
          "priority",
          "program",
          "property",
          "protected",
          "pulldown",
          "pullup",
          "pure",
          "rand",
          "real",
          "ref",
          "reg",
          "release",
          "repeat",
          "restrict",
          "return",
          "sequence",
          "shortint",
          "signed",
          "small",
          "specify",
          "static",
          "string",
          "strong",
          "struct",
          "super",
          "supply",
          "table",
          "tagged",
          "task",
          "this",
          "time",
          "tran",
          "tri",
          "type",
          "union",
          "unique",
          "unsigned",
          "use",
          "var",
          "vectored",
          "virtual",
          "void",
          "wait",
          "weak",
          "while",
          "wire",
          "with",
          "within",
          "xnor",
          "xor");

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
    boolean good = IDENTIFIER.matcher(name).matches() && !RESERVED.contains(name);
    Checks.require(good, place, "name '" + name + "'", "a Verilog identifier, no keyword");
    return name;
  }
}
