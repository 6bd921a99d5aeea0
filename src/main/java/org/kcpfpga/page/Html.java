package org.kcpfpga.page;

/** Text in HTML. */
final class Html {
  private Html() {}

  /** The text with the characters that mean something in HTML replaced. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
