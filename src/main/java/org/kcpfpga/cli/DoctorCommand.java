package org.kcpfpga.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kcp doctor}: which tools are there, how old they are, what to type for the others. */
@Command(name = "doctor", description = "Shows the tools, their versions and what to install.")
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  /** The JSON answer. */
  record Answer(String version, boolean ok, List<ToolCheck> tools) {}

  @Override
  public Integer call() {
    List<ToolCheck> tools =
        ToolList.read(Home.file("sim/tools.txt")).parallelStream().map(this::check).toList();
    boolean ok = tools.stream().allMatch(ToolCheck::ok);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, new Answer(Version.current(), ok, tools));
    } else {
      table(out, tools);
    }
    return ok ? 0 : Failures.USER;
  }

  private ToolCheck check(ToolList.Tool tool) {
    if (tool.minimum().equals(ToolList.ANY)) {
      boolean there = Programs.find(tool.name()) != null;
      String shown = there ? "any" : null;
      return new ToolCheck(tool.name(), shown, tool.minimum(), there, tool.scope(), tool.install());
    }
    String found =
        tool.name().equals("java") ? jdk() : Programs.version(tool.name(), tool.option());
    boolean ok = found != null && Programs.atLeast(found, tool.minimum());
    return new ToolCheck(tool.name(), found, tool.minimum(), ok, tool.scope(), tool.install());
  }

  /** The version of the running Java, which the launcher chose; null if it has no compiler. */
  private static String jdk() {
    Path compiler = Path.of(System.getProperty("java.home"), "bin", "javac");
    return Files.isExecutable(compiler)
        ? Programs.firstVersion(System.getProperty("java.version"))
        : null;
  }

  private static void table(PrintWriter out, List<ToolCheck> tools) {
    String row = "%-13s %-12s %-8s %-11s %s%n";
    out.printf(Locale.ROOT, row, "tool", "found", "needed", "needed by", "");
    for (ToolCheck t : tools) {
      String state = t.ok() ? "ok" : "type: " + t.install();
      String found = Objects.requireNonNullElse(t.found(), "missing");
      out.printf(Locale.ROOT, row, t.name(), found, t.needed(), t.requiredBy(), state);
    }
    out.flush();
  }
}
