package org.kcpfpga.cli.weights;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.OperatorFormat;

/** Modes, ranks and terms as a user types them. */
public final class FormatOptions {
  private static final int MAX_NUMBERS = 2 * FormatShape.MAX_MODES;

  private FormatOptions() {}

  /** Comma-separated integers from 1 to 2^24. */
  public static List<Integer> numbers(String option, String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int number;
      try {
        number = Integer.parseInt(part.strip());
      } catch (NumberFormatException e) {
        number = 0;
      }
      numbers.add(number);
      if (number < 1 || number > FormatShape.MAX_VALUES || numbers.size() > MAX_NUMBERS) {
        throw UserError.at(
            option, text, "1 to " + MAX_NUMBERS + " integers from 1 to 2^24, separated by commas");
      }
    }
    return numbers;
  }

  /** Numbers by format; what is given without one is for all that are not named. */
  static Map<FormatKind, List<Integer>> byFormat(String option, List<String> given) {
    Map<FormatKind, List<Integer>> named = new EnumMap<>(FormatKind.class);
    List<Integer> others = null;
    for (String text : given) {
      int equals = text.indexOf('=');
      List<Integer> numbers = numbers(option, text.substring(equals + 1));
      if (equals >= 0) {
        FormatKind kind = FormatKind.parse(option, text.substring(0, equals));
        requireFirst(option, text, named.put(kind, numbers));
      } else {
        requireFirst(option, text, others);
        others = numbers;
      }
    }
    for (FormatKind kind : FormatKind.values()) {
      if (others != null && others.size() > 1) {
        throw UserError.at(option, given, "FORMAT=LIST, or one number for all formats");
      }
      if (others != null) {
        named.putIfAbsent(kind, others);
      }
    }
    return named;
  }

  private static void requireFirst(String option, String text, Object before) {
    if (before != null) {
      throw UserError.at(option, text, "each format once");
    }
  }

  /**
   * A format as it was asked for.
   *
   * @param terms a number, or null for the usual one
   * @param ranks one number for all ranks, all of them, or null for the usual one, cut to what the
   *     shape can use
   * @throws UserError naming format and option
   */
  static OperatorFormat format(
      FormatKind kind,
      List<Integer> in,
      List<Integer> rows,
      List<Integer> terms,
      List<Integer> ranks) {
    if (terms != null && terms.size() != 1) {
      throw UserError.at("--terms", terms, "one number");
    }
    boolean summed = kind == FormatKind.KCP || kind == FormatKind.CP || kind == FormatKind.BT;
    int count = !summed ? 1 : terms == null ? usualTerms(kind) : terms.get(0);
    try {
      if (ranks == null) {
        return OperatorFormat.upTo(kind, in, rows, count, usualRank(kind));
      }
      return ranks.size() == 1
          ? OperatorFormat.uniform(kind, in, rows, count, ranks.get(0))
          : OperatorFormat.of(kind, new FormatShape(in, rows, count, ranks));
    } catch (UserError e) {
      throw e.within(kind.jsonName());
    }
  }

  /** Of BT-LSTM two blocks, of KCP the single term of 212 parameters. */
  private static int usualTerms(FormatKind kind) {
    return kind == FormatKind.BT || kind == FormatKind.CP ? 2 : 1;
  }

  private static int usualRank(FormatKind kind) {
    return switch (kind) {
      case DENSE, CP -> 1;
      case KCP -> 2;
      case TT, BT -> 4;
      case TR, HT -> 5;
    };
  }
}
