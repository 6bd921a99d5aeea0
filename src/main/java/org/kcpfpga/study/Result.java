package org.kcpfpga.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.kcpfpga.common.AtomicFile;

/**
 * What one job came to.
 *
 * @param settings what it was, in words; a result with other settings is another job's
 * @param format name
 * @param budget as in the job
 * @param seed as in the job
 * @param cost of the input operator
 * @param accuracy share of the test sequences that are right, in floating point
 * @param fixed likewise as the core computes; null if there is none
 * @param core what the core takes; null if there is none
 */
public record Result(
    String settings,
    String format,
    int budget,
    int seed,
    Cost cost,
    double accuracy,
    Double fixed,
    Core core) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The input operator in its best order.
   *
   * @param cycles ideal ones of a step with 256 multipliers
   */
  public record Cost(long parameters, long multiplications, int depth, long cycles) {}

  /** The planned core of the whole cell. */
  public record Core(long interval, int multipliers) {}

  /** The first result that {@code kcp study --json} printed, or null if it has other settings. */
  static Result printed(String text, String settings) {
    try {
      JsonNode first = JSON.readTree(text).path("results").path(0);
      Result result = JSON.treeToValue(first, Result.class);
      return result != null && settings.equals(result.settings()) ? result : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** The result in a file, or null if there is none with these settings. */
  static Result read(Path file, String settings) {
    try {
      Result result = JSON.readValue(Files.readAllBytes(file), Result.class);
      return settings.equals(result.settings()) ? result : null;
    } catch (IOException e) {
      // not there, or cut off: the job runs again
      return null;
    }
  }

  void write(Path file) {
    try {
      byte[] text = JSON.writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(file, out -> out.write(text));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
