package org.kcpfpga.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.kcpfpga.common.UserError;

/**
 * A safetensors file: named tensors of real numbers and the strings of {@code __metadata__}.
 *
 * <p>Law: every value is finite. Both maps keep the order of insertion, which is the order of
 * writing; when read, tensors come in the order of their data.
 */
public record Safetensors(Map<String, Tensor> tensors, Map<String, String> metadata) {
  /**
   * The longest header that is read, in bytes. A model has some forty tensors; JSON in memory can
   * take 50 times its text.
   */
  public static final int MAX_HEADER_BYTES = 1 << 20;

  /** Keeps unmodifiable copies. */
  public Safetensors {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Reads a whole file.
   *
   * @throws UserError naming file and key if header, offsets, shapes, types or values are wrong
   */
  public static Safetensors read(Path path) {
    return read(path, name -> true);
  }

  /**
   * Reads the tensors whose names are {@code wanted}, and passes over the data of all others.
   *
   * @throws UserError as of {@link #read(Path)}; values that are passed over may be anything
   */
  public static Safetensors read(Path path, Predicate<String> wanted) {
    return DataFile.read(
        path,
        file -> {
          SafetensorsHeader header = header(file);
          Map<String, Tensor> tensors = new LinkedHashMap<>();
          for (SafetensorsEntry entry : header.entries()) {
            if (wanted.test(entry.name())) {
              tensors.put(entry.name(), tensor(file, entry));
            } else {
              file.skip(entry.end() - entry.begin(), entry.name());
            }
          }
          return new Safetensors(tensors, header.metadata());
        });
  }

  /**
   * The shapes of all tensors by name, in the order of their data, which is not read.
   *
   * @throws UserError naming file and key if header, offsets, shapes or types are wrong
   */
  public static Map<String, int[]> shapes(Path path) {
    return DataFile.read(
        path,
        file -> {
          Map<String, int[]> shapes = new LinkedHashMap<>();
          header(file).entries().forEach(entry -> shapes.put(entry.name(), entry.shape()));
          return shapes;
        });
  }

  private static Tensor tensor(DataFile file, SafetensorsEntry entry) throws IOException {
    String place = file.path() + ": " + entry.name();
    double[] values;
    try {
      values = file.elements(entry.type(), entry.count(), entry.name());
    } catch (UserError e) {
      throw e.getMessage().startsWith(file.path().toString()) ? e : e.within(place);
    }
    return Tensor.of(entry.shape(), values).requireFinite(place);
  }

  private static SafetensorsHeader header(DataFile file) throws IOException {
    String place = file.path().toString();
    long length = file.take(Long.BYTES, "header length").getLong();
    if (length < 2 || length > file.remaining()) {
      throw UserError.at(
          place + ": header length",
          Long.toUnsignedString(length),
          "2 to the " + file.remaining() + " bytes that follow");
    }
    if (length > MAX_HEADER_BYTES) {
      throw UserError.at(place + ": header length", length, "at most " + MAX_HEADER_BYTES);
    }
    ByteBuffer text = file.take((int) length, "header");
    return SafetensorsHeader.parse(place, text, file.remaining());
  }

  /**
   * Writes all tensors as F32, rounding each value once; replaces the file atomically.
   *
   * @throws UserError if a value is not finite as a float32
   */
  public void write(Path path) {
    SafetensorsOutput.write(path, this);
  }
}
