package org.kcpfpga.hdl;

import circt.stage.ChiselStage$;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Turns a block and everything under it into Verilog text. */
public final class Verilog {
  private static final String[] FIRTOOL = {
    "--lowering-options=disallowLocalVariables,disallowPackedArrays,noAlwaysComb",
    "--default-layer-specialization=disable",
    "--disable-all-randomization",
    "--preserve-values=named"
  };

  private Verilog() {}

  /**
   * Emits the block that {@code top} makes, one file a module, and the hand-written modules it
   * uses. The same block gives the same bytes; threads may emit at the same time.
   *
   * @return file name to text, sorted by file name
   */
  public static SortedMap<String, String> emit(Supplier<? extends Block> top) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("kcp-verilog");
      return emit(top, folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(folder);
    }
  }

  private static SortedMap<String, String> emit(Supplier<? extends Block> top, Path folder)
      throws IOException {
    Elaboration elaboration = Elaboration.begin();
    try {
      String[] arguments = {"--target-dir", folder.toString(), "--split-verilog"};
      ChiselStage$.MODULE$.emitSystemVerilogFile(() -> new Shell<>(top), arguments, FIRTOOL);
      SortedMap<String, String> files = read(folder, elaboration);
      elaboration.library().forEach(name -> files.put(name + ".v", HandWritten.read(name)));
      return Collections.unmodifiableSortedMap(files);
    } finally {
      Elaboration.end();
    }
  }

  private static SortedMap<String, String> read(Path folder, Elaboration elaboration)
      throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> written = Files.list(folder)) {
      for (Path file : written.filter(f -> f.toString().endsWith(".sv")).toList()) {
        String module = file.getFileName().toString().replace(".sv", "");
        Checks.require(
            elaboration.modules().contains(module),
            "module " + module, "blocks of one name but different structure", "a name each");
        files.put(module + ".v", Files.readString(file));
      }
    }
    return files;
  }

  private static void delete(Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
