package org.kcpfpga.hdl;

import chisel3.Data;
import chisel3.SInt;
import chisel3.UInt;
import chisel3.UInt$;
import chisel3.Width$;
import java.math.BigInteger;
import java.util.List;

/** An unsigned number or a plain pattern of bits. */
public class Bits extends Value {

  Bits(UInt data, int width, Kind kind, String origin) {
    super(data, width, kind, origin);
  }

  /** The constant {@code value} (0 to 2^width - 1). */
  public static Bits of(BigInteger value, int width) {
    Checks.width("Bits.of", width);
    Checks.require(
        value.signum() >= 0 && value.bitLength() <= width,
        "Bits.of",
        value,
        "0 to 2^" + width + "-1");
    UInt literal = UInt$.MODULE$.Lit(Literals.big(value), Width$.MODULE$.apply(width));
    return new Bits(literal, width, Kind.CONSTANT, value.toString());
  }

  /** The constant {@code value} (0 to 2^width - 1). */
  public static Bits of(long value, int width) {
    return of(BigInteger.valueOf(value), width);
  }

  /** All {@code parts} side by side, the first in the lowest bits. */
  public static Bits pack(List<? extends Value> parts) {
    Checks.require(!parts.isEmpty(), "pack", "no values", "at least one");
    Bits packed = parts.get(0).asBits();
    for (Value part : parts.subList(1, parts.size())) {
      packed = part.asBits().concat(packed);
    }
    return packed;
  }

  /** The element of {@code values} at {@code index}; equal widths, any element beyond the end. */
  public static Bits select(Bits index, List<? extends Bits> values) {
    return MuxTree.<Bits>select(index, values, Bool::mux);
  }

  /** Width of an index of {@code count} elements: ceil(log2(count)), at least 1. */
  public static int indexWidth(int count) {
    Checks.require(count >= 1, "indexWidth", count, "1 or more");
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(count - 1));
  }

  /** Names this intermediate in the Verilog and returns it. */
  public Bits named(String name) {
    return (Bits) nameIt(name);
  }

  /** Connects a wire, an output or an instance's input; {@code source} has the same width. */
  public final void drive(Bits source) {
    connect(source, false);
  }

  /** What this register holds from the next cycle on; {@code source} has the same width. */
  public final void next(Bits source) {
    connect(source, true);
  }

  /** Exact sum, max width + 1 bits. */
  public final Bits plus(Bits other) {
    return node(u().do_$plus$amp(use(other).u(), Source.here()), wider(other) + 1, "plus", other);
  }

  /** Exact sum with a constant, which is taken in as few bits as it needs. */
  public final Bits plus(long constant) {
    return plus(of(constant, Literals.unsignedWidth(constant)));
  }

  /** Exact difference, which may be negative: max width + 1 bits, two's complement. */
  public final Signed minus(Bits other) {
    int width = wider(other) + 1;
    UInt difference = u().do_$minus$amp(use(other).u(), Source.here());
    SInt signed = difference.do_asSInt(Source.here());
    return hinted(new Signed(signed, width, Kind.NODE, "minus"), other);
  }

  /** Exact difference with a constant. */
  public final Signed minus(long constant) {
    return minus(of(constant, Literals.unsignedWidth(constant)));
  }

  /** Exact product, sum of the widths; a plain operator, meant for addresses and not for data. */
  public final Bits times(Bits other) {
    return node(
        u().do_$times(use(other).u(), Source.here()), width() + other.width(), "times", other);
  }

  /** Exact product with 2^amount. */
  public final Bits shiftLeft(int amount) {
    Checks.require(amount >= 0, "shiftLeft", amount, "0 or more");
    return amount == 0 ? this : concat(of(0, amount));
  }

  /** floor(this / 2^amount); one zero bit where nothing is left. */
  public final Bits shiftRight(int amount) {
    Checks.require(amount >= 0, "shiftRight", amount, "0 or more");
    return amount >= width() ? of(0, 1) : slice(width() - 1, amount);
  }

  /** The lowest {@code width} bits: this modulo 2^width. */
  public final Bits wrapTo(int width) {
    Checks.width(this + ".wrapTo", width);
    return width > width() ? widenTo(width) : slice(width - 1, 0);
  }

  /** The same number in at least as many bits. */
  public final Bits widenTo(int width) {
    Checks.require(width >= width(), this + ".widenTo", width, "at least " + width());
    return width == width() ? this : of(0, width - width()).concat(this);
  }

  /** The nearest number of {@code width} bits. */
  public final Bits saturateTo(int width) {
    Checks.width(this + ".saturateTo", width);
    if (width >= width()) {
      return widenTo(width);
    }
    BigInteger largest = BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE);
    return saturates(width).mux(of(largest, width), slice(width - 1, 0));
  }

  /** True where {@link #saturateTo} changes the value. */
  public final Bool saturates(int width) {
    Checks.width(this + ".saturates", width);
    return width >= width() ? Bool.of(false) : slice(width() - 1, width).orAll();
  }

  /** Bits {@code high} down to {@code low}, both included. */
  public final Bits slice(int high, int low) {
    Checks.require(
        0 <= low && low <= high && high < width(),
        this + ".slice",
        high + " down to " + low,
        "within " + (width() - 1) + " down to 0");
    if (low == 0 && high == width() - 1) {
      return this;
    }
    requireReadable();
    UInt part = u().do_apply(high, low, Source.here());
    Bits slice = new Bits(part, high - low + 1, Kind.NODE, "slice");
    slice.hint(hint().bits(high, low));
    return slice;
  }

  /** One bit, 0 being the lowest. */
  public final Bool bit(int index) {
    Checks.require(0 <= index && index < width(), this + ".bit", index, "0 to " + (width() - 1));
    requireReadable();
    Bool bit = new Bool(u().do_apply(index, Source.here()), Kind.NODE, "bit");
    bit.hint(hint().bits(index, index));
    return bit;
  }

  /** This in the high bits, {@code low} in the low ones. */
  public final Bits concat(Bits low) {
    UInt both = u().do_$hash$hash(use(low).u(), Source.here());
    return node(both, width() + low.width(), "concat", low);
  }

  /** Bitwise and of equal widths. */
  public final Bits and(Bits other) {
    Checks.sameWidth("and", this, other);
    return node(u().do_$amp(use(other).u(), Source.here()), width(), "and", other);
  }

  /** Bitwise or of equal widths. */
  public final Bits or(Bits other) {
    Checks.sameWidth("or", this, other);
    return node(u().do_$bar(use(other).u(), Source.here()), width(), "or", other);
  }

  /** Bitwise exclusive or of equal widths. */
  public final Bits xor(Bits other) {
    Checks.sameWidth("xor", this, other);
    return node(u().do_$up(use(other).u(), Source.here()), width(), "xor", other);
  }

  /** Every bit inverted. */
  public Bits not() {
    return node(u().do_unary_$tilde(Source.here()), width(), "not");
  }

  /** True where every bit is 1. */
  public final Bool andAll() {
    return bool(u().do_andR(Source.here()), "andAll");
  }

  /** True where any bit is 1. */
  public final Bool orAll() {
    return bool(u().do_orR(Source.here()), "orAll");
  }

  /** True where an odd number of bits is 1. */
  public final Bool xorAll() {
    return bool(u().do_xorR(Source.here()), "xorAll");
  }

  /** True where both numbers are equal; widths may differ. */
  public final Bool eq(Bits other) {
    return bool(u().do_$eq$eq$eq(use(other).u(), Source.here()), "eq", other);
  }

  /** True where this equals a constant that fits its width. */
  public final Bool eq(long constant) {
    return eq(of(constant, width()));
  }

  /** this &lt; other, as unsigned numbers. */
  public final Bool lessThan(Bits other) {
    return bool(u().do_$less(use(other).u(), Source.here()), "lessThan", other);
  }

  /** this &lt; constant, as unsigned numbers. */
  public final Bool lessThan(long constant) {
    return lessThan(of(constant, Literals.unsignedWidth(constant)));
  }

  /** this &gt;= other, as unsigned numbers. */
  public final Bool greaterOrEqual(Bits other) {
    return bool(u().do_$greater$eq(use(other).u(), Source.here()), "greaterOrEqual", other);
  }

  /** this &gt;= constant, as unsigned numbers. */
  public final Bool greaterOrEqual(long constant) {
    return greaterOrEqual(of(constant, Literals.unsignedWidth(constant)));
  }

  /** This one bit as a truth value. */
  public Bool asBool() {
    Checks.require(width() == 1, this + ".asBool", "width " + width(), "width 1");
    return bit(0);
  }

  @Override
  public final Bits asBits() {
    return this;
  }

  @Override
  public final Signed asSigned() {
    requireReadable();
    SInt signed = u().do_asSInt(Source.here());
    return hinted(new Signed(signed, width(), Kind.NODE, "asSigned"));
  }

  @Override
  Value like(Data made, Kind madeKind, String madeOrigin) {
    return new Bits((UInt) made, width(), madeKind, madeOrigin);
  }

  final UInt u() {
    return (UInt) data;
  }

  private int wider(Bits other) {
    return Math.max(width(), other.width());
  }

  private Bits use(Bits other) {
    requireReadable();
    other.requireReadable();
    return other;
  }

  private Bits node(UInt made, int width, String origin, Value... others) {
    requireReadable();
    return hinted(new Bits(made, width, Kind.NODE, origin), others);
  }

  private Bool bool(chisel3.Bool made, String origin, Value... others) {
    requireReadable();
    return hinted(new Bool(made, Kind.NODE, origin), others);
  }
}
