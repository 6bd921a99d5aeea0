package org.kcpfpga.rtl.cell;

import java.util.stream.IntStream;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.rtl.base.Datapath;

/**
 * In which pass of its step the offered element is, where a step has two. The first element of a
 * pass waits until the cell is empty, so that all elements in it are of one pass.
 */
final class CellPasses {
  /** The offered element is of the second pass. */
  final Bool second;

  /** The offered element has to wait for those of the pass before. */
  final Bool waits;

  /** The last element of a pass issues; to be driven. */
  final Bool ends;

  CellPasses(Datapath cell, CellPlan plan, CellTime time) {
    Bool fire = time.valid(0);
    ends = cell.wireBool("pass_ends");
    second = cell.registerBoolInit("second_pass", false);
    second.next(second.xor(ends));
    Bool begins = cell.registerBoolInit("pass_begins", true);
    begins.next(fire.mux(ends, begins));
    Bool busy = cell.registerBoolInit("busy", false);
    busy.next(time.anyValid(IntStream.range(0, plan.passGap() - 1).boxed().toList()));
    waits = begins.and(busy).named("pass_waits");
    Bool inSecond = cell.registerBoolInit("in_second_pass", false);
    inSecond.next(fire.mux(second, inSecond));
    time.passes(inSecond);
  }

  /** The offered element is of this pass. */
  Bool is(int pass) {
    return pass == 0 ? second.not() : second;
  }
}
