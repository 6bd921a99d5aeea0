package org.kcpfpga.page;

/** A part of a page that can be written as HTML. */
public interface Block {
  /** The HTML, complete elements. */
  String html();
}
