package org.kcpfpga.board;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.BoardSocket;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.kcpfpga.verilated.build.VerilatedSource;

/** The boards that tests of the link run, each written and elaborated once. */
final class Boards {
  static final int CLOCKS_PER_BIT = 8;

  static final List<Port> PINS =
      List.of(
          Port.input("aresetn", 1),
          Port.input("uart_rx", 1),
          Port.input("spi_sck", 1),
          Port.input("spi_cs_n", 1),
          Port.input("spi_mosi", 1),
          Port.output("uart_tx", 1),
          Port.output("spi_miso", 1),
          Port.output("busy", 1),
          Port.output("error", 1));

  private static final String WITH_SPI =
      """
      module board_with_spi (
        input aclk, input aresetn, input uart_rx, output uart_tx, input spi_sck, input spi_cs_n,
        input spi_mosi, output spi_miso, output busy, output error
      );
        kcp_board #(.CLOCKS_PER_BIT(8), .SPI(1)) board (
          .aclk(aclk), .aresetn(aresetn), .uart_rx(uart_rx), .uart_tx(uart_tx), .spi_sck(spi_sck),
          .spi_cs_n(spi_cs_n), .spi_mosi(spi_mosi), .spi_miso(spi_miso), .busy(busy), .error(error)
        );
      endmodule
      """;

  static final Deployment TINY =
      RandomDesigns.deployment(DesignFile.read(Path.of("designs/tiny.json")), 9);

  /**
   * Where boards are written: a stable place, so that they are compiled once; one for each fork.
   */
  static final Path FOLDER = Path.of("target/board tests", System.getProperty("kcp.fork", "1"));

  private static List<Path> tiny;

  private Boards() {}

  /** The Verilog files of the board with the core of {@link #TINY}. */
  static synchronized List<Path> tiny() {
    if (tiny == null) {
      tiny = write(TINY, FOLDER.resolve("tiny"));
    }
    return tiny;
  }

  static List<Path> write(Deployment deployment, Path folder) {
    EmittedDesign design = Emitter.emit(deployment, Map.of());
    Emitter.write(design, folder);
    return BoardSocket.write(deployment.plan(), design, folder);
  }

  /** A running board with UART. */
  static VerilatedModel uart() {
    return uart(tiny());
  }

  static VerilatedModel uart(List<Path> files) {
    return build(BoardSocket.BOARD, files);
  }

  /** A running board with UART and SPI. */
  static VerilatedModel spi() {
    List<Path> files = new ArrayList<>(tiny());
    Path top = FOLDER.resolve("board_with_spi.v");
    try {
      Files.writeString(top, WITH_SPI);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.add(top);
    return build("board_with_spi", files);
  }

  private static VerilatedModel build(String top, List<Path> files) {
    Optional<Path> images = Optional.of(files.get(0).getParent().toAbsolutePath());
    return VerilatedModel.build(
        new VerilatedSource(top, files, images, PINS, VerilatedOptions.CHECKED));
  }
}
