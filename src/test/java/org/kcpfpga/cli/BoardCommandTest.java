package org.kcpfpga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;
import picocli.CommandLine;

class BoardCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aBoardTellsItsAddressAndEndsWithItsInput() {
    Tools.require("verilator");
    InputStream kept = System.in;
    System.setIn(new ByteArrayInputStream(new byte[0]));
    try {
      assertThat(kcp("board", "designs/tiny.json", "--clocks", "8")).as(err.toString()).isZero();
    } finally {
      System.setIn(kept);
    }
    assertThat(out.toString()).startsWith("serial:/").hasLineCount(1);
  }

  @Test
  void mistakesEndInOneLine() {
    refused("--clocks: 7", "board", "designs/tiny.json", "--clocks", "7");
    refused("--lose: 1.0", "board", "designs/tiny.json", "--lose", "1");
    refused("--corrupt: NaN", "board", "designs/tiny.json", "--corrupt", "NaN");
    refused("none.json: no such file", "board", "none.json");
  }

  private void refused(String message, String... args) {
    err.getBuffer().setLength(0);
    assertThat(kcp(args)).as(message).isEqualTo(2);
    assertThat(err.toString().strip()).contains(message).hasLineCount(1);
  }

  private int kcp(String... args) {
    CommandLine line = new CommandLine(new Kcp());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return Kcp.run(line, args);
  }
}
