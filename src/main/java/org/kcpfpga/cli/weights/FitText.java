package org.kcpfpga.cli.weights;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.compress.KroneckerFit.Fit;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;

/** A fit and the core of what was fitted, as keys and values and as text. */
final class FitText {
  private FitText() {}

  static Map<String, Object> values(String name, Fit fit, long dense) {
    OperatorShape shape = fit.operator().shape();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("operator", name);
    values.put("in", shape.in());
    values.put("rows", shape.rows());
    values.put("terms", shape.terms());
    values.put("ranks", shape.ranks());
    values.put("parameters", shape.parameters());
    values.put("parametersDense", dense);
    values.put("relativeError", fit.relativeError());
    return values;
  }

  static Map<String, Object> values(AcceleratorPlan plan) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("multiplications", plan.pipeline().multiplications());
    values.put("multipliers", plan.pipeline().multipliers());
    values.put("interval", plan.cycles().interval());
    values.put("inputBound", plan.inputBound());
    return values;
  }

  static String line(AcceleratorPlan plan) {
    return String.format(
        Locale.ROOT,
        "%d multiplications a step, %d multipliers, interval %d cycles (input bound %d)",
        plan.pipeline().multiplications(),
        plan.pipeline().multipliers(),
        plan.cycles().interval(),
        plan.inputBound());
  }

  static String table(List<Map<String, Object>> operators) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%-9s %-14s %-14s %6s %-12s %10s %10s %7s %12s%n",
            "operator",
            "in",
            "rows",
            "terms",
            "ranks",
            "parameters",
            "dense",
            "ratio",
            "error of W"));
    for (Map<String, Object> row : operators) {
      long parameters = (long) row.get("parameters");
      long dense = (long) row.get("parametersDense");
      text.append(
          String.format(
              Locale.ROOT,
              "%-9s %-14s %-14s %6d %-12s %10d %10d %7.1f %12.3g%n",
              row.get("operator"),
              modes(row.get("in")),
              modes(row.get("rows")),
              row.get("terms"),
              modes(row.get("ranks")),
              parameters,
              dense,
              (double) dense / parameters,
              row.get("relativeError")));
    }
    return text.toString();
  }

  private static String modes(Object numbers) {
    return Arrays.toString((int[]) numbers).replaceAll("[\\[\\] ]", "");
  }
}
