package org.kcpfpga.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.kcpfpga.common.UserError;

/** The folder below which everything is kept that nobody asked for by name. */
public final class CacheHome {
  /** The environment variable that names it; the launcher always sets it. */
  public static final String VARIABLE = "KCP_CACHE";

  private CacheHome() {}

  /**
   * The folder {@code name} of the caches, made if need be.
   *
   * @throws UserError if it cannot be made
   */
  public static Path folder(String name) {
    Path folder = in(System.getenv(), System.getProperty("user.home")).resolve(name);
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** The root under this environment, absolute: {@code KCP_CACHE}, else in the cache of a user. */
  static Path in(Map<String, String> environment, String userHome) {
    String named = environment.getOrDefault(VARIABLE, "");
    if (!named.isEmpty()) {
      return Path.of(named).toAbsolutePath().normalize();
    }
    // By the XDG rules a relative path there is to be ignored.
    Path caches = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    if (!caches.isAbsolute()) {
      caches = Path.of(environment.getOrDefault("HOME", userHome), ".cache").toAbsolutePath();
    }
    return caches.resolve("kcp-fpga");
  }

  /** What to say of a folder of the caches that does not take files. */
  static UserError unwritable(Path folder, IOException cause) {
    String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return new UserError(
        VARIABLE + ": " + folder + ": " + reason + " (expected: a folder that can be written)",
        cause);
  }
}
