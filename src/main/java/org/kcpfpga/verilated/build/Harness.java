package org.kcpfpga.verilated.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.cache.CacheFolder;
import org.kcpfpga.cache.CacheHome;
import org.kcpfpga.cache.CacheKey;
import org.kcpfpga.common.UserError;

/**
 * The C++ files between Java and a Verilated model: those of the checkout that {@code kcp.home}
 * names, else those of the jar, unpacked into the cache.
 */
final class Harness {
  static final String SHIM = "kcp_shim.cpp";

  static final List<String> FILES =
      List.of(
          "kcp_axil.h",
          "kcp_java.h",
          "kcp_model.h",
          "kcp_pch.h",
          "kcp_report.h",
          SHIM,
          "kcp_stream.h");

  private Harness() {}

  /** The folder of the files. */
  static Path folder() {
    String home = System.getProperty("kcp.home");
    return home == null ? packed() : checked(Path.of(home).resolve("sim"));
  }

  /** A folder that has them. */
  static Path checked(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (!Files.isRegularFile(absolute.resolve(SHIM))) {
      throw UserError.at(
          "C++ harness", absolute, "a folder with " + SHIM + "; -Dkcp.home names its parent");
    }
    return absolute;
  }

  /** The files of the jar, in the cache. */
  static Path packed() {
    Map<String, String> texts = new LinkedHashMap<>();
    FILES.forEach(name -> texts.put(name, resource(name)));
    List<String> all = new ArrayList<>(texts.keySet());
    all.addAll(texts.values());
    return new CacheFolder(CacheHome.folder("harness"))
        .entry(
            new CacheKey().texts(all).hex(),
            half -> {
              for (Map.Entry<String, String> text : texts.entrySet()) {
                Files.writeString(half.resolve(text.getKey()), text.getValue());
              }
            });
  }

  private static String resource(String name) {
    try (InputStream packed = Harness.class.getResourceAsStream("/sim/" + name)) {
      if (packed == null) {
        throw new IllegalStateException("sim/" + name + " is not on the class path");
      }
      return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
