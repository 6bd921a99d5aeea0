package org.kcpfpga;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines that are kept in a file and must come again, in their order; the first that differs fails.
 * With {@code -Dgolden=write} the file is written instead.
 */
public final class KeptTable {
  private final Path file;
  private final boolean writes = "write".equals(System.getProperty("golden"));
  private final List<String> lines = new ArrayList<>();
  private final List<String> kept;

  /** The table of a file. */
  public KeptTable(Path file) throws IOException {
    this.file = file;
    this.kept = writes ? List.of() : Files.readAllLines(file);
  }

  /** The next line. */
  public void add(String line) {
    lines.add(line);
    if (!writes) {
      String expected = lines.size() <= kept.size() ? kept.get(lines.size() - 1) : "";
      assertThat(line).as("%s:%d", file, lines.size()).isEqualTo(expected);
    }
  }

  /** No more lines follow. */
  public void end() throws IOException {
    if (writes) {
      Files.write(file, lines);
    } else {
      assertThat(lines.size()).as("lines of %s", file).isEqualTo(kept.size());
    }
  }
}
