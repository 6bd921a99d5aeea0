package org.kcpfpga.hdl.verilog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kcpfpga.cache.CacheFolder;
import org.kcpfpga.cache.CacheHome;
import org.kcpfpga.common.UserError;

/**
 * The compiler from Chisel's FIRRTL to Verilog. It comes in a library of this program and is
 * unpacked once into our caches: Chisel's own place for it cannot be chosen once Java runs.
 *
 * @param program the executable
 * @param version what it says it is, such as 1.155.0
 */
public record Firtool(Path program, String version) {
  /** Chisel's variable, the folder of a firtool to use in place of ours. */
  private static final String CHOSEN = "CHISEL_FIRTOOL_PATH";

  private static final String PACKED = "org.chipsalliance/llvm-firtool/";
  private static final String NAME = "firtool";
  private static final Pattern VERSION = Pattern.compile("firtool-(\\S+)");

  private static Firtool standard;

  /**
   * The one that this process uses, unpacked if need be.
   *
   * @throws UserError if there is none or it does not run
   */
  public static synchronized Firtool standard() {
    if (standard == null) {
      String chosen = System.getenv().getOrDefault(CHOSEN, "");
      standard = started(chosen.isEmpty() ? unpacked() : Path.of(chosen).resolve(NAME));
    }
    return standard;
  }

  /** The version of the one in our library; Verilog of another may differ. */
  public static String needed() {
    try (InputStream text = packed("project.version")) {
      return text == null ? "1" : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UserError("library llvm-firtool: " + e.getMessage(), e);
    }
  }

  private static Path unpacked() {
    String file = platform() + "/bin/" + NAME;
    String key = NAME + "-" + needed() + "-" + platform();
    CacheFolder cache = new CacheFolder(CacheHome.folder(NAME));
    return cache.entry(key, folder -> unpack(file, folder.resolve(NAME))).resolve(NAME);
  }

  private static void unpack(String file, Path program) throws IOException {
    try (InputStream binary = packed(file)) {
      if (binary == null) {
        throw UserError.at(
            NAME, "none for " + platform(), CHOSEN + ", the folder of firtool " + needed());
      }
      Files.copy(binary, program);
    }
    // for all who may read the cache
    program.toFile().setExecutable(true, false);
  }

  private static InputStream packed(String file) {
    return Firtool.class.getClassLoader().getResourceAsStream(PACKED + file);
  }

  /** As the library names it: linux-x64, macos-aarch64. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
    return (system.startsWith("mac") ? "macos" : system)
        + "-"
        + (machine.matches("amd64|x86_64") ? "x64" : machine);
  }

  /** Throws unless {@code program} can be started and tells its version. */
  static Firtool started(Path program) {
    String said;
    try {
      Process process =
          new ProcessBuilder(List.of(program.toString(), "--version"))
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UserError(
          NAME
              + ": "
              + e.getMessage()
              + " (expected: a program that can be started; KCP_CACHE names another folder for it,"
              + " "
              + CHOSEN
              + " that of another firtool)",
          e);
    }
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      throw UserError.at(program + " --version", said, "CIRCT firtool-" + needed());
    }
    return new Firtool(program.toAbsolutePath(), version.group(1));
  }
}
