package org.kcpfpga.hdl.verilog;

import circt.stage.ChiselStage$;
import circt.stage.phases.Exceptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kcpfpga.cache.Scratch;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Elaboration;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.hdl.Shell;
import scala.Console$;

/** Turns a block and everything under it into Verilog text. */
public final class Verilog {
  private static final String[] FIRTOOL = {
    "--lowering-options=disallowLocalVariables,disallowPackedArrays,noAlwaysComb"
        + ",locationInfoStyle=none",
    "--default-layer-specialization=disable",
    "--disable-all-randomization",
    "--preserve-values=named"
  };

  private Verilog() {}

  /** The waivers, each with its reason, under which emitted Verilog passes Verilator's -Wall. */
  public static String lintWaivers() {
    return HandWritten.read("lint.vlt");
  }

  /** The text of the hand-written Verilog file {@code hdl/<name>}. */
  public static String handWritten(String name) {
    return HandWritten.read(name);
  }

  /**
   * Emits the block that {@code top} makes, one file a module, and the hand-written modules it
   * uses. The same block gives the same bytes; threads may emit at the same time.
   *
   * @return file name to text, sorted by file name
   */
  public static SortedMap<String, String> emit(Supplier<? extends Block> top) {
    try {
      Path folder = Scratch.folder("kcp-verilog");
      try {
        return emit(top, folder);
      } finally {
        Scratch.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, String> emit(Supplier<? extends Block> top, Path folder)
      throws IOException {
    Elaboration elaboration = Elaboration.begin();
    try {
      elaborate(top, folder);
      SortedMap<String, String> files = read(folder, elaboration);
      elaboration.library().forEach(name -> files.put(name + ".v", HandWritten.read(name + ".v")));
      return Collections.unmodifiableSortedMap(files);
    } finally {
      Elaboration.end();
    }
  }

  private static void elaborate(Supplier<? extends Block> top, Path folder) {
    String[] arguments = {
      "--target-dir",
      folder.toString(),
      "--split-verilog",
      "--throw-on-first-error",
      "--firtool-binary-path",
      Firtool.standard().program().toString()
    };
    try {
      // What Chisel prints on stdout is also in the exception, and stdout belongs to the commands.
      Console$.MODULE$.withOut(
          OutputStream.nullOutputStream(),
          () ->
              ChiselStage$.MODULE$.emitSystemVerilogFile(
                  () -> new Shell<>(top), arguments, FIRTOOL));
    } catch (Exceptions.FirtoolNonZeroExitCode e) {
      throw new IllegalArgumentException(firstError(e.getMessage()), e);
    }
  }

  /** firtool's own line, which starts with file and line in Java: {@code Cell.java:7:0: error}. */
  private static String firstError(String message) {
    return message.lines().filter(l -> l.contains(": error: ")).findFirst().orElse(message);
  }

  private static SortedMap<String, String> read(Path folder, Elaboration elaboration)
      throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> written = Files.list(folder)) {
      for (Path file : written.filter(f -> f.toString().endsWith(".sv")).toList()) {
        String module = file.getFileName().toString().replace(".sv", "");
        Heading heading = elaboration.heading(module);
        files.put(module + ".v", ModuleText.of(Files.readString(file), heading));
      }
    }
    return files;
  }
}
