package org.kcpfpga.cache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Temporary files and folders: gone when their user deletes them or when the process ends. */
public final class Scratch {
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Scratch::deleteAll, "scratch"));
  }

  private Scratch() {}

  /** A new folder among the temporary files of the system. */
  public static Path folder(String prefix) throws IOException {
    return opened(Files.createTempDirectory(prefix));
  }

  /** A new folder in {@code parent}. */
  public static Path folder(Path parent, String prefix) throws IOException {
    return opened(Files.createTempDirectory(parent, prefix));
  }

  /** A new file in {@code parent}. */
  public static Path file(Path parent, String prefix, String suffix) throws IOException {
    return opened(Files.createTempFile(parent, prefix, suffix));
  }

  private static Path opened(Path path) {
    OPEN.add(path);
    return path;
  }

  /** Deletes what was made here, or any other file or folder with all that is in it. */
  public static void delete(Path tree) throws IOException {
    OPEN.remove(tree);
    if (Files.exists(tree)) {
      try (Stream<Path> files = Files.walk(tree)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Deletes what is left; a tool that is just ending may add a file meanwhile. */
  public static void deleteAll() {
    for (Path path : Set.copyOf(OPEN)) {
      for (int attempt = 0; attempt < 3 && Files.exists(path); attempt++) {
        try {
          delete(path);
        } catch (IOException | RuntimeException busy) {
          // once more; what then remains is for the system's own cleaning of temporary files
        }
      }
    }
  }
}
