package org.kcpfpga.host;

class CycleLinkTest extends LinkContract {
  @Override
  Link link(Deployment deployment) {
    return new CycleLink(deployment);
  }
}
