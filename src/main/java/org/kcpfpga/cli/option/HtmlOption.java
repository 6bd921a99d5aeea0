package org.kcpfpga.cli.option;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.page.Page;
import picocli.CommandLine.Option;

/** Where a page goes, if one is asked for. */
public final class HtmlOption {
  private Path file;

  /** Refuses at once a file that cannot be written. */
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page to look at: one file, charts included.")
  void file(Path named) {
    AtomicFile.require(named);
    file = named;
  }

  /** Writes the page if it is wanted. */
  public void write(Supplier<Page> page) {
    if (file != null) {
      page.get().write(file);
    }
  }
}
