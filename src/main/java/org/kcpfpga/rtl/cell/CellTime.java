package org.kcpfpga.rtl.cell;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.rtl.base.Datapath;

/**
 * Where the elements in a cell are. Ranks count cycles from issue; an element is followed by the
 * next one {@code interval} cycles later at the earliest, so that a register which takes a value
 * when its element passes keeps it for {@code interval} ranks.
 */
final class CellTime {
  private final Datapath cell;
  private final int interval;
  private final List<Bool> valid = new ArrayList<>();

  /** The elements in the cell are of their step's second pass; null where there is one pass. */
  private Bool second;

  /** {@code fire}: an element issues. */
  CellTime(Datapath cell, int interval, Bool fire) {
    this.cell = cell;
    this.interval = interval;
    valid.add(fire);
  }

  /** An element is at this rank. */
  Bool valid(int rank) {
    while (valid.size() <= rank) {
      Bool next = cell.registerBoolInit("valid_rank" + valid.size(), false);
      next.next(valid.get(valid.size() - 1));
      valid.add(next);
    }
    return valid.get(rank);
  }

  /** What is in the cell is of one pass: whether of the second, from rank 1 on. */
  void passes(Bool inSecond) {
    second = inSecond;
  }

  /** An element of this pass is at this rank, which is not 0. */
  Bool valid(int rank, int pass) {
    return of(valid(rank), pass);
  }

  /** An element of this pass is at one of these ranks, of which none is 0. */
  Bool anyValid(Iterable<Integer> ranks, int pass) {
    return of(anyValid(ranks), pass);
  }

  private Bool of(Bool flag, int pass) {
    if (second == null) {
      return flag;
    }
    return flag.and(pass == 0 ? second.not() : second);
  }

  /** An element is at one of these ranks. */
  Bool anyValid(Iterable<Integer> ranks) {
    Bool any = null;
    for (int rank : ranks) {
      any = any == null ? valid(rank) : any.or(valid(rank));
    }
    return any;
  }

  /** A value that is there at one rank only, such as a product of the bank. */
  CellValue passing(String name, Bits value, int rank) {
    return new CellValue(this, name, value, rank, rank);
  }

  /** What a register, or logic behind registers, shows from this rank until the next element. */
  CellValue standing(String name, Bits value, int rank) {
    return new CellValue(this, name, value, rank, rank + interval - 1);
  }

  /** A value computed at rank - 1, in a register from {@code rank} on. */
  CellValue register(String name, Bits value, int rank) {
    Bits register = cell.register(name + "_rank" + rank, value.width());
    register.next(interval == 1 ? value : valid(rank - 1).mux(value, register));
    return standing(name, register, rank);
  }
}
