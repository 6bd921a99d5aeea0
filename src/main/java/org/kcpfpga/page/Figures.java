package org.kcpfpga.page;

import java.util.ArrayList;
import java.util.List;

/** Key figures side by side, each a large number and what it is. */
public final class Figures implements Block {
  private final List<String> cards = new ArrayList<>();

  /** Adds a figure, such as "168" and "cycles a step". */
  public Figures add(String value, String name) {
    String figure = "<b>" + Html.escaped(value) + "</b><span>" + Html.escaped(name) + "</span>";
    cards.add("<div class=\"card\">" + figure + "</div>\n");
    return this;
  }

  @Override
  public String html() {
    return "<div class=\"cards\">\n" + String.join("", cards) + "</div>\n";
  }
}
