package org.kcpfpga.jobs;

import java.util.List;

/**
 * A part of long work that needs no other part.
 *
 * @param name of its files: letters, digits, '-' and '.' only; no other part of the work has it
 * @param words the command that does it: prints the result, ends with 0 or 1 (a check that failed),
 *     and does the same when it is started again
 */
public record Part(String name, List<String> words) {
  /** Checks the name. */
  public Part {
    if (!name.matches("[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException(name + ": not the name of a file on every system");
    }
    words = List.copyOf(words);
  }
}
