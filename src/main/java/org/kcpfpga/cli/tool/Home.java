package org.kcpfpga.cli.tool;

import java.nio.file.Path;
import java.util.List;

/** The folder of this toolkit: the launcher says where it is, tests are started in it. */
public final class Home {
  private Home() {}

  /** Returns the absolute path of {@code relative}, for example {@code designs/tiny.json}. */
  public static Path file(String relative) {
    return Path.of(System.getProperty("kcp.home", "")).toAbsolutePath().resolve(relative);
  }

  /**
   * The words that start this program once more, here or on another machine that has this folder:
   * its launcher, which finds Java there; without one, the Java and the classes of this process.
   */
  public static List<String> program() {
    if (Boolean.getBoolean(ToolNeeds.LAUNCHER)) {
      return List.of(file("kcp").toString());
    }
    return List.of(
        "env",
        "CLASSPATH=" + System.getProperty("java.class.path"),
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dkcp.home=" + file(""),
        "org.kcpfpga.cli.Kcp");
  }
}
