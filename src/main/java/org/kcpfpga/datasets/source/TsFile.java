package org.kcpfpga.datasets.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.kcpfpga.common.UserError;

/**
 * A .ts file of the UEA archive: after {@code @data} a sequence a line, its dimensions separated by
 * colons, their values by commas, the class last.
 *
 * @param size dimensions, N
 * @param values by sequence, [steps][N]
 * @param labels by sequence
 */
record TsFile(int size, List<double[]> values, List<String> labels) {
  /**
   * Reads a file.
   *
   * @throws UserError naming file and line that are wrong; missing values are refused
   */
  static TsFile read(Path path) {
    Reader reader = new Reader(path);
    try (Stream<String> lines = Files.lines(path, StandardCharsets.UTF_8)) {
      lines.forEachOrdered(reader::line);
    } catch (NoSuchFileException e) {
      throw UserError.at(path.toString(), "no such file", "a .ts file");
    } catch (IOException e) {
      throw UserError.of(path, "cannot be read", e);
    } catch (UncheckedIOException e) {
      throw UserError.at(path.toString(), "not UTF-8", "a .ts file");
    }
    if (reader.values.isEmpty()) {
      throw UserError.at(path.toString(), "no sequence", "lines after @data");
    }
    return new TsFile(reader.size, reader.values, reader.labels);
  }

  /** What has been read so far. */
  private static final class Reader {
    private final Path path;
    private final List<double[]> values = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private int number;
    private boolean data;
    private int size;

    Reader(Path path) {
      this.path = path;
    }

    void line(String line) {
      number++;
      String text = line.strip();
      if (text.isEmpty() || text.startsWith("#")) {
        return;
      }
      if (data) {
        sequence(text);
      } else {
        data = text.toLowerCase(Locale.ROOT).equals("@data");
      }
    }

    private void sequence(String text) {
      String[] parts = text.split(":", -1);
      if (parts.length < 2 || size > 0 && parts.length != size + 1) {
        throw UserError.at(
            place(),
            parts.length - 1 + " dimensions",
            (size == 0 ? "at least 1" : size + ", as in the first line") + ", and a class");
      }
      size = parts.length - 1;
      double[][] columns = new double[size][];
      for (int i = 0; i < size; i++) {
        columns[i] = numbers(parts[i]);
        if (columns[i].length != columns[0].length) {
          throw UserError.at(
              place(), columns[i].length + " steps", columns[0].length + " in all dimensions");
        }
      }
      double[] sequence = new double[columns[0].length * size];
      for (int i = 0; i < sequence.length; i++) {
        sequence[i] = columns[i % size][i / size];
      }
      values.add(sequence);
      labels.add(parts[size].strip());
    }

    private double[] numbers(String text) {
      String[] parts = text.split(",", -1);
      double[] numbers = new double[parts.length];
      for (int i = 0; i < numbers.length; i++) {
        try {
          numbers[i] = Double.parseDouble(parts[i].strip());
        } catch (NumberFormatException e) {
          throw UserError.at(place(), parts[i].strip(), "a number");
        }
        if (!Double.isFinite(numbers[i])) {
          throw UserError.at(place(), parts[i].strip(), "a finite number");
        }
      }
      return numbers;
    }

    private String place() {
      return path + " line " + number;
    }
  }
}
