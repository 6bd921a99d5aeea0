package org.kcpfpga.cli.output;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kcpfpga.cli.text.Json;
import org.kcpfpga.common.UserError;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that ends in figures: prints them as text, or as one JSON object. */
public abstract class ReportCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  @Spec private CommandSpec spec;

  private Progress progress;

  /** What a command found. */
  public record Report(Map<String, Object> values, String text, boolean passed) {}

  /** Does the work. */
  public abstract Report report();

  @Override
  public final Integer call() {
    Report report;
    try (Progress shown = Progress.begin(spec.commandLine().getErr(), spec.qualifiedName())) {
      progress = shown;
      report = report();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Json.print(out, report.values());
    } else {
      out.print(report.text());
      out.flush();
    }
    return report.passed() ? 0 : 1;
  }

  /** Whether the user gave this option. */
  protected final boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }

  /** Says on a terminal what is being done; silent elsewhere. */
  public final void progress(String doing) {
    progress.say(doing);
  }

  /** A line of a log: text on a terminal, a JSON object elsewhere; none with {@code --json}. */
  public final void line(String text, Map<String, Object> values) {
    line(Progress.terminal() ? text : Json.line(values));
  }

  /** What the user should know but belongs to no result: a line on standard error. */
  public final void notice(String text) {
    progress.clear();
    PrintWriter err = spec.commandLine().getErr();
    err.println("kcp: " + text);
    err.flush();
  }

  /**
   * A line of a log that belongs to the text, not to JSON.
   *
   * @throws UserError if it cannot be written: nobody reads what would follow
   */
  public final void line(String text) {
    if (!json) {
      progress.clear();
      PrintWriter out = spec.commandLine().getOut();
      out.println(text);
      UserError lost = StandardOutput.failure(out);
      if (lost != null) {
        throw lost;
      }
    }
  }
}
