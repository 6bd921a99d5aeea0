package org.kcpfpga.page;

import java.util.List;
import java.util.Locale;

/**
 * Counts in a square, darker where they are larger in their row: a confusion matrix.
 *
 * @param names of rows and columns
 * @param counts [row][column], each at least 0
 * @param rowTitle what a row is
 * @param columnTitle what a column is
 */
public record HeatTable(List<String> names, long[][] counts, String rowTitle, String columnTitle)
    implements Block {
  @Override
  public String html() {
    StringBuilder html = new StringBuilder("<table class=\"heat\">\n<tr><th>");
    html.append(Html.escaped(rowTitle + " \\ " + columnTitle)).append("</th>");
    names.forEach(name -> html.append("<th>").append(Html.escaped(name)).append("</th>"));
    html.append("</tr>\n");
    for (int row = 0; row < counts.length; row++) {
      long sum = 0;
      for (long count : counts[row]) {
        sum += count;
      }
      html.append("<tr><th>").append(Html.escaped(names.get(row))).append("</th>");
      for (int column = 0; column < counts[row].length; column++) {
        html.append(cell(counts[row][column], sum, row == column));
      }
      html.append("</tr>\n");
    }
    return html.append("</table>\n").toString();
  }

  private static String cell(long count, long sum, boolean right) {
    double share = sum == 0 ? 0 : (double) count / sum;
    String colour = right ? "46,125,50" : "198,40,40";
    return String.format(
        Locale.ROOT, "<td style=\"background:rgba(%s,%.2f)\">%d</td>", colour, share, count);
  }
}
