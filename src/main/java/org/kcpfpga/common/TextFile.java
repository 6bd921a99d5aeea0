package org.kcpfpga.common;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Small files of text that users write, in UTF-8. */
public final class TextFile {
  /** The longest file that is read, in bytes. */
  public static final int MAX_BYTES = 1 << 20;

  private static final String MARK = "\uFEFF";

  private TextFile() {}

  /**
   * The text of a file, which may be a pipe, without the byte order mark that some editors put
   * first.
   *
   * @param what it should be, for messages: "a design file"
   * @throws UserError if it is missing, too long, cannot be read, or is not UTF-8
   */
  public static String read(Path file, String what) {
    if (Files.isDirectory(file)) {
      throw UserError.at(file.toString(), "a directory", what);
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw UserError.at(
            file.toString(), "more than " + MAX_BYTES + " bytes", what + ", shorter");
      }
      return decode(file, bytes, what);
    } catch (NoSuchFileException e) {
      throw UserError.at(file.toString(), "no such file", what);
    } catch (IOException e) {
      throw UserError.of(file, "cannot be read", e);
    }
  }

  private static String decode(Path file, byte[] bytes, String what) {
    if (wide(bytes)) {
      throw UserError.at(file.toString(), "UTF-16 or UTF-32", what + " in UTF-8");
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
    } catch (CharacterCodingException e) {
      throw UserError.at(file.toString(), "not UTF-8", what + " in UTF-8");
    }
  }

  /** Whether these are units of two or four bytes: a mark, or a zero among the first two. */
  private static boolean wide(byte[] bytes) {
    if (bytes.length < 2) {
      return false;
    }
    int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
    return first == 0xfeff || first == 0xfffe || bytes[0] == 0 || bytes[1] == 0;
  }
}
