package org.kcpfpga.verilated.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.kcpfpga.cache.CacheFolder;
import org.kcpfpga.cache.CacheHome;

/**
 * The libraries built so far, by the hash of everything they depend on. May be used by several
 * threads and processes at once; may be deleted whenever nothing is being built.
 */
public final class VerilatedCache {
  private final CacheFolder folder;
  private final Path harness;
  private final AtomicInteger builds = new AtomicInteger();

  /** A cache in {@code folder}, with the C++ harness of this installation. */
  public VerilatedCache(Path folder) {
    this(folder, Harness.folder());
  }

  VerilatedCache(Path folder, Path harness) {
    this.folder = new CacheFolder(folder);
    this.harness = Harness.checked(harness);
  }

  /** The cache of this user. */
  public static VerilatedCache standard() {
    return new VerilatedCache(CacheHome.folder("verilated"));
  }

  /** The shared library for {@code source}, built if need be. */
  public Path library(VerilatedSource source) {
    Toolchain tools = Toolchain.standard();
    VerilatedBuild build = new VerilatedBuild(source, tools, harness);
    try {
      String key = build.key(folder.place(""));
      Path entry =
          folder.entry(
              key,
              half -> {
                builds.incrementAndGet();
                RuntimeObjects runtime =
                    RuntimeObjects.of(folder, tools, harness, source.options());
                build.make(half, folder.place(key), runtime);
              });
      return entry.resolve(VerilatedBuild.LIBRARY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder {@code key}, made by {@code maker} if need be. */
  Path entry(String key, CacheFolder.Maker maker) {
    return folder.entry(key, maker);
  }

  /** Where the folder {@code key} is, once it is there. */
  Path place(String key) {
    return folder.place(key);
  }

  /** How often this object had to call Verilator. */
  public int builds() {
    return builds.get();
  }
}
