package org.kcpfpga.host;

class CycleLinkTest extends TimedLinkContract {
  @Override
  Link link(Deployment deployment) {
    return new CycleLink(deployment);
  }
}
