package org.kcpfpga.report;

import org.kcpfpga.host.Deployment;
import org.kcpfpga.host.VerilatedCore;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.VerilatedOptions;

/** The Verilated RTL of a loadable core. */
class LoadableContractTest extends CoreContract {
  private final Deployment deployment = ContractDesigns.tiny(true);

  @Override
  Deployment deployment() {
    return deployment;
  }

  @Override
  VerilatedModel core() {
    return VerilatedCore.build(deployment, VerilatedOptions.CHECKED);
  }
}
