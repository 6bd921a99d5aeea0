package org.kcpfpga.report;

import org.kcpfpga.host.Deployment;
import org.kcpfpga.host.VerilatedCore;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.VerilatedOptions;

/** The Verilated RTL: several sequences, a GRU. */
class RtlContractTest extends CoreContract {
  private final Deployment deployment = ContractDesigns.gru();

  @Override
  Deployment deployment() {
    return deployment;
  }

  @Override
  VerilatedModel core() {
    return VerilatedCore.build(deployment, VerilatedOptions.CHECKED);
  }
}
