package org.kcpfpga.hdl;

import java.util.Map;

/** An instance of a module of the folder {@code hdl} in a block that drives and reads its pins. */
public final class HandWritten {
  private final Block block;
  private final String name;
  private final Primitive instance;

  private HandWritten(Block block, String name, Primitive instance) {
    this.block = block;
    this.name = name;
    this.instance = instance;
  }

  /** Parameters and pins of the module to instantiate. */
  public static final class Shape {
    private final Block block;
    private final Primitive.Shape shape;

    Shape(Block block, String module) {
      this.block = block;
      this.shape = Primitive.of(module).clock("clock").inBool("reset");
    }

    public Shape parameters(Map<String, Integer> values) {
      values.forEach(shape::parameter);
      return this;
    }

    /** A module of the folder that the module instantiates. */
    public Shape contains(String module) {
      Elaboration.current().library().add(module);
      return this;
    }

    public Shape in(String pin, int width) {
      shape.in(pin, width);
      return this;
    }

    public Shape inBool(String pin) {
      shape.inBool(pin);
      return this;
    }

    public Shape out(String pin, int width) {
      shape.out(pin, width);
      return this;
    }

    public Shape outBool(String pin) {
      shape.outBool(pin);
      return this;
    }

    /** The instance, on clock and reset of its block. */
    public HandWritten make(String name) {
      block.names().claim(name);
      Primitive instance = shape.make();
      instance.nameInstance(name);
      instance.connect("clock", block.clock());
      instance.connect("reset", block.reset());
      return new HandWritten(block, name, instance);
    }
  }

  /** An input, to be driven. */
  public Bits in(String pin) {
    chisel3.UInt data = (chisel3.UInt) instance.port(pin);
    return block.mustDrive(new Bits(data, data.getWidth(), Value.Kind.WIRE, called(pin)));
  }

  /** An input of one bit, to be driven. */
  public Bool inBool(String pin) {
    chisel3.Bool data = (chisel3.Bool) instance.port(pin);
    return block.mustDrive(new Bool(data, Value.Kind.WIRE, called(pin)));
  }

  public Bits out(String pin) {
    chisel3.UInt data = (chisel3.UInt) instance.port(pin);
    Bits value = new Bits(data, data.getWidth(), Value.Kind.NODE, called(pin));
    value.hint(Hint.named(called(pin)));
    return value;
  }

  /** An output of one bit. */
  public Bool outBool(String pin) {
    Bool value = new Bool((chisel3.Bool) instance.port(pin), Value.Kind.NODE, called(pin));
    value.hint(Hint.named(called(pin)));
    return value;
  }

  private String called(String pin) {
    return name + "_" + pin;
  }
}
