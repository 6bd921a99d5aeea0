package org.kcpfpga.cli.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.kcpfpga.cli.tool.Home;
import org.kcpfpga.cli.tool.Programs;
import org.kcpfpga.cli.tool.ToolList;
import org.kcpfpga.fpga.Bitstream;
import org.kcpfpga.fpga.Board;
import org.kcpfpga.fpga.Results;
import org.kcpfpga.fpga.Routing;
import org.kcpfpga.fpga.Usage;
import org.kcpfpga.plan.AcceleratorPlan;

/** A bitstream as keys and values, and as text. */
public final class FpgaText {
  private FpgaText() {}

  /** The table of the bitstreams of a board. */
  public static Results.Table table(Board.Located board) {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("design", "/design");
    columns.put("cell", "/cell");
    columns.put("logic cells", "/usage/logic cells/used");
    columns.put("LUTs", "/luts");
    columns.put("DSPs", "/usage/DSPs/used");
    columns.put("block RAMs", "/usage/block RAMs/used");
    columns.put("SPRAMs", "/usage/SPRAMs/used");
    columns.put("best MHz", "/megahertz");
    columns.put("worst MHz", "/worstMegahertz");
    columns.put("clock MHz", "/clock");
    columns.put("cycles a step", "/interval");
    columns.put("steps/s", "/stepsPerSecond");
    columns.put("does not fit", "/misfit");
    return new Results.Table("Bitstreams for " + board.board().board(), columns);
  }

  /** Versions of the programs whose figures these are. */
  public static Map<String, String> versions(String... programs) {
    Map<String, String> versions = new LinkedHashMap<>();
    for (ToolList.Tool tool : ToolList.read(Home.file("sim/tools.txt"))) {
      if (List.of(programs).contains(tool.name())) {
        versions.put(tool.name(), Programs.version(tool.name(), tool.option()));
      }
    }
    return versions;
  }

  public static Map<String, Object> values(AcceleratorPlan plan, Bitstream b) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("design", plan.design().name());
    values.put("cell", plan.design().cell().jsonName());
    values.put("multipliers", plan.pipeline().multipliers());
    values.put("fits", b.misfits().isEmpty());
    values.put("misfit", b.misfits().isEmpty() ? null : misfit(b));
    Map<String, Object> used = new LinkedHashMap<>();
    b.usage().forEach(one -> used.put(one.resource(), one));
    values.put("usage", used);
    values.put("luts", b.cells().getOrDefault("SB_LUT4", 0L));
    values.put("cells", b.cells());
    values.put("seeds", b.routings());
    boolean routed = !b.routings().isEmpty();
    values.put("megahertz", routed ? b.best().megahertz() : null);
    values.put("worstMegahertz", routed ? b.worst().megahertz() : null);
    values.put("clock", b.clock().megahertz());
    values.put("meetsClock", b.file().isPresent());
    values.put("interval", plan.cycles().interval());
    values.put("stepsPerSecond", b.file().isPresent() ? stepsPerSecond(plan, b) : null);
    return values;
  }

  /** Clock / interval. */
  private static long stepsPerSecond(AcceleratorPlan plan, Bitstream b) {
    return Math.round(b.clock().megahertz() * 1e6 / plan.cycles().interval());
  }

  private static String misfit(Bitstream b) {
    return b.misfits().stream()
        .map(
            u ->
                String.format(
                    Locale.ROOT, "%s: need %d, have %d", u.resource(), u.used(), u.available()))
        .collect(Collectors.joining("; "));
  }

  public static String text(Board.Located board, AcceleratorPlan plan, Bitstream b) {
    String name = plan.design().name();
    if (!b.misfits().isEmpty()) {
      return String.format(
          Locale.ROOT, "%s does not fit on %s: %s%n", name, board.name(), misfit(b));
    }
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%n%-14s %6s %6s%n", "resource", "used", "of"));
    for (Usage u : b.usage()) {
      text.append(
          String.format(Locale.ROOT, "%-14s %6d %6d%n", u.resource(), u.used(), u.available()));
    }
    text.append(String.format(Locale.ROOT, "LUTs %d%n%n", b.cells().getOrDefault("SB_LUT4", 0L)));
    text.append(
        String.format(Locale.ROOT, "%-6s %12s %12s%n", "seed", "nextpnr MHz", "icetime MHz"));
    for (Routing r : b.routings()) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-6d %12.2f %12.2f%n",
              r.seed(),
              r.nextpnrMegahertz(),
              r.icetimeMegahertz()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "worst %.2f MHz, best %.2f MHz%n",
            b.worst().megahertz(),
            b.best().megahertz()));
    return text.append(verdict(plan, b)).toString();
  }

  private static String verdict(AcceleratorPlan plan, Bitstream b) {
    String clock = b.clock().text();
    if (b.file().isEmpty()) {
      return String.format(Locale.ROOT, "no seed meets %s: no bitstream%n", clock);
    }
    return String.format(
        Locale.ROOT,
        "%s: %s, seed %d, %d cycles a step, %d steps/s%n",
        b.file().get(),
        clock,
        b.best().seed(),
        plan.cycles().interval(),
        stepsPerSecond(plan, b));
  }
}
