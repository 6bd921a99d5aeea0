package org.kcpfpga.cli.option;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.page.Page;
import picocli.CommandLine.Option;

/** Where a page goes, if one is asked for. */
public final class HtmlOption {
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a page to look at: one file, charts included.")
  private Path file;

  /**
   * Refuses a file that cannot be written, before the work starts.
   *
   * @throws UserError naming the file
   */
  public void check() {
    if (file != null) {
      AtomicFile.require(file);
    }
  }

  /** Writes the page if it is wanted. */
  public void write(Supplier<Page> page) {
    if (file != null) {
      page.get().write(file);
    }
  }
}
