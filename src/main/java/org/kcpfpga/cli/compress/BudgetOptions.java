package org.kcpfpga.cli.compress;

import java.util.List;
import org.kcpfpga.cli.weights.FormatOptions;
import org.kcpfpga.common.UserError;
import org.kcpfpga.compress.Budget;
import org.kcpfpga.compress.ModeSearch;
import org.kcpfpga.distillation.Fitter.Modes;
import org.kcpfpga.format.model.FormatModel;
import picocli.CommandLine.Option;

/** What may be spent, or lost, and on which modes. */
final class BudgetOptions {
  @Option(
      names = "--parameters",
      paramLabel = "P",
      description = "The most factor entries of each operator.")
  private Long parameters;

  @Option(
      names = "--accuracy-drop",
      paramLabel = "D",
      description = {
        "Instead: the smallest model whose validation accuracy after training is",
        "at most D points below the dense one's; needs --data."
      })
  private Double drop;

  @Option(names = "--terms", paramLabel = "K", description = "Instead: terms of each operator,")
  private Integer terms;

  @Option(
      names = "--ranks",
      paramLabel = "R",
      description = "and the rank of every mode, cut to what a mode can use.")
  private Integer ranks;

  @Option(names = "--in", description = "Modes of the input; else those that fit best.")
  private String in;

  @Option(names = "--out", description = "As many modes of the hidden units, without gates.")
  private String out;

  @Option(
      names = "--modes",
      paramLabel = "D",
      defaultValue = "3",
      description = "The most modes that are searched, 2 to 4 (default: ${DEFAULT-VALUE}).")
  private int most;

  /** The most modes that are searched. */
  int most() {
    return most;
  }

  /** Points of accuracy that may be lost, or null. */
  Double drop() {
    return drop;
  }

  /**
   * Refuses what means nothing.
   *
   * @param data whether there are any
   * @throws UserError naming the option
   */
  void check(boolean data) {
    if ((in == null) != (out == null)) {
      throw UserError.at(in == null ? "--in" : "--out", "missing", "both --in and --out, or none");
    }
    boolean shaped = terms != null && ranks != null;
    boolean some = terms != null || ranks != null;
    if (parameters == null && drop == null && !shaped) {
      throw UserError.at(
          "--parameters", "missing", "--parameters, --accuracy-drop, or --terms and --ranks");
    }
    if (parameters != null && (drop != null || some) || drop != null && some) {
      throw UserError.at(
          parameters != null ? "--parameters" : "--accuracy-drop",
          "with " + (parameters != null && drop != null ? "--accuracy-drop" : "--terms or --ranks"),
          "--parameters, --accuracy-drop, or --terms and --ranks");
    }
    require("--parameters", parameters);
    require("--terms", terms == null ? null : (Long) terms.longValue());
    require("--ranks", ranks == null ? null : (Long) ranks.longValue());
    if (most < 2 || most > ModeSearch.MOST_MODES) {
      throw UserError.at("--modes", most, "2 to " + ModeSearch.MOST_MODES);
    }
    if (drop != null && !(drop >= 0 && drop <= 100)) {
      throw UserError.at("--accuracy-drop", drop, "0 to 100 points");
    }
    if (drop != null && !data) {
      throw UserError.at("--accuracy-drop", drop, "--data, which measures accuracy");
    }
  }

  private static void require(String option, Long value) {
    if (value != null && (value < 1 || value > 1 << 24)) {
      throw UserError.at(option, value, "1 to 2^24");
    }
  }

  /** Of each operator; not for an accuracy. */
  Budget budget() {
    return parameters == null ? new Budget(0, terms, ranks) : new Budget(parameters, 1, 1);
  }

  /**
   * The modes that were given, or null.
   *
   * @throws UserError if they do not multiply out
   */
  Modes modes(FormatModel dense) {
    if (in == null) {
      return null;
    }
    int[] columns = modes("--in", in, dense.inSize());
    int[] rows = modes("--out", out, dense.hiddenSize());
    if (rows.length != columns.length) {
      throw UserError.at("--out", out, columns.length + " modes, as many as --in " + in);
    }
    return new Modes(columns, rows);
  }

  private static int[] modes(String option, String text, int size) {
    List<Integer> numbers = FormatOptions.numbers(option, text);
    long product = 1;
    for (int number : numbers) {
      product = Math.min(product * number, Integer.MAX_VALUE);
    }
    if (product != size) {
      throw UserError.at(option, text, "modes whose product is " + size);
    }
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }
}
