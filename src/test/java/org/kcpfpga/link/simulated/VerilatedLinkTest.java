package org.kcpfpga.link.simulated;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.kcpfpga.Tools;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.TimedLinkContract;
import org.kcpfpga.verilated.build.VerilatedOptions;

@Tag("slow")
class VerilatedLinkTest extends TimedLinkContract {
  @BeforeEach
  void needsVerilator() {
    Tools.require("verilator");
  }

  @Override
  public Link link(Deployment deployment) {
    return new VerilatedLink(deployment, VerilatedCore.build(deployment, VerilatedOptions.CHECKED));
  }
}
