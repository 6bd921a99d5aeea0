package org.kcpfpga.verilated;

import com.sun.jna.Memory;
import java.util.Arrays;
import java.util.List;

/** One call of the stream driver of the harness, with the copying to and fro. */
final class StreamCall {
  // The order of the report of kcp_stream.
  private static final int ACCEPTED = 0;
  private static final int OUTPUTS = 1;
  private static final int CYCLES = 2;
  private static final int DONE = 3;
  private static final int FIRST_ACCEPTED = 4;
  private static final int LAST_OUTPUT = 5;
  private static final int FRAMES = 6;
  private static final int REPORT_LENGTH = 7;

  private final NativeShim shim;

  StreamCall(NativeShim shim) {
    this.shim = shim;
  }

  /** Streams; {@code words} are the data words of an output beat. */
  StreamResult run(StreamRequest request, int words) {
    long[] report = send(request);
    int length = Math.toIntExact(report[OUTPUTS] * (words + 1));
    int frames = Math.toIntExact(report[FRAMES]);
    try (Memory beats = new Memory(4L * length + 4);
        Memory stamps = new Memory(8L * frames + 8)) {
      shim.call("kcp_stream_take", beats, stamps);
      List<Long> lastStamps = Arrays.stream(stamps.getLongArray(0, frames)).boxed().toList();
      return new StreamResult(
          report[DONE] != 0 ? StreamResult.Status.DONE : StreamResult.Status.STALLED,
          Beats.ofFlat(words, beats.getIntArray(0, length)),
          report[ACCEPTED],
          report[CYCLES],
          report[FIRST_ACCEPTED],
          report[LAST_OUTPUT],
          lastStamps);
    }
  }

  private long[] send(StreamRequest request) {
    int[] flat = request.beats().flat();
    long[] report = new long[REPORT_LENGTH];
    try (Memory beats = new Memory(4L * flat.length + 4)) {
      beats.write(0, flat, 0, flat.length);
      shim.call(
          "kcp_stream",
          beats,
          (long) request.beats().size(),
          (long) request.expected(),
          request.gap(),
          request.stall(),
          request.seed(),
          request.idleLimit(),
          report);
    }
    return report;
  }
}
