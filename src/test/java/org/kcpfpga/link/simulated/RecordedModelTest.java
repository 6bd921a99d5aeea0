package org.kcpfpga.link.simulated;

import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.TimedLinkContract;
import org.kcpfpga.wave.WaveFiles;

class RecordedModelTest extends TimedLinkContract {
  @Override
  public Link link(Deployment deployment) {
    return WaveFiles.NONE.record(
        wave -> new CycleLink(deployment.plan(), RecordedCore.model(deployment, wave)));
  }
}
