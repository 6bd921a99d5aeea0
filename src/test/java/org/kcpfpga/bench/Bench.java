package org.kcpfpga.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code kcp bench}: runs the benchmarks and prints rates and their ratio. */
public final class Bench {
  private Bench() {}

  /** Takes {@code --json}. */
  public static void main(String[] args) throws RunnerException, IOException {
    boolean json = Arrays.asList(args).contains("--json");
    if (args.length > (json ? 1 : 0)) {
      System.err.println("kcp: bench: " + args[args.length - 1] + " (expected: --json)");
      System.exit(2);
    }
    Map<String, Object> values = values(run(1, 3, 3, json));
    if (json) {
      ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      System.out.println(mapper.writeValueAsString(values));
    } else {
      values.forEach((name, value) -> System.out.printf("%-36s %s%n", name, value));
    }
  }

  /** One process per benchmark, rates in cycles per second. */
  static Collection<RunResult> run(int forks, int iterations, int seconds, boolean silent)
      throws RunnerException {
    return new Runner(
            new OptionsBuilder()
                .include(SimulationBenchmark.class.getName())
                .forks(forks)
                .warmupIterations(iterations)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(seconds))
                .jvmArgsAppend("-Dkcp.home=" + System.getProperty("kcp.home", ""))
                .verbosity(silent ? VerboseMode.SILENT : VerboseMode.NORMAL)
                .build())
        .run();
  }

  static Map<String, Object> values(Collection<RunResult> results) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (RunResult result : results) {
      String name = result.getPrimaryResult().getLabel();
      values.put(name + "CyclesPerSecond", Math.round(result.getPrimaryResult().getScore()));
    }
    double cycle = ((Number) values.get("cycleModelCyclesPerSecond")).doubleValue();
    double rtl = ((Number) values.get("verilatedCyclesPerSecond")).doubleValue();
    values.put("design", "ytc-212");
    values.put("cycleModelOverVerilated", Math.round(1000 * cycle / rtl) / 1000.0);
    return values;
  }
}
