package org.kcpfpga.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What the benchmarks gave; its components are the keys of {@code --json}.
 *
 * @param designs what was simulated
 * @param seed of weights and inputs
 * @param cycles simulated cycles of one replay
 * @param benchmarks all rates, by name and subject
 * @param ratios of two rates, by name and subject; missing where one of them was not measured
 * @param seconds of the whole run
 */
record BenchReport(
    List<String> designs,
    long seed,
    int cycles,
    List<Rate> benchmarks,
    Map<String, Map<String, Double>> ratios,
    double seconds) {
  private static final String SIMULATION = "SimulationBenchmark.";
  private static final String HARNESS = "HarnessBenchmark.";
  private static final String OPERATOR = "OperatorBenchmark.";
  private static final String STEP = "StepBenchmark.";
  private static final String ONNX = "OnnxBenchmark.";

  /** The first rate divided by the second. */
  private record Quotient(String name, String above, String below) {}

  private static final List<Quotient> QUOTIENTS =
      List.of(
          new Quotient(
              "cycleModelToVerilated", SIMULATION + "cycleModel", SIMULATION + "verilated"),
          new Quotient(
              "cosimThroughJavaToPlainLoop", HARNESS + "throughJava", HARNESS + "plainLoop"),
          new Quotient("kcpToDenseOnnx", ONNX + "kcpFloat", ONNX + "denseOnnx"),
          new Quotient("kcpToDenseOnnxOneThread", ONNX + "kcpFloat", ONNX + "denseOnnxOneThread"),
          new Quotient("factoredToDense", OPERATOR + "factored", OPERATOR + "dense"),
          new Quotient("kcpStepToDenseStep", STEP + "kcp", STEP + "dense"),
          new Quotient("kcpStepToDenseStepWithoutAdam", STEP + "kcp", STEP + "denseWithoutAdam"));

  static BenchReport of(List<String> designs, Collection<RunResult> results, double seconds) {
    List<Rate> rates = new ArrayList<>();
    results.forEach(result -> rates.add(rate(result)));
    rates.sort(Comparator.comparing(Rate::name).thenComparing(Rate::subject));
    Map<String, Map<String, Double>> ratios = new LinkedHashMap<>();
    for (Quotient quotient : QUOTIENTS) {
      Map<String, Double> bySubject = bySubject(quotient, rates);
      if (!bySubject.isEmpty()) {
        ratios.put(quotient.name(), bySubject);
      }
    }
    return new BenchReport(designs, Recording.SEED, Recording.CYCLES, rates, ratios, seconds);
  }

  private static Rate rate(RunResult result) {
    String[] path = result.getParams().getBenchmark().split("\\.");
    String name = path[path.length - 2] + "." + path[path.length - 1];
    String subject =
        Stream.of("design", "core", "subject")
            .map(result.getParams()::getParam)
            .filter(Objects::nonNull)
            .findFirst()
            .orElseThrow();
    Result<?> primary = result.getPrimaryResult();
    double error = primary.getScoreError();
    return new Rate(
        name,
        Bench.nameOf(subject),
        unit(name),
        primary.getScore(),
        // one measurement alone has no error
        Double.isNaN(error) ? 0 : error);
  }

  private static String unit(String name) {
    boolean cycles = name.startsWith(SIMULATION) || name.startsWith(HARNESS);
    return cycles ? "cycles" : name.startsWith(STEP) ? "steps" : "products";
  }

  private static Map<String, Double> bySubject(Quotient quotient, List<Rate> rates) {
    Map<String, Double> found = new LinkedHashMap<>();
    for (Rate above : rates) {
      for (Rate below : rates) {
        if (above.name().equals(quotient.above())
            && below.name().equals(quotient.below())
            && above.subject().equals(below.subject())) {
          found.put(above.subject(), above.perSecond() / below.perSecond());
        }
      }
    }
    return found;
  }

  /** With digits behind the point where rates are small. */
  private static String number(double value, double rate) {
    return String.format(Locale.ROOT, rate < 100 ? "%.2f" : "%,.0f", value);
  }

  void print(PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "designs %s, seed %d, %d cycles a replay%n%n",
        String.join(", ", designs),
        seed,
        cycles);
    out.printf(Locale.ROOT, "%-34s %-12s %14s %12s%n", "benchmark", "of", "per second", "+-");
    for (Rate rate : benchmarks) {
      out.printf(
          Locale.ROOT,
          "%-34s %-12s %14s %12s %s%n",
          rate.name(),
          rate.subject(),
          number(rate.perSecond(), rate.perSecond()),
          number(rate.error(), rate.perSecond()),
          rate.unit());
    }
    out.println();
    ratios.forEach(
        (name, bySubject) ->
            bySubject.forEach(
                (subject, ratio) ->
                    out.printf(Locale.ROOT, "%-34s %-12s %14.2f%n", name, subject, ratio)));
    out.printf(Locale.ROOT, "%n%.0f s%n", seconds);
    out.flush();
  }
}
