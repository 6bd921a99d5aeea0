package org.kcpfpga.hdl;

import chisel3.Bool$;
import chisel3.Data;
import chisel3.IO$;
import chisel3.Input$;
import chisel3.Output$;
import chisel3.Reg$;
import chisel3.RegInit$;
import chisel3.SInt;
import chisel3.SInt$;
import chisel3.UInt;
import chisel3.UInt$;
import chisel3.Width$;
import chisel3.Wire$;
import chisel3.experimental.SourceInfo;
import chisel3.withClock$;
import chisel3.withClockAndReset$;

/** Makes the named things of a block: ports, wires and registers. */
final class Declare {
  private Declare() {}

  static Bits bits(Block block, Value.Kind kind, String name, int width) {
    UInt type = UInt$.MODULE$.apply(Width$.MODULE$.apply(checked(block, name, width)));
    return new Bits(make(block, kind, name, type), width, kind, name);
  }

  static Signed signed(Block block, Value.Kind kind, String name, int width) {
    SInt type = SInt$.MODULE$.apply(Width$.MODULE$.apply(checked(block, name, width)));
    return new Signed(make(block, kind, name, type), width, kind, name);
  }

  static Bool bool(Block block, Value.Kind kind, String name) {
    return new Bool(make(block, kind, name, Bool$.MODULE$.apply()), kind, name);
  }

  static Bits bits(Block block, String name, Bits initial) {
    return new Bits(
        resettable(block, name, initial.u()), initial.width(), Value.Kind.REGISTER, name);
  }

  static Signed signed(Block block, String name, Signed initial) {
    return new Signed(
        resettable(block, name, initial.s()), initial.width(), Value.Kind.REGISTER, name);
  }

  static Bool bool(Block block, String name, Bool initial) {
    return new Bool(resettable(block, name, initial.b()), Value.Kind.REGISTER, name);
  }

  private static int checked(Block block, String name, int width) {
    return Checks.width(block.moduleName() + "." + name, width);
  }

  private static <T extends Data> T make(Block block, Value.Kind kind, String name, T type) {
    requireOpen(block, name);
    block.names().claim(name);
    SourceInfo at = Source.here();
    T made =
        switch (kind) {
          case INPUT -> IO$.MODULE$.apply(() -> Input$.MODULE$.apply(() -> type), at);
          case OUTPUT -> IO$.MODULE$.apply(() -> Output$.MODULE$.apply(() -> type), at);
          case WIRE -> Wire$.MODULE$.apply(() -> type, at);
          default -> register(block, type, at);
        };
    made.suggestName(() -> name);
    return made;
  }

  private static <T extends Data> T register(Block block, T type, SourceInfo at) {
    return withClock$.MODULE$.apply(block.clock(), () -> Reg$.MODULE$.apply(() -> type, at));
  }

  private static <T extends Data> T resettable(Block block, String name, T initial) {
    requireOpen(block, name);
    block.names().claim(name);
    SourceInfo at = Source.here();
    T made =
        withClockAndReset$.MODULE$.apply(
            block.clock(), block.reset(), () -> RegInit$.MODULE$.apply(initial, at));
    made.suggestName(() -> name);
    return made;
  }

  private static void requireOpen(Block block, String name) {
    Checks.require(
        Elaboration.current().block() == block,
        block.moduleName() + "." + name,
        "declared from outside",
        "inside the block's constructor");
  }
}
