package org.kcpfpga.page;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/**
 * Who is busy when: a row each, time from left to right, darker where a larger part of the time is
 * busy; hovering shows the cycles.
 */
public final class Timeline implements Block {
  private static final int COLUMNS = 480;
  private static final int LEFT = 190;
  private static final int RIGHT = 70;
  private static final int ROW = 22;
  private static final int COLUMN = 2;

  private final int cycles;
  private final List<String> rows = new ArrayList<>();

  /** A time of so many cycles, at least 1. */
  public Timeline(int cycles) {
    this.cycles = cycles;
  }

  /**
   * Adds a row.
   *
   * @param name at its left
   * @param colour of what is busy, such as "#1565c0"
   * @param busy cycles
   */
  public Timeline row(String name, String colour, BitSet busy) {
    int top = rows.size() * ROW + 4;
    StringBuilder row = new StringBuilder();
    row.append(text(LEFT - 8, top + 14, "end", name));
    int columns = Math.min(COLUMNS, cycles);
    int column = 0;
    while (column < columns) {
      double share = share(busy, begin(column, columns), begin(column + 1, columns));
      int end = column + 1;
      while (end < columns && share(busy, begin(end, columns), begin(end + 1, columns)) == share) {
        end++;
      }
      if (share > 0) {
        row.append(bar(column, end, columns, top, share, colour, name));
      }
      column = end;
    }
    String all = String.format(Locale.ROOT, "%.1f %%", 100 * share(busy, 0, cycles));
    row.append(text(LEFT + COLUMNS * COLUMN + 6, top + 14, "start", all));
    rows.add(row.toString());
    return this;
  }

  /** Columns that are equally busy. */
  private String bar(
      int from, int end, int columns, int top, double share, String colour, String name) {
    double width = (double) COLUMNS * COLUMN / columns;
    return String.format(
        Locale.ROOT,
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\" fill-opacity=\"%.2f\">"
            + "<title>%s: cycles %d to %d, %.0f %% busy</title></rect>%n",
        LEFT + from * width,
        top,
        (end - from) * width,
        ROW - 5,
        colour,
        share,
        Html.escaped(name),
        begin(from, columns),
        begin(end, columns) - 1,
        100 * share);
  }

  private int begin(int column, int columns) {
    return (int) ((long) column * cycles / columns);
  }

  private static double share(BitSet busy, int from, int to) {
    return (double) busy.get(from, to).cardinality() / (to - from);
  }

  private static String text(int x, int y, String anchor, String text) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n",
        x,
        y,
        anchor,
        Html.escaped(text));
  }

  @Override
  public String html() {
    int width = LEFT + COLUMNS * COLUMN + RIGHT;
    int height = rows.size() * ROW + 24;
    StringBuilder html = new StringBuilder();
    html.append(
        String.format(
            Locale.ROOT,
            "<svg class=\"timeline\" viewBox=\"0 0 %d %d\" role=\"img\">%n",
            width,
            height));
    rows.forEach(html::append);
    html.append(text(LEFT, height - 4, "start", "cycle 0"));
    html.append(text(LEFT + COLUMNS * COLUMN, height - 4, "end", "cycle " + (cycles - 1)));
    return html.append("</svg>\n").toString();
  }
}
