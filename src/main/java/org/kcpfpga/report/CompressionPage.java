package org.kcpfpga.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.kcpfpga.compress.KroneckerFit.Fit;
import org.kcpfpga.distillation.Compressed;
import org.kcpfpga.distillation.Compression;
import org.kcpfpga.distillation.Distiller.Student;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.page.Block;
import org.kcpfpga.page.Chart;
import org.kcpfpga.page.Chart.Point;
import org.kcpfpga.page.Figures;
import org.kcpfpga.page.Page;
import org.kcpfpga.page.Paragraph;
import org.kcpfpga.page.Table;
import org.kcpfpga.train.Score;

/** The page of a compression: what each size costs and loses. */
public final class CompressionPage {
  private CompressionPage() {}

  /** {@code title}: the name of the dense model. */
  public static Page of(String title, Compression c) {
    String subtitle =
        String.format(
            Locale.ROOT,
            "%s, %d to %d, %,d numbers in dense matrices",
            c.dense().cell().jsonName(),
            c.dense().inSize(),
            c.dense().hiddenSize(),
            c.dense().denseMacs());
    Page page = new Page("Compressed: " + title, subtitle);
    if (c.chosen() != null) {
      page.section("In figures", figures(c));
    }
    if (c.scores() != null) {
      page.section(c.classifies() ? "Accuracy" : "Error of the hidden states", levels(c));
    }
    if (c.tried().size() > 1) {
      page.section("Accuracy against size", sizes(c));
    }
    page.section("Sizes", new Paragraph(words(c)), table(c));
    if (c.chosen() != null) {
      page.section("Operators", operators(c.chosen()));
      PlanSections.add(page, c.chosen().plan());
    }
    return page;
  }

  private static String words(Compression c) {
    String error = "Errors of W are relative, in the Frobenius norm, before training. ";
    if (c.scores() == null) {
      return error + "Nothing was trained.";
    }
    return error
        + (c.classifies()
            ? "Accuracy is the share of the test sequences that is right, in per cent."
            : "States are compared over all steps of the test sequences: |h - h'| / |h'|, in per"
                + " cent.");
  }

  private static Figures figures(Compression c) {
    Compressed chosen = c.chosen();
    Figures figures =
        new Figures()
            .add(String.format(Locale.ROOT, "%.1f x", chosen.timesSmaller()), "smaller")
            .add(PlanSections.number(chosen.model().parametersCell()), "factor entries");
    if (chosen.student() != null) {
      String what = c.classifies() ? "right after training" : "error of states after training";
      figures.add(PlanSections.percent(c.figure(chosen.student().tuned().test())), what);
    }
    return figures
        .add(PlanSections.number(chosen.plan().cycles().interval()), "cycles a step")
        .add(PlanSections.number(chosen.plan().pipeline().multipliers()), "multipliers");
  }

  /** Of the chosen size, or the last that was tried. */
  private static Block levels(Compression c) {
    List<Compressed> tried = c.tried();
    Compressed one = c.chosen() == null ? tried.get(tried.size() - 1) : c.chosen();
    return Chart.bars("", List.of("dense", "fitted", "trained"), "%")
        .set(
            c.classifies() ? "right" : "error",
            percent(c, c.scores().test()),
            percent(c, one.student().fitted().test()),
            percent(c, one.student().tuned().test()));
  }

  private static double percent(Compression c, Score score) {
    return 100 * c.figure(score);
  }

  private static Chart sizes(Compression c) {
    List<Point> fitted = new ArrayList<>();
    List<Point> trained = new ArrayList<>();
    for (Compressed one : c.tried()) {
      double x = one.model().parametersCell();
      String name = String.format(Locale.ROOT, "%.1f x smaller", one.timesSmaller());
      fitted.add(new Point(x, percent(c, one.student().fitted().validation()), name));
      trained.add(new Point(x, percent(c, one.student().tuned().validation()), name));
    }
    return Chart.points("", "factor entries", "% of the validation right", true)
        .set("fitted", false, fitted)
        .set("trained", false, trained);
  }

  private static Table table(Compression c) {
    Table table =
        new Table(
            "",
            "parameters",
            "times smaller",
            "error of W",
            "error of U",
            "dense, %",
            "fitted, %",
            "trained, %",
            "multiplications",
            "cycles a step",
            "multipliers");
    for (Compressed one : c.tried()) {
      Fit hidden = one.fitted().hidden();
      Student student = one.student();
      table.row(
          one == c.chosen() ? "kept" : "",
          one.model().parametersCell(),
          one.timesSmaller(),
          one.fitted().input().relativeError(),
          hidden == null ? null : hidden.relativeError(),
          student == null ? null : percent(c, c.scores().test()),
          student == null ? null : percent(c, student.fitted().test()),
          student == null ? null : percent(c, student.tuned().test()),
          one.plan().pipeline().multiplications(),
          one.plan().cycles().interval(),
          one.plan().pipeline().multipliers());
    }
    return table;
  }

  private static Table operators(Compressed chosen) {
    Table table = new Table("operator", "in", "rows", "terms", "ranks", "parameters", "error");
    add(table, "input", chosen.fitted().input());
    if (chosen.fitted().hidden() != null) {
      add(table, "hidden", chosen.fitted().hidden());
    }
    return table;
  }

  private static void add(Table table, String name, Fit fit) {
    OperatorShape shape = fit.operator().shape();
    table.row(
        name,
        words(shape.in()),
        words(shape.rows()),
        shape.terms(),
        words(shape.ranks()),
        shape.parameters(),
        fit.relativeError());
  }

  private static String words(int[] numbers) {
    return Arrays.toString(numbers);
  }
}
