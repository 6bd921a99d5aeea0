package org.kcpfpga.cli.output;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.kcpfpga.common.UserError;

/** What commands print to, in UTF-8, with the reason of a failure that a PrintWriter swallows. */
public final class StandardOutput extends PrintWriter {
  private final Told told;

  private StandardOutput(Told told) {
    super(told);
    this.told = told;
  }

  /** A writer to {@code sink} whose failures {@link #failure} knows. */
  public static PrintWriter writer(OutputStream sink) {
    return new StandardOutput(
        new Told(new BufferedWriter(new OutputStreamWriter(sink, StandardCharsets.UTF_8))));
  }

  /** Flushes; the error if anything printed so far was lost, else null. */
  public static UserError failure(PrintWriter out) {
    if (!out.checkError()) {
      return null;
    }
    boolean known = out instanceof StandardOutput output && output.told.reason != null;
    String reason = known ? ((StandardOutput) out).told.reason : "a write failed";
    return UserError.at("standard output", reason, "a place that takes all of it");
  }

  /** Passes everything on and keeps why it first could not. */
  private static final class Told extends Writer {
    private final Writer sink;
    private String reason;

    private Told(Writer sink) {
      this.sink = sink;
    }

    /** What may fail. */
    private interface Step {
      void run() throws IOException;
    }

    private void noting(Step step) throws IOException {
      try {
        step.run();
      } catch (IOException e) {
        reason = reason == null ? UserError.reason(e) : reason;
        throw e;
      }
    }

    @Override
    public void write(char[] text, int from, int count) throws IOException {
      noting(() -> sink.write(text, from, count));
    }

    @Override
    public void flush() throws IOException {
      noting(sink::flush);
    }

    @Override
    public void close() throws IOException {
      noting(sink::close);
    }
  }
}
