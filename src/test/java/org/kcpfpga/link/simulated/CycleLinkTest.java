package org.kcpfpga.link.simulated;

import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.TimedLinkContract;

class CycleLinkTest extends TimedLinkContract {
  @Override
  public Link link(Deployment deployment) {
    return new CycleLink(deployment);
  }
}
