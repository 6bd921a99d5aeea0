package org.kcpfpga.verify.cosim;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.Tools;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.gates.Netlist;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.verify.coverage.ContractDesigns;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

/** What synthesis makes of tiny. */
@Tag("slow")
class NetlistContractTest extends CoreContract {
  private static final Deployment DEPLOYMENT = ContractDesigns.tiny(false);

  @TempDir static Path folder;

  private static Netlist netlist;

  @Override
  public Deployment deployment() {
    return DEPLOYMENT;
  }

  @Override
  public VerilatedModel core() {
    Tools.require("yosys");
    if (netlist == null) {
      EmittedDesign design = Emitter.emit(DEPLOYMENT.core());
      netlist = Netlist.of(design, folder, Netlist.Depth.OPERATORS);
    }
    return netlist.verilated(VerilatedOptions.CHECKED);
  }
}
