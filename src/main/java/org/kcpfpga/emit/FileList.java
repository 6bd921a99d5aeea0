package org.kcpfpga.emit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Lists of the files of a core for {@code -f} of a simulator, which may be started in any folder:
 * they name absolute paths, and first of all a file that says where the memory images are.
 */
final class FileList {
  private FileList() {}

  /** File name to text: the list of the core, that of its bench if there is one, and the place. */
  static Map<String, String> of(EmittedDesign design, Path folder) {
    Path home = folder.toAbsolutePath().normalize();
    String place = design.top() + "_images.vh";
    List<String> core = new ArrayList<>(List.of(place));
    core.addAll(design.verilog().keySet());
    Map<String, String> files = new TreeMap<>();
    files.put(place, place(home.toString()));
    files.put(design.top() + ".f", lines(home, core));
    for (String bench : design.documents().keySet()) {
      if (bench.endsWith(VectorBench.FILE)) {
        List<String> all = new ArrayList<>(core);
        all.add(bench);
        files.put(bench.replaceFirst("v$", "f"), lines(home, all));
      }
    }
    return files;
  }

  private static String lines(Path home, List<String> names) {
    return names.stream()
        .map(name -> quoted(home.resolve(name).toString()) + "\n")
        .collect(Collectors.joining());
  }

  /** Most tools take quotes round a name with spaces; Icarus takes names without spaces only. */
  private static String quoted(String path) {
    return path.chars().anyMatch(Character::isWhitespace) ? '"' + path + '"' : path;
  }

  /** Icarus does not open files by names that are not ASCII: there the working folder is meant. */
  private static String place(String home) {
    String text = home.replace("\\", "\\\\").replace("\"", "\\\"");
    String define = "`define KCP_IMAGE_DIR \"" + text + "\"\n";
    if (!StandardCharsets.US_ASCII.newEncoder().canEncode(home)) {
      define = "`ifdef __ICARUS__\n`define KCP_IMAGE_DIR \".\"\n`else\n" + define + "`endif\n";
    }
    return "// Where the memory images are.\n`ifndef KCP_IMAGE_DIR\n" + define + "`endif\n";
  }
}
