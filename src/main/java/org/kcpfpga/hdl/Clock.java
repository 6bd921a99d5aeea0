package org.kcpfpga.hdl;

/** A clock input of a {@link TopBlock}. */
public final class Clock {
  private final chisel3.Clock data;

  Clock(chisel3.Clock data) {
    this.data = data;
  }

  chisel3.Clock data() {
    return data;
  }
}
