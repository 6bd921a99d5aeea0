package org.kcpfpga.page;

/**
 * Words.
 *
 * @param text plain text, which is escaped
 */
public record Paragraph(String text) implements Block {
  @Override
  public String html() {
    return "<p>" + Html.escaped(text) + "</p>\n";
  }
}
