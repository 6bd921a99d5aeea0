package org.kcpfpga.hdl.use;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.LutRam;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.hdl.Rom;
import org.kcpfpga.hdl.Signed;

/** Blocks with state, for the tests. */
final class StateBlocks {
  private StateBlocks() {}

  /** Register r: load d on op 1, increment on op 2, clear on op 3, keep on op 0; wire w = case. */
  static final class Cases extends Block {
    Cases() {
      super("cases");
      Bits op = input("op", 2);
      Bits d = input("d", 4);
      Bits r = registerInit("r", 4, 5);
      Bits plain = register("plain", 4);
      Bool seen = registerBoolInit("seen", false);
      Signed low = registerSignedInit("low", 4, -8);
      Bits which = wire("which", 2);
      plain.next(d);
      low.next(low.plus(Signed.of(1, 2)).wrapTo(4));
      when(
              op.eq(1),
              () -> {
                r.next(d);
                which.drive(Bits.of(1, 2));
              })
          .elseWhen(
              () -> op.eq(2),
              () -> {
                r.next(r.plus(1).wrapTo(4).named("incremented"));
                which.drive(Bits.of(2, 2));
                seen.next(Bool.of(true));
              })
          .elseWhen(
              () -> op.eq(3),
              () -> {
                r.next(Bits.of(0, 4));
                which.drive(Bits.of(3, 2));
              })
          .otherwise(() -> which.drive(Bits.of(0, 2)));
      output("rOut", 4).drive(r);
      output("plainOut", 4).drive(plain);
      outputBool("seenOut").drive(seen);
      outputSigned("lowOut", 4).drive(low);
      output("whichOut", 2).drive(which);
    }
  }

  /** One memory of each kind, all on the same ports. */
  static final class Memories extends Block {
    Memories(int width, int depth) {
      super("memories");
      int addressWidth = Bits.indexWidth(depth);
      Bool we = inputBool("we");
      Bits waddr = input("waddr", addressWidth);
      Bits wdata = input("wdata", width);
      Bool re = inputBool("re");
      Bits raddr = input("raddr", addressWidth);

      Rom rom = rom("image_rom", width, depth, "image", false);
      output("romOut", width).drive(rom.read(raddr, re));
      Rom both = twoPortRom("image_rom2", width, depth, "image");
      output("firstOut", width).drive(both.read(raddr, re));
      output("secondOut", width).drive(both.read(waddr, we));
      Ram ram = ram("store", width, depth, true);
      ram.write(we, waddr, wdata);
      output("ramOut", width).drive(ram.read(raddr, re).named("stored"));
      LutRam lutram = lutram("lines", width, depth);
      lutram.write(we, waddr, wdata);
      output("lutOut", width).drive(lutram.read(raddr));
    }
  }
}
