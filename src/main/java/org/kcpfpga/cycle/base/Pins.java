package org.kcpfpga.cycle.base;

import org.kcpfpga.plan.AcceleratorPlan;

/** The pins of a core in one cycle, named like the ports of the Verilog; inputs first. */
public final class Pins {
  public boolean aresetn;
  public boolean sAxisTvalid;

  /** B elements of x; bits above the activation's are ignored. */
  public final int[] sAxisTdata;

  public boolean sAxisTlast;

  /** Bit 0 starts a sequence, the bits above number it. */
  public int sAxisTuser;

  public boolean mAxisTready;
  public int sAxilAwaddr;
  public boolean sAxilAwvalid;
  public int sAxilWdata;
  public int sAxilWstrb;
  public boolean sAxilWvalid;
  public boolean sAxilBready;
  public int sAxilAraddr;
  public boolean sAxilArvalid;
  public boolean sAxilRready;

  public boolean sAxisTready;
  public boolean mAxisTvalid;

  /** q elements of h, 0 while {@link #mAxisTvalid} is low. */
  public final int[] mAxisTdata;

  public boolean mAxisTlast;

  /** Start, sequence and bad; 0 in a core without the pins. */
  public int mAxisTuser;

  public boolean sAxilAwready;
  public boolean sAxilWready;
  public int sAxilBresp;
  public boolean sAxilBvalid;
  public boolean sAxilArready;
  public int sAxilRdata;
  public int sAxilRresp;
  public boolean sAxilRvalid;

  /** Low in a core without the pin. */
  public boolean irq;

  /** All pins low. */
  public Pins(AcceleratorPlan plan) {
    sAxisTdata = new int[plan.pipeline().stream().busLanes()];
    mAxisTdata = new int[plan.design().lanes().output()];
  }

  /** Whether a beat goes in at the end of this cycle. */
  public boolean inputTaken() {
    return sAxisTvalid && sAxisTready;
  }

  /** Whether a beat comes out at the end of this cycle. */
  public boolean outputTaken() {
    return mAxisTvalid && mAxisTready;
  }
}
