package org.kcpfpga.cli.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.cli.option.HtmlOption;
import org.kcpfpga.cli.option.InputFiles;
import org.kcpfpga.cli.output.ReportCommand;
import org.kcpfpga.cli.text.PlanText;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.design.DesignText;
import org.kcpfpga.emit.PlanDocument;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Explorer;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.report.PlanPage;
import org.kcpfpga.rnn.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kcp plan}: what a design costs and how fast it is. */
@Command(
    name = "plan",
    description = "Shows stages, multipliers, cycles, bound and memory; or what can be chosen.")
public final class PlanCommand extends ReportCommand {
  @Parameters(
      paramLabel = "DESIGN",
      arity = "0..1",
      description = "Design file (JSON), or a generated folder.")
  private Path design;

  @Option(
      names = "--model",
      description = "Instead of a design: plan the one that run chooses to suit this model.")
  private Path model;

  @Option(names = "-o", paramLabel = "FILE", description = "Write the design as a design file.")
  private Path output;

  @Option(
      names = "--explore",
      description =
          "List the cores of this shape that no other undercuts in both cycles and multipliers: of"
              + " all lanes that the bus can feed, up to 2048 multipliers in the front, and of"
              + " budgets in powers of two.")
  private boolean explore;

  @Mixin private HtmlOption html = new HtmlOption();

  @Override
  public Report report() {
    html.check();
    if ((design == null) == (model == null)) {
      throw UserError.at(
          "DESIGN", design == null ? "missing" : "with --model", "a design file or --model");
    }
    Design read =
        design != null
            ? DesignFile.read(design)
            : InputFiles.design(null, model, ModelFile.read(model));
    if (output != null) {
      AtomicFile.require(output);
    }
    if (explore) {
      progress("planning every choice of lanes, and budgets");
      List<AcceleratorPlan> plans = Explorer.front(read);
      write(read);
      html.write(() -> PlanPage.front(read, plans));
      return front(read, plans);
    }
    progress("planning");
    AcceleratorPlan plan = Planner.plan(read);
    write(read);
    html.write(() -> PlanPage.of(plan));
    return new Report(PlanDocument.values(plan), PlanText.of(plan), true);
  }

  /** A design of which there is a core. */
  private void write(Design design) {
    if (output != null) {
      byte[] text = PlanDocument.text(DesignText.values(design)).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(output, out -> out.write(text));
    }
  }

  private static Report front(Design design, List<AcceleratorPlan> plans) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-16s %12s %10s %12s %12s%n",
            "design key",
            "multipliers",
            "interval",
            "input bound",
            "utilisation"));
    for (AcceleratorPlan plan : plans) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-16s %12d %10d %12d %12.3f%n",
              PlanPage.key(plan.design()),
              plan.pipeline().multipliers(),
              plan.cycles().interval(),
              plan.inputBound(),
              plan.utilisation()));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("design", design.name());
    values.put("front", plans.stream().map(PlanCommand::point).toList());
    return new Report(values, text.toString(), true);
  }

  private static Map<String, Object> point(AcceleratorPlan plan) {
    Map<String, Object> point = new LinkedHashMap<>();
    point.put(
        plan.design().lanes().budgeted() ? "budget" : "inputLanes",
        plan.design().lanes().budgeted()
            ? plan.design().lanes().multipliers()
            : plan.design().lanes().input());
    point.put("multipliers", plan.pipeline().multipliers());
    point.put("interval", plan.cycles().interval());
    point.put("inputBound", plan.inputBound());
    point.put("utilisation", plan.utilisation());
    return point;
  }
}
