package org.kcpfpga.hdl.verilog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the hand-written Verilog of the folder {@code hdl}. */
final class HandWritten {
  private HandWritten() {}

  /**
   * The text of {@code hdl/<name>}: from the class path, else from the folder that the system
   * property {@code kcp.home} names, else from the working folder.
   */
  static String read(String name) {
    String file = "hdl/" + name;
    try (InputStream packed = HandWritten.class.getResourceAsStream("/" + file)) {
      if (packed != null) {
        return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
      }
      return Files.readString(Path.of(System.getProperty("kcp.home", ".")).resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
