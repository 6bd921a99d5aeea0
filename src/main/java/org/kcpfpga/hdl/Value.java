package org.kcpfpga.hdl;

import chisel3.Data;
import chisel3.Wire$;
import chisel3.experimental.SourceInfo;
import java.util.function.Consumer;

/**
 * A signal of known width: a port, wire, register, constant or the result of an operator.
 *
 * <p>Arithmetic only widens, so its result is always exact; narrowing is always said ({@code
 * wrapTo}, {@code saturateTo}, {@code roundShift}). A width mismatch is an {@link
 * IllegalArgumentException} thrown from the call that causes it.
 */
public abstract class Value {
  final Data data;
  private final int width;
  private final Kind kind;
  private final Block owner;
  private final String origin;
  private Hint hint;
  private String name;
  private Consumer<String> onNamed;
  private boolean driven;

  Value(Data data, int width, Kind kind, String origin) {
    if (data.getWidth() != width) {
      throw new IllegalStateException(
          origin + ": width " + data.getWidth() + " (expected: " + width + ")");
    }
    this.data = data;
    this.width = width;
    this.kind = kind;
    this.owner = kind == Kind.CONSTANT ? null : Elaboration.current().block();
    this.origin = origin;
    this.name = kind == Kind.NODE || kind == Kind.CONSTANT ? null : origin;
    this.hint = kind == Kind.CONSTANT ? Hint.constant(origin) : Hint.named(origin);
  }

  /** Width in bits, at least 1. */
  public final int width() {
    return width;
  }

  /** The name given, or the operator that made the value. */
  @Override
  public final String toString() {
    return (name == null ? origin : name) + "[" + width + "]";
  }

  /** The pattern of bits of this value, as an unsigned number. */
  public abstract Bits asBits();

  /** The pattern of bits of this value, as a two's complement number. */
  public abstract Signed asSigned();

  /** A value of this type and width that is backed by {@code made}. */
  abstract Value like(Data made, Kind madeKind, String madeOrigin);

  final Kind kind() {
    return kind;
  }

  final Block owner() {
    return owner;
  }

  final String name() {
    return name;
  }

  final boolean driven() {
    return driven;
  }

  /** What to do with the name when this value gets one: an instance behind it is named after it. */
  final void onNamed(Consumer<String> action) {
    onNamed = action;
  }

  /** The name that this value has, or has unless somebody gives it another. */
  final Hint hint() {
    return name == null ? hint : Hint.named(name);
  }

  /** Hints at the name of {@code made}, which its operator made of this and {@code others}. */
  final <V extends Value> V hinted(V made, Value... others) {
    Value[] operands = new Value[others.length + 1];
    operands[0] = this;
    System.arraycopy(others, 0, operands, 1, others.length);
    made.hint(Hint.of(((Value) made).origin, operands));
    return made;
  }

  /** Says how this intermediate is called until somebody names it. */
  final void hint(Hint made) {
    hint = made;
    if (!data.isLit() && data.seedOpt().isEmpty()) {
      data.autoSeed(made.seed());
    }
  }

  /** Gives an intermediate its name; a value that has one already gets an alias. */
  final Value nameIt(String wanted) {
    Block block = Elaboration.current().block();
    block.names().claim(wanted);
    boolean fresh = kind == Kind.NODE && name == null && onNamed == null;
    if (fresh && !data.isLit() && data.seedOpt().forall(Hint::isSeed)) {
      name = wanted;
      data.suggestName(() -> wanted);
      return this;
    }
    if (onNamed != null && name == null) {
      name = wanted;
      onNamed.accept(wanted);
    }
    SourceInfo at = Source.here();
    Data wire = Wire$.MODULE$.apply(() -> data.cloneTypeFull(), at);
    wire.suggestName(() -> wanted);
    wire.$colon$eq(() -> data, at);
    Value alias = like(wire, Kind.NODE, wanted);
    alias.name = wanted;
    return alias;
  }

  /** Connects {@code source} to this wire, output, instance's input or register. */
  final void connect(Value source, boolean asRegister) {
    String verb = asRegister ? "next" : "drive";
    Checks.require(
        kind == Kind.REGISTER == asRegister && drivable(), this + "." + verb, kind, expected(verb));
    Checks.require(source.width == width, this + "." + verb, source, "width " + width);
    source.requireReadable();
    driven = true;
    data.$colon$eq(() -> source.data, Source.here());
  }

  private static String expected(String verb) {
    return verb.equals("next")
        ? "a register of this block"
        : "a wire, an output or an instance's input";
  }

  private boolean drivable() {
    Block here = Elaboration.current().block();
    return switch (kind) {
      case OUTPUT, WIRE, REGISTER -> owner == here;
      case INPUT -> owner != here && owner.parent() == here;
      default -> false;
    };
  }

  /** Fails unless this value can be read in the block that is being built. */
  final void requireReadable() {
    if (kind == Kind.CONSTANT) {
      return;
    }
    Block here = Elaboration.current().block();
    boolean port = kind == Kind.INPUT || kind == Kind.OUTPUT;
    Checks.require(
        owner == here || port && owner.parent() == here,
        toString(),
        "a value of block " + owner.moduleName(),
        "a value of block " + here.moduleName() + " or a port of its instances");
  }

  /** Where a value comes from, which decides who may drive it. */
  enum Kind {
    CONSTANT,
    NODE,
    INPUT,
    OUTPUT,
    WIRE,
    REGISTER
  }
}
