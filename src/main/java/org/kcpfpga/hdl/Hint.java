package org.kcpfpga.hdl;

/**
 * The name of an intermediate that nobody named, from how it is made: {@code count_is_5}, {@code
 * sum_plus_half}. It shows where firtool needs a wire for the intermediate.
 *
 * @param text a name, or the digits of a constant
 * @param root the first name in it; null in a constant
 */
record Hint(String text, String root) {
  /** Of longer names only the root and the last operator are kept. */
  private static final int LONGEST = 32;

  private static final int LONGEST_CONSTANT = 7;

  /** What tells Chisel and firtool that a name may go with what it names. */
  private static final String MARK = "_";

  static Hint named(String name) {
    return new Hint(name, name);
  }

  static Hint constant(String digits) {
    boolean fits = digits.length() <= LONGEST_CONSTANT;
    return new Hint(fits ? digits.replace("-", "minus_") : "constant", null);
  }

  /** What {@code operator} makes of its operands. */
  static Hint of(String operator, Value... operands) {
    Hint first = operands[0].hint();
    return switch (operator) {
      case "asBits", "asSigned", "widen" -> first;
      case "not" -> first.after("not");
      case "andAll" -> first.after("all");
      case "orAll" -> first.after("any");
      case "xorAll" -> first.after("parity");
      case "concat" -> first.with("", operands[1].hint());
      case "eq" -> first.with("is_", operands[1].hint());
      case "lessThan" -> first.with("below_", operands[1].hint());
      case "greaterOrEqual" -> first.with("from_", operands[1].hint());
      case "mux" -> pick(first, operands[1].hint(), operands[2].hint());
      default -> first.with(operator + "_", operands[1].hint());
    };
  }

  private static Hint pick(Hint select, Hint whenTrue, Hint whenFalse) {
    return whenTrue.root == null ? whenFalse.with("unless_", select) : whenTrue.with("if_", select);
  }

  /** This and bits of it. */
  Hint bits(int high, int low) {
    return fit(text + "_" + (high == low ? "" + low : high + "_" + low), root, "bits");
  }

  private Hint with(String word, Hint right) {
    return fit(text + "_" + word + right.text, root == null ? right.root : root, word + "more");
  }

  private Hint after(String word) {
    return fit(word + "_" + text, root, word);
  }

  private static Hint fit(String text, String root, String last) {
    boolean good = text.length() <= LONGEST && Character.isLetter(text.charAt(0));
    String first = root == null ? "constant" : root;
    return new Hint(good ? text : first + "_" + last, first);
  }

  /** As a seed for Chisel. */
  String seed() {
    return MARK + text;
  }

  /** Whether a seed is no name that somebody gave. */
  static boolean isSeed(String seed) {
    return seed.startsWith(MARK);
  }
}
