package org.kcpfpga.host;

class CycleLinkTest extends LinkContract {
  @Override
  Link link() {
    return new CycleLink(deployment);
  }
}
