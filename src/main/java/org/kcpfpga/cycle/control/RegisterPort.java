package org.kcpfpga.cycle.control;

import org.kcpfpga.cycle.base.Pins;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.TopPorts;

/** The AXI4-Lite side: one write and one read at a time, each granted for one cycle. */
public final class RegisterPort {
  private static final int OKAY = 0;
  private static final int SLVERR = 2;
  private static final int ADDRESS_MASK = (1 << TopPorts.ADDRESS_BITS) - Integer.BYTES;

  private final Registers registers;

  /** Whether there is a register, by word address. */
  private final boolean[] known = new boolean[(1 << TopPorts.ADDRESS_BITS) / Integer.BYTES];

  private boolean writeGranted;
  private boolean written;
  private int writeResponse;
  private boolean readGranted;
  private boolean read;
  private int readResponse;
  private int readData;

  public RegisterPort(AcceleratorPlan plan, Registers registers) {
    this.registers = registers;
    for (RegisterMap.Register register : RegisterMap.of(plan)) {
      known[register.address() / Integer.BYTES] = true;
    }
  }

  public void reset() {
    writeGranted = false;
    written = false;
    writeResponse = OKAY;
    readGranted = false;
    read = false;
    readResponse = OKAY;
    readData = 0;
  }

  /** Whether nothing was granted or waits to be taken. */
  public boolean idle() {
    return !(writeGranted || written || readGranted || read);
  }

  public void drive(Pins pins) {
    pins.sAxilAwready = writeGranted;
    pins.sAxilWready = writeGranted;
    pins.sAxilBresp = writeResponse;
    pins.sAxilBvalid = written;
    pins.sAxilArready = readGranted;
    pins.sAxilRdata = readData;
    pins.sAxilRresp = readResponse;
    pins.sAxilRvalid = read;
  }

  /** Moves the read side by a cycle; registers give what they hold in cycle {@code now}. */
  public void read(Pins pins, long now) {
    boolean grant = pins.sAxilArvalid && !readGranted && !read;
    if (readGranted) {
      int address = pins.sAxilAraddr & ADDRESS_MASK;
      boolean there = known[address / Integer.BYTES] && registers.readable(address);
      read = true;
      readData = there ? registers.read(address, now) : 0;
      readResponse = there ? OKAY : SLVERR;
    } else if (read && pins.sAxilRready) {
      read = false;
      readData = 0;
      readResponse = OKAY;
    }
    readGranted = grant;
  }

  /** Moves the write side by a cycle. */
  public void write(Pins pins) {
    boolean grant = pins.sAxilAwvalid && pins.sAxilWvalid && !writeGranted && !written;
    if (writeGranted) {
      int address = pins.sAxilAwaddr & ADDRESS_MASK;
      boolean there = known[address / Integer.BYTES];
      boolean effect = there && (pins.sAxilWstrb & 1) != 0;
      written = true;
      boolean accepted = effect ? registers.write(address, pins.sAxilWdata) : there;
      writeResponse = accepted ? OKAY : SLVERR;
    } else if (written && pins.sAxilBready) {
      written = false;
      writeResponse = OKAY;
    }
    writeGranted = grant;
  }
}
