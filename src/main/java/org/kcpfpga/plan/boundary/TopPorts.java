package org.kcpfpga.plan.boundary;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.plan.AcceleratorPlan;

/** The pins of a core besides its clock, in the order in which every bulk call lays them out. */
public final class TopPorts {
  /** The clock, which no bulk call carries. */
  public static final String CLOCK = "aclk";

  /** Bits of an AXI4-Lite address. */
  public static final int ADDRESS_BITS = 12;

  /** How the pins end that AXI4-Lite wants every slave to have, and this one ignores. */
  public static final String PROTECTION = "prot";

  private static final int PROTECTION_BITS = 3;

  /** What a core that can say it says of the frame of an output. */
  public static final String OUTPUT_USER = "m_axis_tuser";

  /** The interrupt of a core that has one. */
  public static final String INTERRUPT = "irq";

  private TopPorts() {}

  /** All pins of a plan's core: inputs first; those of its parts for a system last. */
  public static List<Port> of(AcceleratorPlan plan) {
    List<Port> all = new ArrayList<>(usual(plan));
    if (plan.design().has(SystemPart.FRAMES)) {
      all.add(Port.output(OUTPUT_USER, FramePlan.of(plan).userBits()));
    }
    if (plan.design().has(SystemPart.INTERRUPT)) {
      all.add(Port.output(INTERRUPT, 1));
    }
    return List.copyOf(all);
  }

  private static List<Port> usual(AcceleratorPlan plan) {
    Design design = plan.design();
    int slot = slotBits(design.bits().activation());
    return List.of(
        new Port("aresetn", 1, true),
        new Port("s_axis_tvalid", 1, true),
        new Port("s_axis_tdata", plan.pipeline().stream().busLanes() * slot, true),
        new Port("s_axis_tlast", 1, true),
        new Port("s_axis_tuser", plan.pipeline().stream().userBits(), true),
        new Port("m_axis_tready", 1, true),
        new Port("s_axil_awaddr", ADDRESS_BITS, true),
        new Port("s_axil_awvalid", 1, true),
        new Port("s_axil_wdata", 32, true),
        new Port("s_axil_wstrb", 4, true),
        new Port("s_axil_wvalid", 1, true),
        new Port("s_axil_bready", 1, true),
        new Port("s_axil_araddr", ADDRESS_BITS, true),
        new Port("s_axil_arvalid", 1, true),
        new Port("s_axil_rready", 1, true),
        new Port("s_axil_aw" + PROTECTION, PROTECTION_BITS, true),
        new Port("s_axil_ar" + PROTECTION, PROTECTION_BITS, true),
        new Port("s_axis_tready", 1, false),
        new Port("m_axis_tvalid", 1, false),
        new Port("m_axis_tdata", design.lanes().output() * slot, false),
        new Port("m_axis_tlast", 1, false),
        new Port("s_axil_awready", 1, false),
        new Port("s_axil_wready", 1, false),
        new Port("s_axil_bresp", 2, false),
        new Port("s_axil_bvalid", 1, false),
        new Port("s_axil_arready", 1, false),
        new Port("s_axil_rdata", 32, false),
        new Port("s_axil_rresp", 2, false),
        new Port("s_axil_rvalid", 1, false));
  }

  /** Bits of the slot that carries one activation on a stream: a byte, or 16 or 32 bits. */
  public static int slotBits(int activationBits) {
    return activationBits <= 8 ? 8 : activationBits <= 16 ? 16 : 32;
  }
}
