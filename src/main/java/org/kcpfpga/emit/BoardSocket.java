package org.kcpfpga.emit;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.kcpfpga.common.AtomicFile;
import org.kcpfpga.common.UserError;
import org.kcpfpga.hdl.verilog.Verilog;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;

/**
 * The module {@code kcp_socket}: a design's core behind the serial link of {@code hdl/board}, with
 * ports that are the same for every design, so that no board names one.
 */
public final class BoardSocket {
  /** The top module of every board without its special cells. */
  public static final String BOARD = "kcp_board";

  private static final String MODULE = "kcp_socket";

  /** A packet carries tuser in one byte. */
  private static final int MOST_USER_BITS = 8;

  private static final List<String> FILES =
      List.of(
          "board/kcp_board.v",
          "board/kcp_cobs_decoder.v",
          "board/kcp_crc32.v",
          "board/kcp_link.v",
          "board/kcp_link_input.v",
          "board/kcp_link_order.v",
          "board/kcp_link_output.v",
          "board/kcp_link_session.v",
          "board/kcp_packet_queue.v",
          "board/kcp_packet_receiver.v",
          "board/kcp_packet_sender.v",
          "board/kcp_spi_slave.v",
          "board/kcp_uart_rx.v",
          "board/kcp_uart_tx.v",
          "kcp_ram.v");

  private static final String TEXT =
      """
      // The core @CORE behind the serial link, with ports that are the same for every design.
      module kcp_socket #(
        parameter RX_SLOT_BITS = 2,
        parameter TX_SLOT_BITS = 2
      ) (
        input        aclk,
        input        aresetn,
        input  [7:0] rx_data,
        input        rx_valid,
        output [7:0] tx_data,
        output       tx_valid,
        input        tx_ready,
        output       busy,
        output       error
      );
        wire         core_resetn;
      @WIRES

        kcp_link #(
          .BEAT_IN(@IN), .BEAT_OUT(@OUT), .USER(@USER),
          .RX_SLOT_BITS(RX_SLOT_BITS), .TX_SLOT_BITS(TX_SLOT_BITS)
        ) link (
          .aclk(aclk), .aresetn(aresetn), .core_resetn(core_resetn),
          .rx_data(rx_data), .rx_valid(rx_valid),
          .tx_data(tx_data), .tx_valid(tx_valid), .tx_ready(tx_ready),
          .busy(busy), .error(error),
      @LINKED
        );

        @CORE core (
          .aclk(aclk),
          .aresetn(core_resetn),
      @PINS
        );
      endmodule
      """;

  private BoardSocket() {}

  /**
   * Writes everything around a core into the folder of an emitted one: the socket and copies of the
   * Verilog of link and board.
   *
   * @return the Verilog files of the whole board under {@link #BOARD}, the core's included
   * @throws UserError if the design has more sequences than a packet can number
   */
  public static List<Path> write(AcceleratorPlan plan, EmittedDesign design, Path folder) {
    List<Path> files = new ArrayList<>(design.verilogFiles(folder));
    put(files, folder.resolve(MODULE + ".v"), text(plan, design.top()));
    for (String name : FILES) {
      Path file = folder.resolve(Path.of(name).getFileName().toString());
      put(files, file, Verilog.handWritten(name));
    }
    return List.copyOf(files);
  }

  private static void put(List<Path> files, Path file, String text) {
    if (Files.isDirectory(file)) {
      throw UserError.at(file.toString(), "a folder", "no folder in the way");
    }
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    if (!files.contains(file)) {
      files.add(file);
    }
  }

  /** The Verilog of the socket of a plan's core. */
  static String text(AcceleratorPlan plan, String core) {
    List<Port> pins = TopPorts.of(plan);
    int user = width(pins, "s_axis_tuser");
    if (user > MOST_USER_BITS) {
      throw UserError.at("serial link: bits of tuser", user, "at most " + MOST_USER_BITS);
    }
    String wires =
        pins.stream()
            .filter(pin -> !pin.name().equals("aresetn"))
            .map(pin -> String.format(Locale.ROOT, "  wire %-7s %s;%n", range(pin), pin.name()))
            .collect(Collectors.joining());
    return TEXT.replace("@CORE", core)
        .replace("@IN", "" + width(pins, "s_axis_tdata") / 8)
        .replace("@OUT", "" + width(pins, "m_axis_tdata") / 8)
        .replace("@USER", "" + user)
        .replace("@WIRES", wires.stripTrailing())
        .replace("@LINKED", connections(linked(pins)))
        .replace("@PINS", connections(pins));
  }

  /** What the link knows nothing of stays open. */
  private static List<Port> linked(List<Port> pins) {
    List<String> open = List.of(TopPorts.OUTPUT_USER, TopPorts.INTERRUPT);
    return pins.stream().filter(pin -> !open.contains(pin.name())).toList();
  }

  private static String range(Port pin) {
    return pin.width() == 1 ? "" : "[" + (pin.width() - 1) + ":0]";
  }

  private static String connections(List<Port> pins) {
    return pins.stream()
        .map(Port::name)
        .filter(name -> !name.equals("aresetn"))
        .map(name -> "    ." + name + "(" + name + ")")
        .collect(Collectors.joining(",\n"));
  }

  private static int width(List<Port> pins, String name) {
    return pins.stream().filter(pin -> pin.name().equals(name)).findFirst().orElseThrow().width();
  }
}
