package org.kcpfpga.verilated.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kcpfpga.common.UserError;
import org.kcpfpga.plan.boundary.Port;

/**
 * What is to be Verilated.
 *
 * @param top name of the top module; its clock pin is {@value #CLOCK}
 * @param files Verilog files, each with a different file name
 * @param images folder of the memory images; the Verilog reaches it as {@code `KCP_IMAGE_DIR}, a
 *     string that ends in a slash
 * @param ports the pins of the top module in order of declaration, without the clock
 * @param options speed or checks
 */
public record VerilatedSource(
    String top,
    List<Path> files,
    Optional<Path> images,
    List<Port> ports,
    VerilatedOptions options) {

  /** The clock pin of every top module. */
  public static final String CLOCK = "aclk";

  /** Checks that the files are there and that names do not repeat. */
  public VerilatedSource {
    files = List.copyOf(files);
    ports = List.copyOf(ports);
    Set<String> names = new HashSet<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw UserError.at("Verilog file", file, "a file");
      }
      unique(names, file.getFileName().toString(), "Verilog file");
    }
    Set<String> pins = new HashSet<>(Set.of(CLOCK));
    ports.forEach(port -> unique(pins, port.name(), "port"));
    images.ifPresent(VerilatedSource::checkFolder);
  }

  private static void unique(Set<String> names, String name, String what) {
    if (!names.add(name)) {
      throw UserError.at(what, name, "each name once");
    }
  }

  private static void checkFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw UserError.at("memory images", folder, "a folder");
    }
  }

  /** Where the input pins stand in the record of one cycle. */
  public RecordLayout inputs() {
    return RecordLayout.of(ports, true);
  }

  /** Where the output pins stand in the record of one cycle. */
  public RecordLayout outputs() {
    return RecordLayout.of(ports, false);
  }
}
