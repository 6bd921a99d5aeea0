package org.kcpfpga.rtl.cell;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Signed;

/** A value on its way through the cell: it gets a further register whenever it has to wait. */
final class CellValue {
  private final CellTime time;
  private final String name;
  private final Bits value;
  private final int from;
  private final int until;
  private CellValue later;

  /** {@code value} is that of the element at rank {@code from} to {@code until}. */
  CellValue(CellTime time, String name, Bits value, int from, int until) {
    this.time = time;
    this.name = name;
    this.value = value;
    this.from = from;
    this.until = until;
  }

  /** The value of the element that is at this rank. */
  Bits at(int rank) {
    if (rank < from) {
      throw new IllegalStateException(name + ": rank " + rank + " (expected: from " + from + ")");
    }
    if (rank <= until) {
      return value;
    }
    if (later == null) {
      later = time.register(name, value, until + 1);
    }
    return later.at(rank);
  }

  /** The value of the element that is at this rank, in two's complement. */
  Signed signed(int rank) {
    return at(rank).asSigned();
  }
}
