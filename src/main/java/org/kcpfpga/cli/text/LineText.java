package org.kcpfpga.cli.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kcpfpga.link.device.LinkStatistics;
import org.kcpfpga.link.device.StreamProgress;

/** How a stream to a board goes, in words and for JSON. */
public final class LineText {
  private LineText() {}

  public static String of(StreamProgress line) {
    LinkStatistics link = line.statistics();
    return String.format(
        Locale.ROOT,
        "%d of %d steps, %.0f bytes/s, %.1f steps/s, %d packets sent again, %d damaged,"
            + " %d reconnects",
        line.steps(),
        line.of(),
        line.bytesPerSecond(),
        line.stepsPerSecond(),
        link.sentAgain(),
        link.damaged(),
        link.reconnects());
  }

  public static Map<String, Object> values(StreamProgress line) {
    LinkStatistics link = line.statistics();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("bytesPerSecond", line.bytesPerSecond());
    values.put("stepsPerSecond", line.stepsPerSecond());
    values.put("bytesSent", link.bytesSent());
    values.put("bytesReceived", link.bytesReceived());
    values.put("sentAgain", link.sentAgain());
    values.put("damaged", link.damaged());
    values.put("timeouts", link.timeouts());
    values.put("reconnects", link.reconnects());
    return values;
  }
}
