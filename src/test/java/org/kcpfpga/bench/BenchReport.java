package org.kcpfpga.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What the benchmarks gave; its components are the keys of {@code --json}.
 *
 * @param design what was simulated
 * @param seed of weights and inputs
 * @param cycles simulated cycles of one replay
 * @param benchmarks all rates, by name
 * @param ratios of two rates; missing where one of them was not measured
 * @param seconds of the whole run
 */
record BenchReport(
    String design,
    long seed,
    int cycles,
    List<Rate> benchmarks,
    Map<String, Double> ratios,
    double seconds) {
  private static final String SIMULATION = "SimulationBenchmark.";
  private static final String OPERATOR = "OperatorBenchmark.";

  static BenchReport of(String design, Collection<RunResult> results, double seconds) {
    List<Rate> rates = new ArrayList<>();
    results.forEach(result -> rates.add(rate(result)));
    rates.sort(Comparator.comparing(Rate::name));
    Map<String, Double> ratios = new LinkedHashMap<>();
    ratio(
        ratios,
        "cycleModelToVerilated",
        rates,
        SIMULATION + "cycleModel",
        SIMULATION + "verilated");
    ratio(ratios, "factoredToDense", rates, OPERATOR + "factored", OPERATOR + "dense");
    return new BenchReport(design, Recording.SEED, Recording.CYCLES, rates, ratios, seconds);
  }

  private static Rate rate(RunResult result) {
    String[] path = result.getParams().getBenchmark().split("\\.");
    String name = path[path.length - 2] + "." + path[path.length - 1];
    Result<?> primary = result.getPrimaryResult();
    double error = primary.getScoreError();
    return new Rate(
        name,
        name.startsWith(SIMULATION) ? "cycles" : "products",
        primary.getScore(),
        // one measurement alone has no error
        Double.isNaN(error) ? 0 : error);
  }

  private static void ratio(
      Map<String, Double> ratios, String name, List<Rate> rates, String above, String below) {
    Map<String, Double> found = new LinkedHashMap<>();
    rates.forEach(rate -> found.put(rate.name(), rate.perSecond()));
    if (found.containsKey(above) && found.containsKey(below)) {
      ratios.put(name, found.get(above) / found.get(below));
    }
  }

  void print(PrintWriter out) {
    out.printf("design %s, seed %d, %d cycles a replay%n%n", design, seed, cycles);
    out.printf("%-32s %14s %12s%n", "benchmark", "per second", "+-");
    for (Rate rate : benchmarks) {
      out.printf(
          "%-32s %,14.0f %,12.0f %s%n", rate.name(), rate.perSecond(), rate.error(), rate.unit());
    }
    out.println();
    ratios.forEach((name, ratio) -> out.printf("%-32s %14.2f%n", name, ratio));
    out.printf("%n%.0f s%n", seconds);
    out.flush();
  }
}
