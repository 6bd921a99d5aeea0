package org.kcpfpga.cli.tool;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs on the PATH and their versions. */
public final class Programs {
  private static final Pattern VERSION = Pattern.compile("(?:^|[\\s\"(])(\\d+(?:\\.\\d+)*)");

  private Programs() {}

  /** Returns the executable {@code name} that a shell would start, or null. */
  static Path find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream(path.split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .findFirst()
        .orElse(null);
  }

  /**
   * Starts {@code name option} and returns the first version it prints, or null: that on standard
   * output if there is one, for the other may carry warnings of libraries.
   */
  public static String version(String name, String option) {
    if (find(name) == null) {
      return null;
    }
    try {
      String version = firstVersion(printed(name, option, false));
      return version == null ? firstVersion(printed(name, option, true)) : version;
    } catch (IOException broken) {
      return null;
    }
  }

  private static String printed(String name, String option, boolean errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(name, option).redirectInput(new File("/dev/null"));
    if (errors) {
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    } else {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    Process process = builder.start();
    process.onExit().orTimeout(2, TimeUnit.MINUTES).exceptionally(late -> kill(process));
    InputStream stream = errors ? process.getErrorStream() : process.getInputStream();
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Process kill(Process process) {
    return process.destroyForcibly();
  }

  /** Returns the first version number in {@code text}, or null. */
  static String firstVersion(String text) {
    Matcher found = VERSION.matcher(text);
    return found.find() ? found.group(1) : null;
  }

  /** Compares part by part as numbers: 5.006 &lt; 5.010 &lt; 5.38; a missing part is 0. */
  static boolean atLeast(String found, String needed) {
    String[] have = found.split("\\.");
    String[] want = needed.split("\\.");
    for (int i = 0; i < want.length; i++) {
      int a = i < have.length ? Integer.parseInt(have[i]) : 0;
      int b = Integer.parseInt(want[i]);
      if (a != b) {
        return a > b;
      }
    }
    return true;
  }
}
