package org.kcpfpga.emit;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Tables of Markdown, whose rows have as many cells as their header whatever the text. */
final class Markdown {
  private Markdown() {}

  /** The head of a table. */
  static String header(String... names) {
    return row((Object[]) names) + "|" + "---|".repeat(names.length) + "\n";
  }

  /** One row; a bar or a line's end within a cell does not end the cell. */
  static String row(Object... cells) {
    return Arrays.stream(cells)
        .map(cell -> cell.toString().replace("|", "\\|").replaceAll("\\R", " "))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
