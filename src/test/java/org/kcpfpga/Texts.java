package org.kcpfpga;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;

/** Compares long texts line by line: a failure shows the first differences, each with its line. */
public final class Texts {
  private static final int SHOWN = 8;

  private Texts() {}

  /**
   * Fails if two texts differ.
   *
   * @param name what the texts are of, such as the name of a file
   */
  public static void assertSame(String expected, String actual, String name) {
    fail(differences(name, expected, actual));
  }

  /** Fails if the names or the texts of two sets of files differ. */
  public static void assertSame(
      SortedMap<String, String> expected, SortedMap<String, String> actual, String folder) {
    TreeSet<String> names = new TreeSet<>(expected.keySet());
    names.addAll(actual.keySet());
    List<String> found = new ArrayList<>();
    for (String name : names) {
      String file = folder + "/" + name;
      if (!actual.containsKey(name)) {
        found.add(file + ": is not there (expected: " + length(expected.get(name)) + ")");
      } else if (!expected.containsKey(name)) {
        found.add(file + ": " + length(actual.get(name)) + " (expected: no such file)");
      } else {
        found.addAll(differences(file, expected.get(name), actual.get(name)));
      }
    }
    fail(found);
  }

  private static String length(String text) {
    return text.lines().count() + " lines";
  }

  private static List<String> differences(String name, String expected, String actual) {
    if (expected.equals(actual)) {
      return List.of();
    }
    List<String> old = expected.lines().toList();
    List<String> now = actual.lines().toList();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < Math.max(old.size(), now.size()); i++) {
      String before = i < old.size() ? old.get(i) : null;
      String after = i < now.size() ? now.get(i) : null;
      if (before == null || !before.equals(after)) {
        found.add(name + ":" + (i + 1) + "\n  expected: " + before + "\n  actual:   " + after);
      }
    }
    return found.isEmpty() ? List.of(name + ": only the ends of lines differ") : found;
  }

  private static void fail(List<String> found) {
    if (found.isEmpty()) {
      return;
    }
    List<String> shown = found.subList(0, Math.min(SHOWN, found.size()));
    String more = found.size() > SHOWN ? "\nand " + (found.size() - SHOWN) + " more" : "";
    throw new AssertionError(String.join("\n", shown) + more);
  }
}
