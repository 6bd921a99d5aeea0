package org.kcpfpga.hdl;

import java.util.ArrayList;
import java.util.List;

/** Selects one of many values by an index, as a balanced tree of two-way multiplexers. */
final class MuxTree {
  private MuxTree() {}

  /** A two-way multiplexer for one type of value. */
  interface Mux<V extends Value> {
    V pick(Bool select, V whenTrue, V whenFalse);
  }

  static <V extends Value> V select(Bits index, List<? extends V> values, Mux<V> mux) {
    Checks.require(!values.isEmpty(), "select", "no values", "at least one");
    int width = Bits.indexWidth(values.size());
    Checks.require(index.width() == width, "select", index, "an index of width " + width);
    List<V> level = new ArrayList<>(values);
    for (int bit = 0; level.size() > 1; bit++) {
      level = halve(index.bit(bit), level, mux);
    }
    return level.get(0);
  }

  private static <V extends Value> List<V> halve(Bool select, List<V> level, Mux<V> mux) {
    List<V> halved = new ArrayList<>();
    for (int i = 0; i + 1 < level.size(); i += 2) {
      halved.add(mux.pick(select, level.get(i + 1), level.get(i)));
    }
    if (level.size() % 2 == 1) {
      halved.add(level.get(level.size() - 1));
    }
    return halved;
  }
}
