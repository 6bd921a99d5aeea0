package org.kcpfpga.link.simulated;

import java.util.List;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Link;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.Transfer;
import org.kcpfpga.plan.AcceleratorPlan;

/** A core that moves cycle by cycle behind the driver: the cycle model, or one that is recorded. */
public final class CycleLink implements Link {
  private static final int REGISTER_PATIENCE = 1000;

  private final PinCore core;
  private final BeatFormat format;
  private final Pins pins;

  /** The cycle model of a deployment. */
  public CycleLink(Deployment deployment) {
    this(deployment.plan(), new CycleModel(deployment.plan(), deployment.quantised())::step);
  }

  /** Any core of a plan; it begins with a reset, and is closed in the end. */
  public CycleLink(AcceleratorPlan plan, PinCore core) {
    this.core = core;
    format = new BeatFormat(plan);
    pins = new Pins(plan);
    core.step(pins);
    pins.aresetn = true;
    core.step(pins);
  }

  @Override
  public Transfer stream(List<Frame> frames, Traffic traffic) {
    return new CycleTransfer(core, pins, format, frames, traffic).go();
  }

  @Override
  public int read(int address) {
    pins.sAxilAraddr = address;
    pins.sAxilArvalid = true;
    pins.sAxilRready = true;
    for (int cycle = 0; cycle < REGISTER_PATIENCE; cycle++) {
      core.step(pins);
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
      core.step(pins);
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
  public void close() {
    core.close();
  }
}
