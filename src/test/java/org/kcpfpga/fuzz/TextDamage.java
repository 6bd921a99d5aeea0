package org.kcpfpga.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes of JSON, or of Python's dictionaries, that keep most of their structure. */
final class TextDamage {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*+\"|'[^']*+'|[-+]?\\d[\\d.eE+-]*+|\\w++|[^\\s\\w]",
          Pattern.DOTALL);

  private static final String[] NUMBERS = {
    "0",
    "1",
    "-1",
    "-0",
    "2",
    "3",
    "6",
    "12",
    "1.0",
    "0.5",
    "1e3",
    "1e999",
    "-1e999",
    "1e-999",
    "NaN",
    "Infinity",
    "-Infinity",
    "+1",
    "007",
    "0x10",
    "1_000",
    "16777216",
    "16777217",
    "2147483647",
    "2147483648",
    "4294967296",
    "-2147483648",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551615",
    "1".repeat(999),
    "1".repeat(2000),
    "1e2147483647",
    "1e99999999999",
    "\u0663",
  };

  private static final String[] TEXTS = {
    "\"\"",
    "\"\\u0000\"",
    "\"\\ud800\"",
    "\"\\u2028\\u0085\\n\"",
    "\"\u009b31m\"",
    "\"\ufeff\"",
    "\"\ud83d\ude00\"",
    "\"\u202e\"",
    "\"a\\\"b\"",
    "\"3,4\"",
    "\"1,1,1,1,1,1,1\"",
    "\"+3,4\"",
    "\"-1\"",
    "\"2147483648\"",
    "\"16777216,16777216\"",
    "\"lstm\"",
    "\"linear\"",
    "\"F64\"",
    "\"F32\"",
    "\"__metadata__\"",
    "'<f8'",
    "'|u1'",
    "'>f4'",
    "''",
    "'\u2028'",
    "true",
    "null",
    "{}",
    "[]",
    "[[]]",
    "[null]",
    "{\"\":{}}",
    "()",
    "(1,)",
    "(0, 2147483647)",
    "True",
    "/**/",
    "\"" + "x".repeat(3000) + "\"",
    "\"" + "9,".repeat(3000) + "9\"",
  };

  private static final int[] DEPTHS = {2, 40, 999, 1001, 20_000};

  private TextDamage() {}

  /** {@code text} with one change. */
  static String of(Random random, String text) {
    List<int[]> tokens = tokens(text);
    if (tokens.isEmpty()) {
      return pick(random, TEXTS);
    }
    int[] one = tokens.get(random.nextInt(tokens.size()));
    int[] other = tokens.get(random.nextInt(tokens.size()));
    int from = Math.min(one[0], other[0]);
    int to = Math.max(one[1], other[1]);
    return switch (random.nextInt(10)) {
      case 0, 1 -> replaced(text, numberNear(random, tokens, text), pick(random, NUMBERS));
      case 2 -> replaced(text, one, pick(random, TEXTS));
      case 3 -> replaced(text, one, text.substring(other[0], other[1]));
      case 4 -> replaced(text, one, "");
      case 5 -> replaced(text, new int[] {from, to}, "");
      case 6 -> replaced(text, new int[] {to, to}, text.substring(from, to));
      case 7 -> replaced(text, new int[] {to, to}, "," + text.substring(from, to));
      case 8 -> replaced(text, one, nested(random));
      default -> swapped(text, one, other);
    };
  }

  private static List<int[]> tokens(String text) {
    List<int[]> tokens = new ArrayList<>();
    for (Matcher matcher = TOKEN.matcher(text); matcher.find(); ) {
      tokens.add(new int[] {matcher.start(), matcher.end()});
    }
    return tokens;
  }

  /** The first number from some token on, or that token if there is none. */
  private static int[] numberNear(Random random, List<int[]> tokens, String text) {
    int start = random.nextInt(tokens.size());
    for (int i = start; i < tokens.size(); i++) {
      if (Character.isDigit(text.charAt(tokens.get(i)[0]))) {
        return tokens.get(i);
      }
    }
    return tokens.get(start);
  }

  private static String nested(Random random) {
    int depth = DEPTHS[random.nextInt(DEPTHS.length)];
    return switch (random.nextInt(3)) {
      case 0 -> "[".repeat(depth);
      case 1 -> "[".repeat(depth) + "]".repeat(depth);
      default -> "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    };
  }

  private static String replaced(String text, int[] range, String by) {
    return text.substring(0, range[0]) + by + text.substring(range[1]);
  }

  /** With two tokens in each other's places. */
  private static String swapped(String text, int[] one, int[] other) {
    int[] first = one[0] <= other[0] ? one : other;
    int[] second = one[0] <= other[0] ? other : one;
    if (first == second) {
      return text;
    }
    return text.substring(0, first[0])
        + text.substring(second[0], second[1])
        + text.substring(first[1], second[0])
        + text.substring(first[0], first[1])
        + text.substring(second[1]);
  }

  private static String pick(Random random, String[] from) {
    return from[random.nextInt(from.length)];
  }
}
