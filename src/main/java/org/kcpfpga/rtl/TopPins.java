package org.kcpfpga.rtl;

import java.util.HashMap;
import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.Port;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.rtl.control.AxiLite;
import org.kcpfpga.rtl.control.AxiStream;

/** The pins of a core besides its clock. */
final class TopPins {
  /** 0 resets. */
  final Bits resetn;

  final AxiStream input;
  final AxiStream output;
  final AxiLite control;

  /** Null in a core without. */
  final Bits interrupt;

  private final Map<String, Bits> all = new HashMap<>();

  /** Declares the pins as the table of the plan lists them. */
  TopPins(Block top, AcceleratorPlan plan) {
    for (Port port : TopPorts.of(plan)) {
      all.put(
          port.name(),
          port.input()
              ? top.input(port.name(), port.width())
              : top.output(port.name(), port.width()));
    }
    resetn = pin("aresetn");
    input = stream("s_axis_t", pin("s_axis_tuser"));
    output = stream("m_axis_t", pin(TopPorts.OUTPUT_USER));
    control = control();
    interrupt = pin(TopPorts.INTERRUPT);
  }

  /** Null if the core has not got it. */
  private Bits pin(String name) {
    return all.get(name);
  }

  private AxiStream stream(String stem, Bits user) {
    return new AxiStream(
        pin(stem + "valid"), pin(stem + "data"), pin(stem + "last"), user, pin(stem + "ready"));
  }

  private AxiLite control() {
    String stem = "s_axil_";
    return new AxiLite(
        address(stem + "aw"),
        new AxiLite.WriteData(
            pin(stem + "wdata"), pin(stem + "wstrb"), pin(stem + "wvalid"), pin(stem + "wready")),
        new AxiLite.Response(pin(stem + "bresp"), pin(stem + "bvalid"), pin(stem + "bready")),
        address(stem + "ar"),
        new AxiLite.ReadData(
            pin(stem + "rdata"), pin(stem + "rresp"), pin(stem + "rvalid"), pin(stem + "rready")));
  }

  private AxiLite.Address address(String stem) {
    return new AxiLite.Address(pin(stem + "addr"), pin(stem + "valid"), pin(stem + "ready"));
  }
}
