package org.kcpfpga.verilated.build;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.verilated.Beats;

/** The small hand-written designs of {@code src/test/resources/verilated}. */
public final class Toys {
  private Toys() {}

  static Path file(String name) {
    URL found = Toys.class.getResource("/verilated/" + name);
    try {
      return Path.of(found.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static VerilatedSource of(String name, List<Port> ports, VerilatedOptions options) {
    return new VerilatedSource(name, List.of(file(name + ".v")), Optional.empty(), ports, options);
  }

  /** Adds 1 to every lane of a stream; four registers. */
  public static VerilatedSource toy(VerilatedOptions options) {
    return of("toy", toyPorts(), options);
  }

  static List<Port> toyPorts() {
    return List.of(
        Port.input("aresetn", 1),
        Port.input("s_axis_tvalid", 1),
        Port.output("s_axis_tready", 1),
        Port.input("s_axis_tdata", 96),
        Port.input("s_axis_tlast", 1),
        Port.input("s_axis_tuser", 1),
        Port.output("m_axis_tvalid", 1),
        Port.input("m_axis_tready", 1),
        Port.output("m_axis_tdata", 96),
        Port.output("m_axis_tlast", 1),
        Port.input("s_axil_awaddr", 8),
        Port.input("s_axil_awvalid", 1),
        Port.output("s_axil_awready", 1),
        Port.input("s_axil_wdata", 32),
        Port.input("s_axil_wstrb", 4),
        Port.input("s_axil_wvalid", 1),
        Port.output("s_axil_wready", 1),
        Port.output("s_axil_bresp", 2),
        Port.output("s_axil_bvalid", 1),
        Port.input("s_axil_bready", 1),
        Port.input("s_axil_araddr", 8),
        Port.input("s_axil_arvalid", 1),
        Port.output("s_axil_arready", 1),
        Port.output("s_axil_rdata", 32),
        Port.output("s_axil_rresp", 2),
        Port.output("s_axil_rvalid", 1),
        Port.input("s_axil_rready", 1));
  }

  /** One pin of each of eight widths, there and back. */
  public static VerilatedSource widths() {
    return of(
        "widths",
        List.of(
            Port.input("a1", 1),
            Port.input("a8", 8),
            Port.input("a12", 12),
            Port.input("a32", 32),
            Port.input("a33", 33),
            Port.input("a64", 64),
            Port.input("a65", 65),
            Port.input("a96", 96),
            Port.output("y1", 1),
            Port.output("y8", 8),
            Port.output("y12", 12),
            Port.output("y32", 32),
            Port.output("y33", 33),
            Port.output("y64", 64),
            Port.output("y65", 65),
            Port.output("y96", 96),
            Port.output("sum", 9)),
        VerilatedOptions.CHECKED);
  }

  /** A memory image. */
  static VerilatedSource rom(Path images) {
    return new VerilatedSource(
        "rom",
        List.of(file("rom.v")),
        Optional.of(images),
        List.of(Port.input("address", 2), Port.output("value", 8)),
        VerilatedOptions.CHECKED);
  }

  /** A stream that breaks the protocol. */
  public static VerilatedSource rude() {
    return of(
        "rude",
        List.of(
            Port.input("aresetn", 1),
            Port.input("s_axis_tvalid", 1),
            Port.output("s_axis_tready", 1),
            Port.input("s_axis_tdata", 8),
            Port.output("m_axis_tvalid", 1),
            Port.input("m_axis_tready", 1),
            Port.output("m_axis_tdata", 8)),
        VerilatedOptions.CHECKED);
  }

  /** Beats of three words: 10 b, 10 b + 1, 10 b + 2; tlast on every {@code frame}th. */
  public static Beats beats(int count, int frame) {
    Beats beats = new Beats(3);
    for (int b = 0; b < count; b++) {
      beats.add(new int[] {10 * b, 10 * b + 1, 10 * b + 2}, (b + 1) % frame == 0, 0);
    }
    return beats;
  }

  public static Beats magic(int word) {
    return new Beats(3).add(new int[] {word, 0, 0}, true, 0);
  }
}
