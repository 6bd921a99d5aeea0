package org.kcpfpga.hdl;

import chisel3.Data;
import chisel3.SInt;
import chisel3.SInt$;
import chisel3.UInt;
import chisel3.Width$;
import java.math.BigInteger;
import java.util.List;

/** A two's complement number. */
public final class Signed extends Value {

  Signed(SInt data, int width, Kind kind, String origin) {
    super(data, width, kind, origin);
  }

  /** The constant {@code value} (-2^(width-1) to 2^(width-1) - 1). */
  public static Signed of(BigInteger value, int width) {
    Checks.width("Signed.of", width);
    Checks.require(
        Literals.signedWidth(value) <= width,
        "Signed.of",
        value,
        "-2^" + (width - 1) + " to 2^" + (width - 1) + "-1");
    SInt literal = SInt$.MODULE$.Lit(Literals.big(value), Width$.MODULE$.apply(width));
    return new Signed(literal, width, Kind.CONSTANT, value.toString());
  }

  /** The constant {@code value} (-2^(width-1) to 2^(width-1) - 1). */
  public static Signed of(long value, int width) {
    return of(BigInteger.valueOf(value), width);
  }

  /** The element of {@code values} at {@code index}; equal widths, any element beyond the end. */
  public static Signed select(Bits index, List<? extends Signed> values) {
    return MuxTree.<Signed>select(index, values, Bool::mux);
  }

  /** Names this intermediate in the Verilog and returns it. */
  public Signed named(String name) {
    return (Signed) nameIt(name);
  }

  /** Connects a wire, an output or an instance's input; {@code source} has the same width. */
  public void drive(Signed source) {
    connect(source, false);
  }

  /** What this register holds from the next cycle on; {@code source} has the same width. */
  public void next(Signed source) {
    connect(source, true);
  }

  /** Exact sum, max width + 1 bits. */
  public Signed plus(Signed other) {
    return node(s().do_$plus$amp(use(other).s(), Source.here()), wider(other) + 1, "plus", other);
  }

  /** Exact difference, max width + 1 bits. */
  public Signed minus(Signed other) {
    return node(s().do_$minus$amp(use(other).s(), Source.here()), wider(other) + 1, "minus", other);
  }

  /** Exact 0 - this, width + 1 bits. */
  public Signed negate() {
    return of(0, 1).minus(this);
  }

  /**
   * Exact product, sum of the widths: one instance of {@code kcp_mul}, which is called {@code
   * NAME_mul} when the product is named NAME.
   */
  public Signed times(Signed other) {
    use(other);
    return Multiplier.product(this, other);
  }

  /** Exact product with 2^amount. */
  public Signed shiftLeft(int amount) {
    Checks.require(amount >= 0, this + ".shiftLeft", amount, "0 or more");
    return amount == 0 ? this : asBits().concat(Bits.of(0, amount)).asSigned();
  }

  /** Exact product with 2^amount, of {@code width + 2^(width of amount) - 1} bits. */
  public Signed shiftLeft(Bits amount) {
    int width = width() + (1 << amount.width()) - 1;
    return node(s().do_$less$less(by(amount), Source.here()), width, "shiftLeft", amount);
  }

  /** floor(this / 2^amount), as wide as this. */
  public Signed shiftRight(Bits amount) {
    return node(s().do_$greater$greater(by(amount), Source.here()), width(), "shiftRight", amount);
  }

  /** floor(this / 2^amount), at least 1 bit. */
  public Signed shiftRight(int amount) {
    Checks.require(amount >= 0, this + ".shiftRight", amount, "0 or more");
    int lowest = Math.min(amount, width() - 1);
    return lowest == 0 ? this : slice(width() - 1, lowest).asSigned();
  }

  /**
   * floor((this + 2^(s-1)) / 2^s), exact: ties go up, towards plus infinity.
   *
   * @param s 0 leaves the value alone, below 0 is an exact left shift by -s
   */
  public Signed roundShift(int s) {
    if (s <= 0) {
      return shiftLeft(-s);
    }
    Signed half = of(BigInteger.ONE.shiftLeft(s - 1), s + 1);
    return plus(half).shiftRight(s);
  }

  /** {@link #roundShift(int)} by a number that the hardware knows. */
  public Signed roundShift(Bits s) {
    // floor((a + 2^(s-1)) / 2^s) = floor((floor(2a / 2^s) + 1) / 2), also for s = 0
    Signed twice = shiftLeft(1).shiftRight(s);
    return twice.plus(of(1, 2)).shiftRight(1);
  }

  /** The lowest {@code width} bits as two's complement: this modulo 2^width. */
  public Signed wrapTo(int width) {
    Checks.width(this + ".wrapTo", width);
    return width >= width() ? widenTo(width) : slice(width - 1, 0).asSigned();
  }

  /** The same number in at least as many bits. */
  public Signed widenTo(int width) {
    Checks.require(width >= width(), this + ".widenTo", width, "at least " + width());
    return width == width() ? this : node((SInt) s().do_pad(width, Source.here()), width, "widen");
  }

  /** The nearest number of {@code width} bits. */
  public Signed saturateTo(int width) {
    Checks.width(this + ".saturateTo", width);
    if (width >= width()) {
      return widenTo(width);
    }
    BigInteger limit = BigInteger.ONE.shiftLeft(width - 1);
    Signed edge = sign().mux(of(limit.negate(), width), of(limit.subtract(BigInteger.ONE), width));
    return saturates(width).mux(edge, wrapTo(width));
  }

  /** True where {@link #saturateTo} changes the value: the dropped bits are not all the sign. */
  public Bool saturates(int width) {
    Checks.width(this + ".saturates", width);
    if (width >= width()) {
      return Bool.of(false);
    }
    Bits top = slice(width() - 1, width - 1);
    return top.orAll().and(top.andAll().not());
  }

  /** True where the number is negative. */
  public Bool sign() {
    return bit(width() - 1);
  }

  /** True where both numbers are equal; widths may differ. */
  public Bool eq(Signed other) {
    return bool(s().do_$eq$eq$eq(use(other).s(), Source.here()), "eq", other);
  }

  /** True where this equals a constant that fits its width. */
  public Bool eq(long constant) {
    return eq(of(constant, width()));
  }

  /** this &lt; other. */
  public Bool lessThan(Signed other) {
    return bool(s().do_$less(use(other).s(), Source.here()), "lessThan", other);
  }

  /** this &lt; constant. */
  public Bool lessThan(long constant) {
    return lessThan(minimal(constant));
  }

  /** this &gt;= other. */
  public Bool greaterOrEqual(Signed other) {
    return bool(s().do_$greater$eq(use(other).s(), Source.here()), "greaterOrEqual", other);
  }

  /** this &gt;= constant. */
  public Bool greaterOrEqual(long constant) {
    return greaterOrEqual(minimal(constant));
  }

  /** Bits {@code high} down to {@code low}, both included. */
  public Bits slice(int high, int low) {
    return asBits().slice(high, low);
  }

  /** One bit, 0 being the lowest. */
  public Bool bit(int index) {
    return asBits().bit(index);
  }

  @Override
  public Bits asBits() {
    requireReadable();
    return hinted(new Bits(s().do_asUInt(Source.here()), width(), Kind.NODE, "asBits"));
  }

  @Override
  public Signed asSigned() {
    return this;
  }

  @Override
  Signed like(Data made, Kind madeKind, String madeOrigin) {
    return new Signed((SInt) made, width(), madeKind, madeOrigin);
  }

  SInt s() {
    return (SInt) data;
  }

  private static Signed minimal(long constant) {
    BigInteger value = BigInteger.valueOf(constant);
    return of(value, Literals.signedWidth(value));
  }

  private int wider(Signed other) {
    return Math.max(width(), other.width());
  }

  private Signed use(Signed other) {
    requireReadable();
    other.requireReadable();
    return other;
  }

  private static UInt by(Bits amount) {
    amount.requireReadable();
    return amount.u();
  }

  private Signed node(SInt made, int width, String origin, Value... others) {
    requireReadable();
    return hinted(new Signed(made, width, Kind.NODE, origin), others);
  }

  private Bool bool(chisel3.Bool made, String origin, Value... others) {
    return hinted(new Bool(made, Kind.NODE, origin), others);
  }
}
