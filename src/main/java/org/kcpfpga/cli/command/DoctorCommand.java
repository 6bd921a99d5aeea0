package org.kcpfpga.cli.command;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.kcpfpga.cli.output.Failures;
import org.kcpfpga.cli.text.Json;
import org.kcpfpga.cli.tool.ToolCheck;
import org.kcpfpga.cli.tool.ToolList;
import org.kcpfpga.cli.tool.Version;
import org.kcpfpga.common.UserError;
import org.kcpfpga.hdl.verilog.Firtool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kcp doctor}: which tools are there, how old they are, what to type for the others. */
@Command(name = "doctor", description = "Shows the tools, their versions and what to install.")
public final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  private static final String GENERATION = "generation";

  @Spec private CommandSpec spec;

  /** The JSON answer. */
  record Answer(String version, boolean ok, List<ToolCheck> tools) {}

  @Override
  public Integer call() {
    List<ToolCheck> tools =
        new ArrayList<>(ToolList.standard().parallelStream().map(ToolList.Tool::check).toList());
    tools.add(firtool());
    boolean ok = tools.stream().allMatch(ToolCheck::ok);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, new Answer(Version.current(), ok, tools));
    } else {
      table(out, tools);
    }
    return ok ? 0 : Failures.USER;
  }

  /** The compiler that comes with Chisel, which must also be able to run where it is unpacked. */
  private static ToolCheck firtool() {
    String needed = Firtool.needed();
    try {
      Firtool found = Firtool.standard();
      String place = found.program().toString();
      return new ToolCheck("firtool", found.version(), needed, true, GENERATION, "", place, null);
    } catch (UserError wrong) {
      String trouble = wrong.getMessage();
      return new ToolCheck("firtool", null, needed, false, GENERATION, "", null, trouble);
    }
  }

  private static void table(PrintWriter out, List<ToolCheck> tools) {
    String row = "%-13s %-12s %-8s %-11s %s%n";
    out.printf(Locale.ROOT, row, "tool", "found", "needed", "needed by", "");
    for (ToolCheck t : tools) {
      out.printf(Locale.ROOT, row, t.name(), t.shown(), t.needed(), t.requiredBy(), t.state());
    }
    out.flush();
  }
}
