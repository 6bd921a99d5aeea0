package org.kcpfpga.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** SHA-256 over everything a build depends on; each part goes in with its length. */
public final class CacheKey {
  // 128 bits of the hash keep paths short and are far from any collision.
  private static final int DIGITS = 32;

  private final MessageDigest digest;

  /** A key of nothing yet. */
  public CacheKey() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Takes in texts, such as flags and versions. */
  public CacheKey texts(List<String> texts) {
    texts.forEach(text -> part(text.getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  /** Takes in the names (without their folders) and the contents of files. */
  public CacheKey files(List<Path> files) throws IOException {
    for (Path file : files) {
      part(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
      part(Files.readAllBytes(file));
    }
    return this;
  }

  /** The files that lie directly in {@code folder}, by name. */
  public static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void part(byte[] bytes) {
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }

  /** The key, in hexadecimal digits. Ends this object's use. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
  }
}
