package org.kcpfpga.verify.cosim;

import org.junit.jupiter.api.Tag;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.verify.coverage.ContractDesigns;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

/** The Verilated RTL: several sequences, a GRU. */
@Tag("slow")
class RtlContractTest extends CoreContract {
  private final Deployment deployment = ContractDesigns.gru();

  @Override
  public Deployment deployment() {
    return deployment;
  }

  @Override
  public VerilatedModel core() {
    return VerilatedCore.build(deployment, VerilatedOptions.CHECKED);
  }
}
