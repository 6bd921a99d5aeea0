package org.kcpfpga.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A chart of Chart.js: bars over names, or points and lines over numbers. */
public final class Chart implements Block {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COLOURS =
      List.of("#1565c0", "#ef6c00", "#2e7d32", "#6a1b9a", "#c62828", "#00838f", "#827717");

  private final ObjectNode config = JSON.createObjectNode();
  private final ArrayNode sets;
  private final String title;
  private String size = "";

  private Chart(String type, String title) {
    this.title = title;
    config.put("type", type);
    sets = config.putObject("data").putArray("datasets");
    ObjectNode options = config.putObject("options");
    options.put("animation", false).put("maintainAspectRatio", false);
    ObjectNode plugins = options.putObject("plugins");
    plugins.putObject("title").put("display", true).put("text", title);
    plugins.putObject("legend").put("display", false);
    options.putObject("scales");
  }

  /**
   * Bars.
   *
   * @param names below them
   * @param unit of their heights
   */
  public static Chart bars(String title, List<String> names, String unit) {
    Chart chart = new Chart("bar", title);
    ArrayNode labels = chart.data().putArray("labels");
    names.forEach(labels::add);
    chart.axis("x", "", false);
    chart.axis("y", unit, false);
    return chart;
  }

  /** Points and lines over two axes, logarithmic if asked for. */
  public static Chart points(String title, String x, String y, boolean logarithmic) {
    Chart chart = new Chart("scatter", title);
    chart.axis("x", x, logarithmic);
    chart.axis("y", y, logarithmic);
    chart.legend();
    return chart;
  }

  private ObjectNode data() {
    return (ObjectNode) config.get("data");
  }

  private void axis(String name, String unit, boolean logarithmic) {
    ObjectNode axis = ((ObjectNode) config.get("options").get("scales")).putObject(name);
    axis.put(
        "type", logarithmic ? "logarithmic" : name.equals("x") && bar() ? "category" : "linear");
    axis.putObject("title").put("display", !unit.isEmpty()).put("text", unit);
  }

  private boolean bar() {
    return config.get("type").asText().equals("bar");
  }

  private void legend() {
    ((ObjectNode) config.get("options").get("plugins").get("legend")).put("display", true);
  }

  /** Bars of these heights; NaN and infinite ones are left out. */
  public Chart set(String name, double... heights) {
    ObjectNode set = begin(name);
    ArrayNode data = set.putArray("data");
    for (double height : heights) {
      if (Double.isFinite(height)) {
        data.add(height);
      } else {
        data.addNull();
      }
    }
    if (sets.size() > 1) {
      legend();
    }
    return this;
  }

  /**
   * One point of a set.
   *
   * @param name shown when one hovers over it
   */
  public record Point(double x, double y, String name) {}

  /** Points, joined by a line if asked for. */
  public Chart set(String name, boolean line, List<Point> points) {
    ObjectNode set = begin(name);
    set.put("showLine", line).put("pointRadius", line ? 3 : 6);
    ArrayNode data = set.putArray("data");
    for (Point point : points) {
      data.addObject().put("x", point.x()).put("y", point.y()).put("name", point.name());
    }
    return this;
  }

  private ObjectNode begin(String name) {
    String colour = COLOURS.get(sets.size() % COLOURS.size());
    return sets.addObject()
        .put("label", name)
        .put("backgroundColor", colour)
        .put("borderColor", colour);
  }

  /** A chart of a third of the width, several side by side. */
  public Chart small() {
    size = " small";
    return this;
  }

  @Override
  public String html() {
    // a "</script>" in a name would end the script
    String text = config.toString().replace("</", "<\\/");
    return "<div class=\"chart"
        + size
        + "\"><canvas role=\"img\" aria-label=\""
        + Html.escaped(title)
        + "\"></canvas>\n<script type=\"application/json\">"
        + text
        + "</script></div>\n";
  }
}
