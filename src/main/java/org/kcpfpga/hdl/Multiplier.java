package org.kcpfpga.hdl;

import chisel3.SInt;

/** Products by the hand-written {@code kcp_mul}, from which synthesis infers one DSP block. */
final class Multiplier {
  private Multiplier() {}

  static Signed product(Signed a, Signed b) {
    int width = a.width() + b.width();
    Primitive instance =
        Primitive.of("kcp_mul")
            .parameter("AW", a.width())
            .parameter("BW", b.width())
            .in("a", a.width())
            .in("b", b.width())
            .out("y", width)
            .make();
    instance.connect("a", a.asBits().data);
    instance.connect("b", b.asBits().data);
    SInt y = ((chisel3.UInt) instance.port("y")).do_asSInt(Source.here());
    Signed product = new Signed(y, width, Value.Kind.NODE, "times");
    product.hint(Hint.of("times", a, b));
    Elaboration.current().block().nameLater(product, instance, "mul");
    return product;
  }
}
