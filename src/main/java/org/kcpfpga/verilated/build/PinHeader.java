package org.kcpfpga.verilated.build;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.kcpfpga.plan.boundary.Port;

/** Writes {@code kcp_pins.h}: all that the C++ harness knows about a particular design. */
final class PinHeader {
  /** The pins the stream and register drivers look for, by direction. */
  private static final Map<String, Boolean> PROTOCOL = protocol();

  private PinHeader() {}

  private static Map<String, Boolean> protocol() {
    Map<String, Boolean> pins = new TreeMap<>();
    List.of(
            "aresetn",
            "s_axis_tvalid",
            "s_axis_tdata",
            "s_axis_tlast",
            "s_axis_tuser",
            "m_axis_tready",
            "s_axil_awaddr",
            "s_axil_awvalid",
            "s_axil_wdata",
            "s_axil_wstrb",
            "s_axil_wvalid",
            "s_axil_bready",
            "s_axil_araddr",
            "s_axil_arvalid",
            "s_axil_rready")
        .forEach(name -> pins.put(name, true));
    List.of(
            "s_axis_tready",
            "m_axis_tvalid",
            "m_axis_tdata",
            "m_axis_tlast",
            "s_axil_awready",
            "s_axil_wready",
            "s_axil_bresp",
            "s_axil_bvalid",
            "s_axil_arready",
            "s_axil_rdata",
            "s_axil_rresp",
            "s_axil_rvalid")
        .forEach(name -> pins.put(name, false));
    return pins;
  }

  /** The header for a design with these ports. */
  static String of(List<Port> ports) {
    StringBuilder text = new StringBuilder("// The pins of this design; written by PinHeader.\n");
    record(text, "INPUT", ports, true);
    record(text, "OUTPUT", ports, false);
    text.append("#define KCP_PROTOCOL(FIELD)");
    PROTOCOL.forEach((name, input) -> field(text, name, Port.only(ports, input)));
    return text.append('\n').toString();
  }

  private static void record(StringBuilder text, String what, List<Port> ports, boolean inputs) {
    RecordLayout layout = RecordLayout.of(ports, inputs);
    text.append(String.format(Locale.ROOT, "#define KCP_%s_WORDS %d\n", what, layout.words()));
    text.append(String.format(Locale.ROOT, "#define KCP_%sS(PIN)", what));
    for (Port port : Port.only(ports, inputs)) {
      text.append(
          String.format(
              Locale.ROOT,
              " \\\n  PIN(%s, %d, %d)",
              port.name(),
              port.width(),
              layout.offset(port.name())));
    }
    text.append('\n');
  }

  private static void field(StringBuilder text, String name, List<Port> ports) {
    int word = -1;
    int words = 0;
    int next = 0;
    for (Port port : ports) {
      if (port.name().equals(name)) {
        word = next;
        words = port.words();
      }
      next += port.words();
    }
    text.append(String.format(Locale.ROOT, " \\\n  FIELD(%s, %d, %d)", name, word, words));
  }
}
