package org.kcpfpga.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final String NAME = "<b>\"a\" & b</b></script>";

  @Test
  void whatAUserNamesIsTextAndNotHtml() {
    String html =
        new Page(NAME, NAME)
            .section(
                NAME,
                new Paragraph(NAME),
                new Figures().add(NAME, NAME),
                new Table(NAME).row(NAME),
                new HeatTable(List.of(NAME), new long[][] {{1}}, NAME, NAME),
                new Timeline(1).row(NAME, "#000000", new BitSet()),
                Chart.bars(NAME, List.of(NAME), NAME).set(NAME, 1),
                Chart.points(NAME, NAME, NAME, true)
                    .set(NAME, true, List.of(new Chart.Point(1, 1, NAME))))
            .html();
    String own = html.substring(html.indexOf("</head>"));
    assertThat(own).contains("&lt;b&gt;&quot;a&quot; &amp; b&lt;/b&gt;");
    // in the JSON of a chart the tag of its end cannot stand
    assertThat(own.split("</script>", -1)).hasSize(1 + 3);
    assertThat(own.replaceAll("(?s)<script type=.*?</script>", "")).doesNotContain("<b>\"a\"");
  }

  @Test
  void nothingIsFetchedFromElsewhere() {
    String html = new Page("a", "b").html();
    assertThat(html.contains("Chart.js v4")).isTrue();
    for (String fetched : List.of("<link", " src=", "@import", "sourceMappingURL")) {
      assertThat(html.contains(fetched)).as(fetched).isFalse();
    }
  }

  @Test
  void aTableHasAsManyCellsAsColumns() {
    Table table = new Table("name", "count", "share").row("a", 12345, 0.25).row("b", null, 1e-9);
    assertThat(table.html())
        .contains("<tr><td>a</td><td>12,345</td><td>0.2500</td></tr>")
        .contains("<tr><td>b</td><td></td><td>1.000e-09</td></tr>");
    assertThatThrownBy(() -> table.row("c")).hasMessage("1 cells (expected: 3)");
  }

  @Test
  void aTimelineShowsWhichCyclesAreBusy() {
    BitSet busy = new BitSet();
    busy.set(1, 3);
    String html = new Timeline(4).row("stage", "#1565c0", busy).html();
    // four cycles, the middle two in one rectangle of two columns
    assertThat(html)
        .contains("stage: cycles 1 to 2, 100 % busy")
        .contains("x=\"430.0\"")
        .contains("width=\"480.0\"")
        .contains("50.0 %")
        .contains("cycle 3");
    assertThat(html.split("<rect", -1)).hasSize(1 + 1);
  }

  @Test
  void aLongTimelineIsShownByShares() {
    BitSet busy = new BitSet();
    for (int cycle = 0; cycle < 4800; cycle += 4) {
      busy.set(cycle);
    }
    // ten cycles a column, of which two or three are busy
    String html = new Timeline(4800).row("stage", "#1565c0", busy).html();
    assertThat(html).contains("fill-opacity=\"0.30\"").contains("fill-opacity=\"0.20\"");
    assertThat(html).contains("25.0 %");
  }

  @Test
  void aHeightThatIsNoNumberIsLeftOut() {
    String html = Chart.bars("t", List.of("a", "b"), "dB").set("s", Double.NaN, 2).html();
    assertThat(html).contains("\"data\":[null,2.0]");
  }
}
