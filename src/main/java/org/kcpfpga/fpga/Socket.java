package org.kcpfpga.fpga;

import java.nio.file.Path;
import java.util.List;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.plan.AcceleratorPlan;

/** Writes the module {@code kcp_socket}, with which a board's top takes any core. */
@FunctionalInterface
public interface Socket {
  /**
   * Writes what stands between board and core into the folder of an emitted core.
   *
   * @return all Verilog files in it, the core's included
   */
  List<Path> write(AcceleratorPlan plan, EmittedDesign design, Path folder);
}
