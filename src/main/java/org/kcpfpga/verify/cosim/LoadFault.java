package org.kcpfpga.verify.cosim;

import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.build.RecordLayout;

/** One wrong bit on the way to a loadable core: in the first word of the model that is written. */
final class LoadFault {
  private final RecordLayout in;
  private boolean begun;
  private boolean done;

  LoadFault(AcceleratorPlan plan) {
    this.in = RecordLayout.of(TopPorts.of(plan), true);
  }

  /** Changes the input pins of some cycles. */
  void plant(int[] inputs) {
    for (int at = 0; at < inputs.length && !done; at += in.words()) {
      boolean writes =
          inputs[at + in.offset("s_axil_awvalid")] == 1
              && inputs[at + in.offset("s_axil_awaddr")] == RegisterMap.LOAD_DATA;
      if (writes) {
        inputs[at + in.offset("s_axil_wdata")] ^= 1;
        begun = true;
      }
      done = begun && !writes;
    }
  }
}
