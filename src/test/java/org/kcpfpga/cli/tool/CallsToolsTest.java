package org.kcpfpga.cli.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.cli.Kcp;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

class CallsToolsTest {
  private static List<String> tools(String words) {
    ParseResult last =
        new CommandLine(new Kcp())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .parseArgs(words.split(" "));
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    Object command = last.commandSpec().userObject();
    return command instanceof CallsTools calls ? calls.tools() : List.of();
  }

  /** A command and its programs, all others but the launcher's own test and bench need none. */
  @ParameterizedTest
  @CsvSource({
    "demo, verilator g++",
    "plan x, ''",
    "generate x -o y, ''",
    "run --model m --input x -o y, verilator g++",
    "run --model m --input x -o y --engine float, ''",
    "run --model m --input x -o y --engine fixed, ''",
    "run --model m --input x -o y --engine cycle, ''",
    "run --model m --input x -o y --engine tcp:host:1, ''",
    "compare --model m --input x, verilator g++",
    "compare --model m --input x --engine fixed, ''",
    "compare --model m --input x --engine cycle, ''",
    "cosim x, verilator g++",
    "soak x, verilator g++",
    "verify x, verilator g++ yosys",
    "verify x --until cycle, ''",
    "verify x --until rtl, verilator g++",
    "verify x --until bitstream, verilator g++ yosys nextpnr-ice40 icepack",
    "mutate, verilator g++ yosys",
    "coverage, verilator g++",
    "coverage --java, verilator g++ mvn",
    "prove, yosys z3",
    "board x, verilator g++ make",
    "device tcp:host:1, ''",
    "doctor, ''",
    "fpga build icebreaker --design x, yosys nextpnr-ice40 icepack icetime",
    "fpga estimate --family ecp5 x, yosys",
    "fpga package x -o y, ''",
  })
  void aCommandNeedsExactlyItsOwnTools(String words, String tools) {
    assertThat(String.join(" ", tools(words))).isEqualTo(tools);
  }

  @Test
  void allThatIsNeededIsInTheListOfTools() {
    List<String> known = ToolList.standard().stream().map(ToolList.Tool::name).toList();
    assertThat(known).containsAll(tools("fpga build icebreaker --design x"));
    assertThat(known).containsAll(tools("board x")).containsAll(tools("prove"));
    assertThat(known).containsAll(tools("coverage --java"));
  }
}
