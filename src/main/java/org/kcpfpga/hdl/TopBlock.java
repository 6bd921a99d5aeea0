package org.kcpfpga.hdl;

import chisel3.Clock$;
import chisel3.IO$;
import chisel3.Input$;

/** A block whose clock and reset are ports with names of its own choice. */
public abstract class TopBlock extends Block {

  /** Begins the Verilog module {@code moduleName}. */
  protected TopBlock(String moduleName) {
    super(moduleName);
    clocking(new Clocking.Missing());
  }

  /** Declares a clock input. */
  public final Clock clockInput(String name) {
    names().claim(name);
    chisel3.Clock port =
        IO$.MODULE$.apply(() -> Input$.MODULE$.apply(() -> Clock$.MODULE$.apply()), Source.here());
    port.suggestName(() -> name);
    return new Clock(port);
  }

  /**
   * Registers, memories and instances made in {@code body} run on {@code clock}.
   *
   * @param reset 1 while the registers made by {@code registerInit} are reset, synchronously
   */
  public final void withClockAndReset(Clock clock, Bool reset, Runnable body) {
    reset.requireReadable();
    Clocking outer = clocking();
    clocking(new Clocking.Given(clock.data(), reset.b()));
    try {
      body.run();
    } finally {
      clocking(outer);
    }
  }
}
