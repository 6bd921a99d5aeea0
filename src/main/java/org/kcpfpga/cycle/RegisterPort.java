package org.kcpfpga.cycle;

import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.RegisterMap;
import org.kcpfpga.plan.TopPorts;

/** The AXI4-Lite side: one write and one read at a time, each granted for one cycle. */
final class RegisterPort {
  private static final int OKAY = 0;
  private static final int SLVERR = 2;
  private static final int ADDRESS_MASK = (1 << TopPorts.ADDRESS_BITS) - Integer.BYTES;

  private final Counters counters;
  private final int planHash;

  /** Whether there is a register, by word address. */
  private final boolean[] known = new boolean[(1 << TopPorts.ADDRESS_BITS) / Integer.BYTES];

  private boolean writeGranted;
  private boolean written;
  private int writeResponse;
  private boolean readGranted;
  private boolean read;
  private int readResponse;
  private int readData;

  RegisterPort(AcceleratorPlan plan, Counters counters) {
    this.counters = counters;
    this.planHash = plan.hash();
    for (RegisterMap.Register register : RegisterMap.of(plan)) {
      known[register.address() / Integer.BYTES] = true;
    }
  }

  void reset() {
    writeGranted = false;
    written = false;
    writeResponse = OKAY;
    readGranted = false;
    read = false;
    readResponse = OKAY;
    readData = 0;
  }

  void drive(Pins pins) {
    pins.sAxilAwready = writeGranted;
    pins.sAxilWready = writeGranted;
    pins.sAxilBresp = writeResponse;
    pins.sAxilBvalid = written;
    pins.sAxilArready = readGranted;
    pins.sAxilRdata = readData;
    pins.sAxilRresp = readResponse;
    pins.sAxilRvalid = read;
  }

  /** Registers of cycle {@code now} are read here: before the counters move. */
  void read(Pins pins, long now) {
    boolean grant = pins.sAxilArvalid && !readGranted && !read;
    if (readGranted) {
      int address = pins.sAxilAraddr & ADDRESS_MASK;
      boolean there = known[address / Integer.BYTES];
      read = true;
      readData = there ? value(address, now) : 0;
      readResponse = there ? OKAY : SLVERR;
    } else if (read && pins.sAxilRready) {
      read = false;
      readData = 0;
      readResponse = OKAY;
    }
    readGranted = grant;
  }

  private int value(int address, long now) {
    return switch (address) {
      case RegisterMap.IDENTITY -> RegisterMap.IDENTITY_VALUE;
      case RegisterMap.VERSION -> RegisterMap.VERSION_VALUE;
      case RegisterMap.PLAN_HASH -> planHash;
      case RegisterMap.CONTROL -> 0;
      default -> counters.value(address, now);
    };
  }

  /**
   * Moves the write side by a cycle.
   *
   * @return the address of the register whose lowest byte this cycle writes, or -1
   */
  int write(Pins pins) {
    boolean grant = pins.sAxilAwvalid && pins.sAxilWvalid && !writeGranted && !written;
    int target = -1;
    if (writeGranted) {
      int address = pins.sAxilAwaddr & ADDRESS_MASK;
      boolean there = known[address / Integer.BYTES];
      written = true;
      writeResponse = there ? OKAY : SLVERR;
      target = there && (pins.sAxilWstrb & 1) != 0 ? address : -1;
    } else if (written && pins.sAxilBready) {
      written = false;
      writeResponse = OKAY;
    }
    writeGranted = grant;
    return target;
  }
}
