package org.kcpfpga.rtl.base;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;

/** Declares, each when it is first asked for, the ports {@code in_valid, in_data, in_pop}. */
public final class Reader {
  private final Block block;
  private Bool valid;
  private Bits data;
  private Bool pop;

  public Reader(Block block) {
    this.block = block;
  }

  public Bool valid() {
    valid = valid == null ? block.inputBool("in_valid") : valid;
    return valid;
  }

  public Bits data(int width) {
    data = data == null ? block.input("in_data", width) : data;
    return data;
  }

  public Bool pop() {
    pop = pop == null ? block.outputBool("in_pop") : pop;
    return pop;
  }

  /** All three, once they are declared. */
  public Source source() {
    return new Source(valid, data, pop);
  }
}
