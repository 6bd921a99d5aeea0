package org.kcpfpga.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.Tools;
import org.kcpfpga.cli.CommandCalls;

@Tag("slow")
class BoardCommandTest extends CommandCalls {
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
    refused(all("--clocks: 7"), "board", "designs/tiny.json", "--clocks", "7");
    refused(all("--lose: 1.0"), "board", "designs/tiny.json", "--lose", "1");
    refused(all("--corrupt: NaN"), "board", "designs/tiny.json", "--corrupt", "NaN");
    refused(all("none.json: no such file"), "board", "none.json");
  }
}
