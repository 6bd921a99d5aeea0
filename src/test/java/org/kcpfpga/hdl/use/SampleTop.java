package org.kcpfpga.hdl.use;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Clock;
import org.kcpfpga.hdl.LutRam;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.hdl.Rom;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.hdl.TopBlock;

/** A 2 x 2 array of cells fed from a ROM, with its sums in a RAM and its inputs in a LUT RAM. */
final class SampleTop extends TopBlock {
  SampleTop() {
    super("sample_top");
    Clock clock = clockInput("aclk");
    Bool aresetn = inputBool("aresetn");
    Bits data = input("s_axis_tdata", 16);
    Bool valid = inputBool("s_axis_tvalid");
    Bits result = output("m_axis_tdata", 24);
    withClockAndReset(
        clock,
        aresetn.not(),
        () -> {
          SampleBody body = instance("body", SampleBody::new);
          body.data.drive(data);
          body.valid.drive(valid);
          result.drive(body.result);
        });
  }

  /** The part with an implicit clock. */
  static final class SampleBody extends Block {
    final Bits data;
    final Bool valid;
    final Bits result;

    SampleBody() {
      super("sample_body");
      data = input("data", 16);
      valid = inputBool("valid");
      Bits count = registerInit("count", 2, 0);
      when(valid, () -> count.next(count.plus(1).wrapTo(2)));

      LutRam lines = lutram("lines", 16, 3);
      lines.write(valid, count, data);
      Bits line = lines.read(count);
      Rom factors = rom("factors", 16, 4, "factors", false);
      Bits word = factors.read(count, valid).named("word");
      FactorCell[][] cells = new FactorCell[2][2];
      for (int row = 0; row < 2; row++) {
        for (int column = 0; column < 2; column++) {
          FactorCell cell = instance("cell_r" + row + "_c" + column, () -> new FactorCell(8, 24));
          cells[row][column] = cell;
          cell.x.drive(
              column == 0 ? line.slice(8 * row + 7, 8 * row).asSigned() : cells[row][0].xOut);
          cell.w.drive(word.slice(8 * column + 7, 8 * column).asSigned());
          cell.sumIn.drive(row == 0 ? Signed.of(0, 24) : cells[0][column].sumOut);
        }
      }
      Ram sums = ram("sums", 24, 4, true);
      Signed total = cells[1][0].sumOut.plus(cells[1][1].sumOut).named("total");
      sums.write(valid, count, total.roundShift(3).saturateTo(24).asBits());
      result = output("result", 24);
      result.drive(sums.read(count, valid.not()));
    }
  }
}
