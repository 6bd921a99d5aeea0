package org.kcpfpga.hdl;

import chisel3.Bool$;
import chisel3.Data;
import chisel3.Mux$;
import chisel3.SInt;
import chisel3.UInt;

/** One bit as a truth value; usable wherever {@link Bits} of width 1 are. */
public final class Bool extends Bits {
  Bool(chisel3.Bool data, Kind kind, String origin) {
    super(data, 1, kind, origin);
  }

  /** The constant {@code value}. */
  public static Bool of(boolean value) {
    return new Bool(Bool$.MODULE$.Lit(value), Kind.CONSTANT, Boolean.toString(value));
  }

  @Override
  public Bool named(String name) {
    return (Bool) nameIt(name);
  }

  /** True where both are. */
  public Bool and(Bool other) {
    return made(b().do_$amp(use(other), Source.here()), "and", other);
  }

  /** True where either is. */
  public Bool or(Bool other) {
    return made(b().do_$bar(use(other), Source.here()), "or", other);
  }

  /** True where exactly one is. */
  public Bool xor(Bool other) {
    return made(b().do_$up(use(other), Source.here()), "xor", other);
  }

  @Override
  public Bool not() {
    requireReadable();
    return made(b().do_unary_$tilde(Source.here()), "not");
  }

  @Override
  public Bool asBool() {
    return this;
  }

  /** {@code whenTrue} where this is 1, else {@code whenFalse}; equal widths. */
  public Bits mux(Bits whenTrue, Bits whenFalse) {
    UInt picked = (UInt) pick(whenTrue, whenFalse, whenTrue.u(), whenFalse.u());
    Bits made = new Bits(picked, whenTrue.width(), Kind.NODE, "mux");
    return hinted(made, whenTrue, whenFalse);
  }

  /** {@code whenTrue} where this is 1, else {@code whenFalse}; equal widths. */
  public Signed mux(Signed whenTrue, Signed whenFalse) {
    SInt picked = (SInt) pick(whenTrue, whenFalse, whenTrue.s(), whenFalse.s());
    Signed made = new Signed(picked, whenTrue.width(), Kind.NODE, "mux");
    return hinted(made, whenTrue, whenFalse);
  }

  /** {@code whenTrue} where this is 1, else {@code whenFalse}. */
  public Bool mux(Bool whenTrue, Bool whenFalse) {
    return mux((Bits) whenTrue, (Bits) whenFalse).asBool();
  }

  @Override
  Bool like(Data made, Kind madeKind, String madeOrigin) {
    return new Bool((chisel3.Bool) made, madeKind, madeOrigin);
  }

  chisel3.Bool b() {
    return (chisel3.Bool) data;
  }

  private Data pick(Value whenTrue, Value whenFalse, Data one, Data zero) {
    Checks.sameWidth("or else (mux)", whenTrue, whenFalse);
    requireReadable();
    whenTrue.requireReadable();
    whenFalse.requireReadable();
    return Mux$.MODULE$.do_apply(b(), one, zero, Source.here());
  }

  private chisel3.Bool use(Bool other) {
    requireReadable();
    other.requireReadable();
    return other.b();
  }

  private Bool made(chisel3.Bool made, String origin, Value... others) {
    return hinted(new Bool(made, Kind.NODE, origin), others);
  }
}
