package org.kcpfpga.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;
import picocli.CommandLine;

@Tag("slow")
class BenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream stray = new ByteArrayOutputStream();
  private final PrintStream console = System.out;
  private final String lock = System.getProperty("jmh.ignoreLock");

  @BeforeEach
  void catchWhatIsPrintedElsewhere() {
    System.setOut(new PrintStream(stray, true, StandardCharsets.UTF_8));
    // another run on this machine only makes the figures worse, which no test reads
    System.setProperty("jmh.ignoreLock", "true");
  }

  @AfterEach
  void restore() {
    System.setOut(console);
    if (lock == null) {
      System.clearProperty("jmh.ignoreLock");
    }
  }

  @Test
  void allBenchmarksRunAndJsonIsAllThatIsPrinted() throws Exception {
    Tools.require("verilator");
    assertThat(bench("--quick", "--json", "--design", "designs/tiny.json")).isZero();

    JsonNode answer = new ObjectMapper().readTree(out.toString());
    assertThat(StreamSupport.stream(answer.get("benchmarks").spliterator(), false))
        .extracting(rate -> rate.get("name").asText())
        .containsExactly(
            "HarnessBenchmark.plainLoop",
            "HarnessBenchmark.plainLoop",
            "HarnessBenchmark.throughJava",
            "HarnessBenchmark.throughJava",
            "OnnxBenchmark.denseOnnx",
            "OnnxBenchmark.denseOnnxOneThread",
            "OnnxBenchmark.kcpFloat",
            "OperatorBenchmark.dense",
            "OperatorBenchmark.factored",
            "SimulationBenchmark.baseline",
            "SimulationBenchmark.cycleModel",
            "SimulationBenchmark.verilated",
            "StepBenchmark.dense",
            "StepBenchmark.denseWithoutAdam",
            "StepBenchmark.kcp");
    for (JsonNode rate : answer.get("benchmarks")) {
      assertThat(rate.get("perSecond").asDouble()).isPositive();
    }
    assertThat(answer.get("designs").get(0).asText()).isEqualTo("tiny");
    JsonNode ratios = answer.get("ratios");
    assertThat(ratios).hasSize(7);
    assertThat(ratios.at("/cycleModelToVerilated/tiny").asDouble()).isPositive();
    assertThat(ratios.at("/cosimThroughJavaToPlainLoop/toy").asDouble()).isPositive();
    assertThat(ratios.at("/cosimThroughJavaToPlainLoop/tiny").asDouble()).isPositive();
    assertThat(ratios.at("/kcpToDenseOnnx/ucf11-input").asDouble()).isPositive();
    assertThat(ratios.at("/kcpToDenseOnnxOneThread/ucf11-input").asDouble()).isPositive();
    assertThat(ratios.at("/factoredToDense/small").asDouble()).isPositive();
    assertThat(ratios.at("/kcpStepToDenseStep/ucf11-input").asDouble()).isPositive();
    assertThat(err.toString()).isEmpty();
    assertThat(stray.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aPatternChoosesBenchmarksAndRatiosOfMissingOnesAreLeftOut() {
    assertThat(bench("--quick", "--design", "designs/tiny.json", "cycleModel")).isZero();

    assertThat(out.toString())
        .startsWith("designs tiny, seed 1, 20000 cycles a replay\n")
        .contains("SimulationBenchmark.cycleModel")
        .doesNotContain("Operator")
        .doesNotContain("ToVerilated");
  }

  @Test
  void mistakesAreToldInOneLineWithExitCode2() {
    refuse("kcp: pattern: nothing (expected: part of a benchmark's name)", "nothing");
    refuse("kcp: pattern: ( (expected: a regular expression)", "(");
    refuse("kcp: --seconds: 0 (expected: at least 1)", "--seconds", "0");
    refuse("kcp: none.json: no such file (expected: a design file)", "--design", "none.json");
  }

  private void refuse(String message, String... args) {
    err.getBuffer().setLength(0);
    String[] all = new String[args.length + 1];
    all[0] = "--quick";
    System.arraycopy(args, 0, all, 1, args.length);
    assertThat(bench(all)).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo(message);
    assertThat(out.toString()).isEmpty();
  }

  private int bench(String... args) {
    CommandLine line = Bench.line();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(args);
  }
}
