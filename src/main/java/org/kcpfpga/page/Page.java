package org.kcpfpga.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.common.AtomicFile;

/** One file to look at: a title and sections. */
public final class Page {
  private static final String CHARTS =
      "/META-INF/resources/webjars/chart.js/4.4.9/dist/chart.umd.js";

  private final String title;
  private final String subtitle;
  private final List<String> sections = new ArrayList<>();

  /** An empty page. */
  public Page(String title, String subtitle) {
    this.title = title;
    this.subtitle = subtitle;
  }

  /** Adds a section. */
  public Page section(String heading, Block... blocks) {
    StringBuilder section = new StringBuilder();
    section.append("<section>\n<h2>").append(Html.escaped(heading)).append("</h2>\n");
    for (Block block : blocks) {
      section.append(block.html());
    }
    sections.add(section.append("</section>\n").toString());
    return this;
  }

  /** Writes the page; replaces the file atomically. */
  public void write(Path file) {
    AtomicFile.write(file, out -> out.write(html().getBytes(StandardCharsets.UTF_8)));
  }

  /** The whole file. */
  public String html() {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
        + Html.escaped(title)
        + "</title>\n<style>\n"
        + resource("page.css")
        + "</style>\n<script>\n"
        + resource(CHARTS).replaceFirst("(?m)^//# sourceMappingURL=.*$", "")
        + "</script>\n</head>\n<body>\n<header><h1>"
        + Html.escaped(title)
        + "</h1><p>"
        + Html.escaped(subtitle)
        + "</p></header>\n<main>\n"
        + String.join("", sections)
        + "</main>\n<script>\n"
        + resource("page.js")
        + "</script>\n</body>\n</html>\n";
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
