package org.kcpfpga.host;

import java.util.Random;
import org.kcpfpga.serial.DeviceModel;
import org.kcpfpga.serial.FaultyWire;
import org.kcpfpga.serial.Patience;
import org.kcpfpga.serial.SerialLink;
import org.kcpfpga.serial.Session;

/** The contract at the end of a line that spoils every tenth packet. */
class SerialLinkTest extends LinkContract {
  @Override
  Link link(Deployment deployment) {
    Random random = new Random(7);
    DeviceModel device = new DeviceModel(deployment, 3, random);
    FaultyWire wire = new FaultyWire(device, random, 0.02);
    Session session = Session.begin(wire, Patience.USUAL, wire, false);
    return new SerialLink(deployment.plan(), session, progress -> {});
  }
}
