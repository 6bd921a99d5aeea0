package org.kcpfpga.link.simulated;

import java.util.List;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.Transfer;

/** The cycle model behind the driver. */
public final class CycleLink implements Link {
  private static final int REGISTER_PATIENCE = 1000;

  private final CycleModel model;
  private final BeatFormat format;
  private final Pins pins;

  public CycleLink(Deployment deployment) {
    model = new CycleModel(deployment.plan(), deployment.quantised());
    format = new BeatFormat(deployment.plan());
    pins = new Pins(deployment.plan());
    model.step(pins);
    pins.aresetn = true;
    model.step(pins);
  }

  @Override
  public Transfer stream(List<Frame> frames, Traffic traffic) {
    return new CycleTransfer(model, pins, format, frames, traffic).go();
  }

  @Override
  public int read(int address) {
    pins.sAxilAraddr = address;
    pins.sAxilArvalid = true;
    pins.sAxilRready = true;
    for (int cycle = 0; cycle < REGISTER_PATIENCE; cycle++) {
      model.step(pins);
      if (pins.sAxilArready) {
        pins.sAxilArvalid = false;
      }
      if (pins.sAxilRvalid) {
        pins.sAxilRready = false;
        if (pins.sAxilRresp != 0) {
          throw Link.refused(false, address);
        }
        return pins.sAxilRdata;
      }
    }
    throw new IllegalStateException("s_axil: no answer to a read of " + address);
  }

  @Override
  public void write(int address, int value) {
    pins.sAxilAwaddr = address;
    pins.sAxilWdata = value;
    pins.sAxilWstrb = 0xF;
    pins.sAxilAwvalid = true;
    pins.sAxilWvalid = true;
    pins.sAxilBready = true;
    for (int cycle = 0; cycle < REGISTER_PATIENCE; cycle++) {
      model.step(pins);
      if (pins.sAxilAwready) {
        pins.sAxilAwvalid = false;
        pins.sAxilWvalid = false;
      }
      if (pins.sAxilBvalid) {
        pins.sAxilBready = false;
        if (pins.sAxilBresp != 0) {
          throw Link.refused(true, address);
        }
        return;
      }
    }
    throw new IllegalStateException("s_axil: no answer to a write of " + address);
  }

  @Override
  public void close() {}
}
