package org.kcpfpga.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.cli.Kcp;
import picocli.CommandLine;

@Tag("locale")
class StandardOutputTest {
  /** Takes so many bytes and no more. */
  private static final class Full extends OutputStream {
    private int left;

    Full(int left) {
      this.left = left;
    }

    @Override
    public void write(int value) throws IOException {
      if (left-- <= 0) {
        throw new IOException("No space left on device");
      }
    }
  }

  private static String refused(OutputStream sink, String... args) {
    StringWriter err = new StringWriter();
    CommandLine line = new CommandLine(new Kcp());
    line.setOut(StandardOutput.writer(sink)).setErr(new PrintWriter(err, true));
    assertThat(Kcp.run(line, args)).isEqualTo(2);
    return err.toString().strip();
  }

  @Test
  void anAnswerThatCannotBeWrittenIsAnErrorOfOneLine() {
    String expected =
        "kcp: standard output: No space left on device (expected: a place that takes all of it)";
    for (int bytes : new int[] {0, 1, 100}) {
      assertThat(refused(new Full(bytes), "plan", "designs/tiny.json")).isEqualTo(expected);
      assertThat(refused(new Full(bytes), "plan", "--json", "designs/tiny.json"))
          .isEqualTo(expected);
      assertThat(refused(new Full(bytes), "plan", "--help")).isEqualTo(expected);
    }
  }

  @Test
  void aWrongUsageIsSaidOnceWhereverTheOutputGoes() {
    assertThat(refused(new Full(0), "plan", "none.json")).hasLineCount(1).contains("none.json");
  }

  @Test
  void textIsUtf8() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintWriter out = StandardOutput.writer(bytes);
    out.print("größe");
    assertThat(StandardOutput.failure(out)).isNull();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("größe");
  }
}
