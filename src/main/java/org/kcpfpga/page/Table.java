package org.kcpfpga.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table: a row of names, then rows of texts or numbers. */
public final class Table implements Block {
  private final List<String> names;
  private final List<String> rows = new ArrayList<>();

  /** A table with these columns; the first is text, the others are set as numbers. */
  public Table(String... names) {
    this.names = List.of(names);
  }

  /**
   * Adds a row.
   *
   * @param cells one for each column; null for none
   */
  public Table row(Object... cells) {
    if (cells.length != names.size()) {
      throw new IllegalArgumentException(cells.length + " cells (expected: " + names.size() + ")");
    }
    StringBuilder row = new StringBuilder("<tr>");
    for (Object cell : cells) {
      String text = cell == null ? "" : text(cell);
      row.append("<td>").append(Html.escaped(text)).append("</td>");
    }
    rows.add(row.append("</tr>\n").toString());
    return this;
  }

  private static String text(Object cell) {
    if (cell instanceof Double number) {
      return String.format(Locale.ROOT, "%.4g", number);
    }
    return cell instanceof Number number
        ? String.format(Locale.ROOT, "%,d", number.longValue())
        : cell.toString();
  }

  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<table>\n<tr>");
    names.forEach(name -> html.append("<th>").append(Html.escaped(name)).append("</th>"));
    html.append("</tr>\n");
    rows.forEach(html::append);
    return html.append("</table>\n").toString();
  }
}
