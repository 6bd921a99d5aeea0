package org.kcpfpga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.cli.tool.ToolList;
import org.kcpfpga.common.UserError;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@Tag("locale")
class KcpTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** A command that ends in whatever way a test wants. */
  @Command(name = "probe")
  private record Probe(Callable<Integer> work) implements Callable<Integer> {
    @Override
    public Integer call() throws Exception {
      return work.call();
    }
  }

  private int kcp(String... args) {
    return kcpWith(() -> 0, args);
  }

  private int kcpWith(Callable<Integer> probe, String... args) {
    CommandLine line = new CommandLine(new Kcp()).addSubcommand("probe", new Probe(probe));
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return Kcp.run(line, args);
  }

  @Test
  void doctorAnswersOneJsonObjectThatNamesEveryTool() throws IOException {
    int code = kcp("doctor", "--json");

    JsonNode answer = new ObjectMapper().readTree(out.toString());
    assertThat(answer.get("tools").findValuesAsText("name"))
        .containsExactly(
            "java",
            "mvn",
            "g++",
            "make",
            "verilator",
            "yosys",
            "z3",
            "iverilog",
            "python3",
            "chromium",
            "nextpnr-ice40",
            "icepack",
            "icetime",
            "fst2vcd",
            "torchrun",
            "slurmctld",
            "slurmd",
            "sbatch",
            "firtool");
    JsonNode java = answer.get("tools").get(0);
    assertThat(java.get("ok").asBoolean()).isTrue();
    assertThat(java.get("needed").asText()).isEqualTo("17");
    assertThat(code).isEqualTo(answer.get("ok").asBoolean() ? 0 : 2);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void doctorPrintsOneLineForEachToolBelowTheHeading() {
    kcp("doctor");
    // the heading, the tools of the list, and firtool
    int rows = ToolList.read(Path.of("sim/tools.txt")).size() + 2;
    assertThat(out.toString().lines()).hasSize(rows).anyMatch(line -> line.startsWith("verilator"));
  }

  @Test
  void everyCommandHasHelp() {
    assertThat(kcp("doctor", "--help")).isZero();
    assertThat(out.toString()).contains("Usage: kcp doctor", "--json", "--trace");
  }

  @Test
  void theVersionIsTheOneOfThePom() {
    assertThat(kcp("--version")).isZero();
    assertThat(out.toString().strip()).matches("kcp-fpga \\d+\\.\\d+\\.\\d+");
  }

  @Test
  void anUnknownCommandIsNamedTogetherWithTheKnownOnes() {
    assertThat(kcp("frobnicate")).isEqualTo(2);
    TreeSet<String> known = new TreeSet<>(new CommandLine(new Kcp()).getSubcommands().keySet());
    assertThat(known).hasSizeGreaterThan(15).contains("demo", "run");
    // those of the launcher
    known.addAll(List.of("bench", "probe", "test"));
    assertThat(err.toString().strip())
        .isEqualTo(
            "kcp: command: frobnicate (expected: one of %s); try 'kcp --help'",
            String.join(", ", known));
  }

  @Test
  void anUnknownOptionIsOneLineWithAHint() {
    assertThat(kcp("doctor", "--jsn")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("--jsn", "try 'kcp doctor --help'");
  }

  @Test
  void noCommandShowsTheUsageAndIsAnError() {
    assertThat(kcp()).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: kcp", "doctor", "bench", "no command given");
  }

  @Test
  void aUsersMistakeIsOneLineWithoutATrace() {
    UserError error = UserError.at("tiny.json: inputLanes", 7, "a divisor of 12");
    assertThat(
            kcpWith(
                () -> {
                  throw error;
                },
                "probe"))
        .isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo("kcp: tiny.json: inputLanes: 7 (expected: a divisor of 12)");
  }

  @Test
  void aMissingFileIsAUsersMistake() {
    assertThat(
            kcpWith(
                () -> {
                  throw new NoSuchFileException("x.npy");
                },
                "probe"))
        .isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo("kcp: x.npy: no such file");
  }

  @Test
  void anythingElseIsAnInternalErrorAndNotAUsersMistake() {
    Callable<Integer> broken =
        () -> {
          throw new IllegalStateException("two\nlines");
        };
    assertThat(kcpWith(broken, "probe")).isEqualTo(70);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString())
        .startsWith("kcp: internal error: java.lang.IllegalStateException: two lines")
        .contains("--trace");
  }

  @Test
  void theTraceIsShownOnRequestBeforeOrAfterTheCommand() {
    Callable<Integer> broken =
        () -> {
          throw new IllegalStateException("why");
        };
    kcpWith(broken, "probe", "--trace");
    assertThat(err.toString()).contains("at org.kcpfpga.cli.KcpTest");
    err.getBuffer().setLength(0);
    kcpWith(broken, "--trace", "probe");
    assertThat(err.toString()).contains("at org.kcpfpga.cli.KcpTest");
  }

  @Test
  void runningOutOfMemoryIsSaidPlainly() {
    assertThat(
            kcpWith(
                () -> {
                  throw new OutOfMemoryError();
                },
                "probe"))
        .isEqualTo(70);
    assertThat(err.toString()).contains("out of memory", "KCP_JAVA_OPTS");
  }

  @Test
  void theExitCodeOfACommandIsThatOfTheProgram() {
    assertThat(kcpWith(() -> 1, "probe")).isEqualTo(1);
  }

  @Test
  void hardwareThatStallsIsAFailedCheck() {
    int code =
        kcpWith(
            () -> {
              throw new org.kcpfpga.link.StreamStalled(500, 3, 6, 0, 6);
            },
            "probe");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).startsWith("kcp: s_axis: stalled for 500 cycles").hasLineCount(1);
  }
}
