package org.kcpfpga.host;

import org.junit.jupiter.api.BeforeEach;
import org.kcpfpga.Tools;
import org.kcpfpga.verilated.VerilatedOptions;

class VerilatedLinkTest extends LinkContract {
  @BeforeEach
  void needsVerilator() {
    Tools.require("verilator");
  }

  @Override
  Link link(Deployment deployment) {
    return new VerilatedLink(deployment, VerilatedCore.build(deployment, VerilatedOptions.CHECKED));
  }
}
