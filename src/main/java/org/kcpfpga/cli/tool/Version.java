package org.kcpfpga.cli.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.IVersionProvider;

/** The version of this toolkit, as its pom.xml says. */
public final class Version implements IVersionProvider {
  private static final Pattern OURS =
      Pattern.compile("<artifactId>kcp-fpga</artifactId>\\s*<version>([^<]+)</version>");

  /** Returns the version, such as {@code 0.1.0}; {@code unknown} without a pom.xml at home. */
  public static String current() {
    try {
      Matcher found = OURS.matcher(Files.readString(Home.file("pom.xml")));
      return found.find() ? found.group(1) : "unknown";
    } catch (IOException absent) {
      return "unknown";
    }
  }

  @Override
  public String[] getVersion() {
    return new String[] {"kcp-fpga " + current()};
  }
}
