package org.kcpfpga.verilated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kcpfpga.common.UserError;

/**
 * One counter of a covered library, all instances of its module together.
 *
 * <p>Verilator's data begin with {@code # SystemC::Coverage-3}. Every other line is {@code C 'KEYS'
 * COUNT}; KEYS are pairs, each a byte 1, a name, a byte 2 and a value. Names read here: {@code f}
 * file, {@code l} line, {@code page} kind and module with a slash between, {@code o} comment,
 * {@code S} covered lines such as {@code 20,23-25}.
 *
 * @param kind what it counts
 * @param module name of the module
 * @param file file name
 * @param line where it stands
 * @param what the signal with its bit, or the kind of block: block, if, else, elsif, case
 * @param lines all lines that run when it counts; empty for a toggle, and for an else that is not
 *     there
 * @param count how often
 */
public record CoveragePoint(
    Kind kind, String module, String file, int line, String what, int[] lines, long count) {
  private static final String HEADER = "# SystemC::Coverage-3";
  private static final String PAIR = "\u0001";
  private static final String VALUE = "\u0002";

  /** What a point counts. */
  public enum Kind {
    /** Times that a block ran, or a branch was taken or not. */
    BLOCK,
    /** Changes of a bit. */
    TOGGLE
  }

  /**
   * Whether it was covered: a block ran, a bit rose and fell. The first change of a bit may be that
   * from its random start value, so that three are needed.
   */
  public boolean covered() {
    return count >= (kind == Kind.TOGGLE ? 3 : 1);
  }

  /** Reads a file; a {@link UserError} names the line that is no coverage data. */
  public static List<CoveragePoint> read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      String first = lines.isEmpty() ? "empty" : lines.get(0);
      throw UserError.at(file.toString(), first, HEADER);
    }
    List<CoveragePoint> points = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      points.add(parse(file + ":" + (i + 1), lines.get(i)));
    }
    return points;
  }

  private static CoveragePoint parse(String place, String line) {
    int end = line.lastIndexOf("' ");
    if (!line.startsWith("C '") || end < 3) {
      throw UserError.at(place, line, "C 'KEYS' COUNT");
    }
    Map<String, String> keys = new HashMap<>();
    for (String pair : line.substring(3, end).split(PAIR)) {
      int at = pair.indexOf(VALUE);
      if (at > 0) {
        keys.put(pair.substring(0, at), pair.substring(at + 1));
      }
    }
    try {
      String page = keys.getOrDefault("page", "");
      int slash = page.indexOf('/');
      if (slash < 0) {
        throw UserError.at(place, line, "a page of kind and module");
      }
      return new CoveragePoint(
          page.startsWith("v_toggle") ? Kind.TOGGLE : Kind.BLOCK,
          page.substring(slash + 1),
          keys.getOrDefault("f", ""),
          Integer.parseInt(keys.getOrDefault("l", "0")),
          keys.getOrDefault("o", ""),
          lines(keys.getOrDefault("S", "")),
          Long.parseLong(line.substring(end + 2)));
    } catch (NumberFormatException e) {
      throw UserError.at(place, line, "numbers for line, lines and count");
    }
  }

  /** "20,23-25" is 20, 23, 24, 25. */
  private static int[] lines(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    IntStream all = IntStream.empty();
    for (String range : text.split(",")) {
      String[] ends = range.split("-", -1);
      int last = Integer.parseInt(ends[ends.length - 1]);
      all = IntStream.concat(all, IntStream.rangeClosed(Integer.parseInt(ends[0]), last));
    }
    return all.toArray();
  }
}
