package org.kcpfpga.hdl;

import chisel3.Bool$;
import chisel3.Clock$;
import chisel3.Data;
import chisel3.IO$;
import chisel3.Input$;

/** Where the registers of a block get clock and reset from. */
interface Clocking {
  chisel3.Clock clock(Block block);

  chisel3.Bool reset(Block block);

  /** Connects what this block took from outside to its {@code parent}'s clock and reset. */
  void connectTo(Block parent);

  /** Ports {@code clock} and {@code reset}, made at their first use. */
  final class Implicit implements Clocking {
    private chisel3.Clock clock;
    private chisel3.Bool reset;

    @Override
    public chisel3.Clock clock(Block block) {
      if (clock == null) {
        clock = port(block, "clock", Clock$.MODULE$.apply());
      }
      return clock;
    }

    @Override
    public chisel3.Bool reset(Block block) {
      if (reset == null) {
        reset = port(block, "reset", Bool$.MODULE$.apply());
      }
      return reset;
    }

    @Override
    public void connectTo(Block parent) {
      if (clock != null) {
        // Asked for before the connection: made inside it, the port would take its name as prefix.
        chisel3.Clock source = parent.clock();
        clock.$colon$eq(() -> source, Source.here());
      }
      if (reset != null) {
        chisel3.Bool source = parent.reset();
        reset.$colon$eq(() -> source, Source.here());
      }
    }

    private static <T extends Data> T port(Block block, String name, T type) {
      block.names().claim(name);
      T port = IO$.MODULE$.apply(() -> Input$.MODULE$.apply(() -> type), Source.here());
      port.suggestName(() -> name);
      return port;
    }
  }

  /** Signals of the block itself. */
  record Given(chisel3.Clock clock, chisel3.Bool reset) implements Clocking {
    @Override
    public chisel3.Clock clock(Block block) {
      return clock;
    }

    @Override
    public chisel3.Bool reset(Block block) {
      return reset;
    }

    @Override
    public void connectTo(Block parent) {}
  }

  /** Nothing yet: a top block outside {@code withClockAndReset}. */
  final class Missing implements Clocking {
    @Override
    public chisel3.Clock clock(Block block) {
      throw missing(block);
    }

    @Override
    public chisel3.Bool reset(Block block) {
      throw missing(block);
    }

    @Override
    public void connectTo(Block parent) {}

    private static RuntimeException missing(Block block) {
      return new IllegalArgumentException(
          block.moduleName() + ": no clock (expected: inside withClockAndReset)");
    }
  }
}
