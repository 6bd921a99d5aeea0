package org.kcpfpga.cli.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.accuracy.Comparison;
import org.kcpfpga.accuracy.StageError;
import org.kcpfpga.emit.PlanDocument;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.tensor.Tensor;

/** A comparison as keys and values, and as a table. */
public final class ComparisonText {
  private ComparisonText() {}

  public static Map<String, Object> values(Deployment deployment, Tensor inputs, Comparison c) {
    Map<String, Object> values = new LinkedHashMap<>(PlanDocument.values(deployment.plan()));
    values.put("sequences", inputs.extent(0));
    values.put("steps", inputs.extent(1));
    values.put("accuracyFloat", number(c.accuracies()[0]));
    values.put("accuracyFixed", number(c.accuracies()[1]));
    if (c.hardware() != null) {
      values.put("accuracyHardware", number(c.accuracies()[2]));
      values.put("mismatchedValues", c.difference().count());
      values.put(
          "firstMismatch",
          c.difference().first() == null ? null : c.difference().first().toString());
      FiguresText.put(values, c.hardware().figures(), "measuredInterval");
      values.put("counters", c.hardware().figures().counters());
    }
    values.put("maxAbsError", c.error().maxAbs());
    values.put("sqnrDb", c.error().sqnrDb());
    values.put("saturations", c.fixed().saturations());
    values.put("saturationsByStage", c.fixed().clips());
    values.put(
        "saturationsShare",
        ClipText.share(c.fixed().clips(), ClipText.requantised(deployment, inputs)));
    values.put("stageErrors", c.stageErrors());
    return values;
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : value;
  }

  public static String text(Deployment deployment, Tensor inputs, Comparison c) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d sequences of %d steps%n%n",
            deployment.plan().design().name(),
            inputs.extent(0),
            inputs.extent(1)));
    levels(text, c);
    text.append(ClipText.of(c.fixed().clips(), ClipText.requantised(deployment, inputs)));
    errors(text, deployment, c);
    return text.toString();
  }

  private static void levels(StringBuilder text, Comparison c) {
    text.append(
        String.format(Locale.ROOT, "%-22s %10s %14s%n", "level", "accuracy", "saturations"));
    row(text, "float", c.accuracies()[0], "-");
    row(text, "fixed point", c.accuracies()[1], FiguresText.saturations(c.fixed()));
    if (c.hardware() != null) {
      row(text, "hardware", c.accuracies()[2], FiguresText.saturations(c.hardware()));
    }
  }

  private static void errors(StringBuilder text, Deployment deployment, Comparison c) {
    text.append(
        String.format(
            Locale.ROOT,
            "%nhidden values against float: max error %.4f, SQNR %.1f dB%n",
            c.error().maxAbs(),
            c.error().sqnrDb()));
    if (c.hardware() != null) {
      text.append(
          String.format(
              Locale.ROOT,
              "hardware against fixed point: %d mismatched values%s%n"
                  + "%s (plan %d, input bound %d)%n",
              c.difference().count(),
              c.difference().first() == null ? "" : "; first: " + c.difference().first(),
              FiguresText.cycles(c.hardware().figures()),
              deployment.plan().cycles().interval(),
              deployment.plan().inputBound()));
    }
    text.append(String.format(Locale.ROOT, "%n%-20s %12s %9s%n", "stage", "max error", "SQNR dB"));
    for (StageError e : c.stageErrors()) {
      text.append(
          String.format(
              Locale.ROOT, "%-20s %12.6f %9.1f%n", e.name(), e.maxAbsError(), e.sqnrDb()));
    }
  }

  private static void row(StringBuilder text, String level, double accuracy, String clipped) {
    String shown = Double.isNaN(accuracy) ? "-" : String.format(Locale.ROOT, "%.4f", accuracy);
    text.append(String.format(Locale.ROOT, "%-22s %10s %14s%n", level, shown, clipped));
  }
}
