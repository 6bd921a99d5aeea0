package org.kcpfpga.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands as a user types them, and what came of the last one. */
public abstract class CommandCalls {
  public final StringWriter out = new StringWriter();
  public final StringWriter err = new StringWriter();

  @TempDir public Path folder;

  /** Runs a command; its exit code. */
  public final int kcp(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line = new CommandLine(new Kcp());
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return Kcp.run(line, args);
  }

  /** Its answer with {@code --json}. */
  public final JsonNode json() throws IOException {
    assertThat(err.toString()).isEmpty();
    return new ObjectMapper().readTree(out.toString());
  }

  /** Exit code 2, nothing on stdout, one line on stderr with all of these. */
  public final void refused(String[] parts, String... args) {
    assertRefused(kcp(args), parts);
  }

  /** Likewise, after a command that ended with this code. */
  public final void assertRefused(int code, String... parts) {
    assertThat(code).as(err.toString()).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).startsWith("kcp: ").contains(parts);
  }

  public static String[] all(String... parts) {
    return parts;
  }
}
