package org.kcpfpga.train.graph;

import ai.djl.engine.Engine;
import java.nio.file.Path;
import org.kcpfpga.cache.CacheHome;
import org.kcpfpga.common.UserError;

/** The library that differentiates: found, unpacked into the cache, and kept off the network. */
public final class Djl {
  private static final String NAME = "PyTorch";

  private Djl() {}

  /**
   * Starts the library, once for a process.
   *
   * @param threads of one operation; the last bits of sums depend on it
   * @throws UserError if it is not among the libraries, or has no native code for this machine
   */
  public static void start(int threads) {
    Path cache = CacheHome.folder("djl");
    System.setProperty("DJL_CACHE_DIR", cache.toString());
    System.setProperty("ENGINE_CACHE_DIR", cache.toString());
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("OPT_OUT_TRACKING", "true");
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
    System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
    try {
      engine();
    } catch (RuntimeException | LinkageError e) {
      throw missing(e);
    }
  }

  /** The engine behind all graphs. */
  static Engine engine() {
    return Engine.getEngine(NAME);
  }

  private static UserError missing(Throwable cause) {
    String machine = System.getProperty("os.name") + " " + System.getProperty("os.arch");
    return new UserError(
        "training: "
            + cause
            + " (expected: DJL with PyTorch for this machine, "
            + machine
            + "; './kcp train' fetches it for Linux x86_64)",
        cause);
  }
}
