package org.kcpfpga.link;

import java.util.Random;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.channel.FaultyWire;
import org.kcpfpga.link.device.PacketLink;
import org.kcpfpga.link.device.Session;
import org.kcpfpga.link.device.Timeouts;
import org.kcpfpga.link.packet.DeviceModel;

/** The contract at the end of a line that spoils every tenth packet. */
class SerialLinkTest extends LinkContract {
  @Override
  public Link link(Deployment deployment) {
    Random random = new Random(7);
    DeviceModel device = new DeviceModel(deployment, 3, random);
    FaultyWire wire = new FaultyWire(device, random, 0.02);
    Session session = Session.begin(wire, Timeouts.USUAL, wire, false);
    return new PacketLink(deployment.plan(), session, progress -> {});
  }
}
