package org.kcpfpga.rnn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.kcpfpga.common.UserError;
import org.kcpfpga.rnn.CellDefinition.Activation;
import org.kcpfpga.rnn.CellDefinition.Equations;

/**
 * The words that name a kind of cell in design files and models: {@code cell}, and where there is a
 * choice {@code gates} and {@code reset}.
 */
public final class CellWords {
  private static final String CELL = "cell";
  private static final Map<String, Function<CellKind, String>> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put(CELL, CellWords::cell);
    WORDS.put("gates", CellWords::gates);
    WORDS.put("reset", CellWords::reset);
  }

  /** A file with keys. */
  public interface Source {
    /**
     * The word under a key.
     *
     * @param usual what it means if the key is missing; null if it must not
     * @throws UserError if it is not one of {@code known}
     */
    String word(String key, String usual, List<String> known);
  }

  private CellWords() {}

  /**
   * The kind that a file names.
   *
   * @throws UserError if there is none
   */
  public static CellKind read(Source source) {
    List<CellKind> kinds = List.of(CellKind.values());
    for (Map.Entry<String, Function<CellKind, String>> word : WORDS.entrySet()) {
      List<String> known = kinds.stream().map(word.getValue()).distinct().toList();
      // of kinds with the same words so far the first is the usual one
      String usual = word.getKey().equals(CELL) ? null : known.get(0);
      String given = source.word(word.getKey(), usual, known);
      kinds = kinds.stream().filter(kind -> word.getValue().apply(kind).equals(given)).toList();
    }
    return kinds.get(0);
  }

  /** The words of a kind, by key, without those that are as usual. */
  public static Map<String, String> of(CellKind kind) {
    Map<String, String> words = new LinkedHashMap<>();
    read(
        (key, usual, known) -> {
          String word = WORDS.get(key).apply(kind);
          if (!word.equals(usual)) {
            words.put(key, word);
          }
          return word;
        });
    return words;
  }

  private static String cell(CellKind kind) {
    return kind.jsonName().split("_")[0];
  }

  private static String gates(CellKind kind) {
    boolean hard = kind.gateFunction() == Activation.HARD_SIGMOID;
    return (hard ? Activation.HARD_SIGMOID : Activation.SIGMOID).label();
  }

  private static String reset(CellKind kind) {
    return kind.equations() == Equations.RESET_BEFORE ? "before" : "after";
  }
}
