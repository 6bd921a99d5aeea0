package org.kcpfpga.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;

/** The tables of named designs are what the planner says of them. */
class DesignTablesTest {
  private static final long CLOCK = 100_000_000;

  private static String n(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private static String cell(Design design) {
    CellKind kind = design.cell();
    return kind == CellKind.LINEAR ? "linear" : kind.name();
  }

  private static String sizes(Design design) {
    return n(design.inSize()) + " -> " + n(design.hiddenSize());
  }

  private static List<String> readmeRow(AcceleratorPlan plan) {
    Design d = plan.design();
    long interval = plan.cycles().interval();
    return List.of(
        "`" + d.name() + "`",
        cell(d),
        sizes(d),
        n(d.input().parameters()),
        n(plan.pipeline().multipliers()),
        n(interval),
        n(CLOCK / interval));
  }

  private static List<String> fullRow(AcceleratorPlan plan) {
    Design d = plan.design();
    return List.of(
        "`" + d.name() + "`",
        cell(d),
        sizes(d),
        "K " + d.input().terms() + ", R " + d.input().rank(1),
        n(d.input().parameters()),
        n(d.lanes().input()),
        n(plan.pipeline().multipliers()),
        n(plan.inputBound()),
        n(plan.cycles().interval()),
        n(plan.cycles().latency()),
        String.format(Locale.ROOT, "%.2f", plan.utilisation()));
  }

  /** Rows of a page whose first cell is a name in back quotes and that have so many cells. */
  private static Map<String, List<String>> rows(String page, int cells) throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of(page))) {
      List<String> row = Arrays.stream(line.split("\\|")).map(String::strip).skip(1).toList();
      if (row.size() == cells && row.get(0).startsWith("`")) {
        assertThat(rows.put(row.get(0), row)).as(line).isNull();
      }
    }
    return rows;
  }

  @Test
  void everyNamedDesignHasItsFigures() throws IOException {
    Map<String, List<String>> readme = new TreeMap<>();
    Map<String, List<String>> full = new TreeMap<>();
    List<Path> files = new ArrayList<>();
    try (var all = Files.list(Path.of("designs"))) {
      all.forEach(files::add);
    }
    for (Path file : files) {
      AcceleratorPlan plan = Planner.plan(DesignFile.read(file));
      readme.put(readmeRow(plan).get(0), readmeRow(plan));
      full.put(fullRow(plan).get(0), fullRow(plan));
    }
    assertThat(readme).hasSizeGreaterThanOrEqualTo(10);
    assertThat(rows("README.md", 7)).isEqualTo(readme);
    assertThat(rows("docs/designs.md", 11)).isEqualTo(full);
  }
}
