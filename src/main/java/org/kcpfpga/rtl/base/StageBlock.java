package org.kcpfpga.rtl.base;

import java.util.Map;
import org.kcpfpga.hdl.Bits;

/** A stage as its bank and the control port see it. */
public interface StageBlock {

  /** Its share of a bank; an error where it has none. */
  BankPort bank();

  /** The part of the model that it keeps; an error where it keeps none. */
  MemoryLoad load();

  /** The inputs that bring its shifts, by name of the shift; none in a core with ROM. */
  Map<String, Bits> shifts();

  /** How many values it clips, by name of the counter. */
  Map<String, Bits> clips();
}
