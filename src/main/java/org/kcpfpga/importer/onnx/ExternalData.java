package org.kcpfpga.importer.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.tensor.DataFile;

/**
 * The bytes of a tensor that are kept in a file beside the model.
 *
 * @param place the tensor, in errors
 * @param entries location, offset and length
 */
record ExternalData(String place, Map<String, String> entries) {

  /**
   * As many bytes as the tensor has.
   *
   * @param folder that of the model file, which the location is in
   * @throws UserError naming the tensor if they are not there
   */
  ByteBuffer read(Path folder, long bytes) {
    String location = entries.getOrDefault("location", "");
    Path file = inside(folder, location);
    long offset = number("offset", 0);
    long length = number("length", bytes);
    if (length != bytes) {
      throw UserError.at(place + ": length of external data", length, bytes + " for its shape");
    }
    if (bytes > Integer.MAX_VALUE - 8) {
      throw UserError.at(place + ": external data", bytes + " bytes", "below 2 GB");
    }
    return DataFile.read(
        file,
        data -> {
          data.skip(offset, "data of " + place);
          return data.take((int) bytes, "data of " + place);
        });
  }

  private long number(String key, long otherwise) {
    String text = entries.get(key);
    try {
      long number = text == null ? otherwise : Long.parseLong(text);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // as for a negative one
    }
    throw UserError.at(place + ": " + key + " of external data", text, "a number of bytes");
  }

  /** The file at a location, which must not lie outside the model's folder, nor a link lead out. */
  private Path inside(Path folder, String location) {
    String expected = "a file in the model's folder";
    try {
      Path file = folder.resolve(location).normalize();
      Path real = folder.toRealPath();
      if (location.isEmpty()
          || location.indexOf('\0') >= 0
          || !file.startsWith(folder.normalize())
          || !file.toRealPath().startsWith(real)) {
        throw UserError.at(place + ": external data", location, expected);
      }
      return file;
    } catch (InvalidPathException e) {
      throw UserError.at(place + ": external data", location, expected);
    } catch (IOException e) {
      throw UserError.at(
          place + ": external data", location + ": " + UserError.reason(e), expected);
    }
  }
}
