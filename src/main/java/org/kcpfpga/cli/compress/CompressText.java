package org.kcpfpga.cli.compress;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.compress.KroneckerFit.Fit;
import org.kcpfpga.distillation.Compressed;
import org.kcpfpga.distillation.Compression;
import org.kcpfpga.distillation.Distiller.Student;
import org.kcpfpga.distillation.Fitter.Fitted;
import org.kcpfpga.distillation.Scores;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.train.Score;

/** A compression as keys and values and as text. */
final class CompressText {
  private final Compression compression;

  CompressText(Compression compression) {
    this.compression = compression;
  }

  /** Of the model that was chosen, all that were tried, and the dense one. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    if (compression.chosen() != null) {
      values.put("operators", operators(compression.chosen().fitted()));
      values.putAll(values(compression.chosen()));
    }
    Scores dense = compression.scores();
    if (dense != null) {
      values.put("testSequences", dense.test().sequences());
      put(values, "Dense", dense);
      values.put("tried", compression.tried().stream().map(this::values).toList());
    }
    return values;
  }

  private Map<String, Object> values(Compressed one) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("parameters", one.model().parametersInput());
    values.put("parametersCell", one.model().parametersCell());
    values.put("timesSmaller", one.timesSmaller());
    values.put("relativeErrorInput", one.fitted().input().relativeError());
    if (one.fitted().hidden() != null) {
      values.put("relativeErrorHidden", one.fitted().hidden().relativeError());
    }
    if (one.student() != null) {
      put(values, "Fitted", one.student().fitted());
      put(values, "Float", one.student().tuned());
      values.put("bestEpoch", one.student().epoch());
    }
    AcceleratorPlan plan = one.plan();
    values.put("multiplications", plan.pipeline().multiplications());
    values.put("multipliers", plan.pipeline().multipliers());
    values.put("interval", plan.cycles().interval());
    values.put("inputBound", plan.inputBound());
    return values;
  }

  private void put(Map<String, Object> values, String of, Scores scores) {
    boolean classes = compression.classifies();
    values.put((classes ? "accuracy" : "stateError") + of, compression.figure(scores.test()));
    if (scores.validation() != null) {
      values.put(
          (classes ? "validationAccuracy" : "validationStateError") + of,
          compression.figure(scores.validation()));
    }
  }

  private List<Map<String, Object>> operators(Fitted fitted) {
    List<Map<String, Object>> all = new ArrayList<>();
    all.add(values("input", fitted.input()));
    if (fitted.hidden() != null) {
      all.add(values("hidden", fitted.hidden()));
    }
    return all;
  }

  private static Map<String, Object> values(String name, Fit fit) {
    OperatorShape shape = fit.operator().shape();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("operator", name);
    values.put("in", shape.in());
    values.put("rows", shape.rows());
    values.put("terms", shape.terms());
    values.put("ranks", shape.ranks());
    values.put("parameters", shape.parameters());
    values.put("parametersDense", (long) shape.rowSize() * shape.inSize());
    values.put("relativeError", fit.relativeError());
    return values;
  }

  /** Tables; {@code output} is the file of the model. */
  String text(Path output) {
    StringBuilder text = new StringBuilder();
    Compressed chosen = compression.chosen();
    if (chosen != null) {
      text.append(operatorTable(chosen.fitted()));
      text.append(String.format(Locale.ROOT, "%n"));
    }
    text.append(table());
    text.append(note());
    if (chosen == null) {
      text.append(String.format(Locale.ROOT, "no size does: %s is not written%n", output));
    } else {
      text.append(String.format(Locale.ROOT, "%s: %s%n", output, core(chosen.plan())));
    }
    return text.toString();
  }

  private static String core(AcceleratorPlan plan) {
    return String.format(
        Locale.ROOT,
        "%d multiplications a step, %d multipliers, interval %d cycles (input bound %d)",
        plan.pipeline().multiplications(),
        plan.pipeline().multipliers(),
        plan.cycles().interval(),
        plan.inputBound());
  }

  private String operatorTable(Fitted fitted) {
    StringBuilder text = new StringBuilder();
    line(text, "operator", "in", "rows", "terms", "ranks", "parameters", "dense", "error of W");
    for (Map<String, Object> row : operators(fitted)) {
      line(
          text,
          row.get("operator"),
          modes(row.get("in")),
          modes(row.get("rows")),
          row.get("terms"),
          modes(row.get("ranks")),
          row.get("parameters"),
          row.get("parametersDense"),
          figure((double) row.get("relativeError"), "%.3g"));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, Object... cells) {
    text.append(String.format(Locale.ROOT, "%-9s %-14s %-14s %6s %-12s %10s %12s %11s%n", cells));
  }

  private String table() {
    StringBuilder text = new StringBuilder();
    row(
        text,
        new Object[] {
          "",
          "parameters",
          "smaller",
          "W input",
          "W hidden",
          "dense",
          "fitted",
          "trained",
          "validation",
          "multiplications",
          "interval",
          "multipliers"
        });
    for (Compressed one : compression.tried()) {
      Fit hidden = one.fitted().hidden();
      Student student = one.student();
      row(
          text,
          new Object[] {
            one == compression.chosen() ? "*" : "",
            one.model().parametersCell(),
            figure(one.timesSmaller(), "%.1f"),
            figure(one.fitted().input().relativeError(), "%.3f"),
            figure(hidden == null ? Double.NaN : hidden.relativeError(), "%.3f"),
            score(compression.scores() == null ? null : compression.scores().test()),
            score(student == null ? null : student.fitted().test()),
            score(student == null ? null : student.tuned().test()),
            score(student == null ? null : student.tuned().validation()),
            one.plan().pipeline().multiplications(),
            one.plan().cycles().interval(),
            one.plan().pipeline().multipliers()
          });
    }
    return text.toString();
  }

  private static void row(StringBuilder text, Object[] cells) {
    text.append(
        String.format(
            Locale.ROOT, "%-1s %10s %8s %8s %8s %8s %8s %8s %10s %15s %8s %11s%n", cells));
  }

  private String note() {
    if (compression.scores() == null) {
      return "";
    }
    Scores dense = compression.scores();
    String what =
        compression.classifies()
            ? "share that is right of %d test sequences; dense validation %s of %d%n"
            : "error of the hidden states, |h - h'| / |h'|, of %d test sequences;"
                + " dense validation %s of %d%n";
    Score held = dense.validation();
    return String.format(
        Locale.ROOT,
        what,
        dense.test().sequences(),
        score(held),
        held == null ? 0 : held.sequences());
  }

  private String score(Score score) {
    return figure(compression.figure(score), "%.4f");
  }

  private static String figure(double value, String form) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, form, value);
  }

  private static String modes(Object numbers) {
    return Arrays.toString((int[]) numbers).replaceAll("[\\[\\] ]", "");
  }
}
