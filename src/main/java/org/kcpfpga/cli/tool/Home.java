package org.kcpfpga.cli.tool;

import java.nio.file.Path;

/** The folder of this toolkit: the launcher says where it is, tests are started in it. */
public final class Home {
  private Home() {}

  /** Returns the absolute path of {@code relative}, for example {@code designs/tiny.json}. */
  public static Path file(String relative) {
    return Path.of(System.getProperty("kcp.home", "")).toAbsolutePath().resolve(relative);
  }
}
