package org.kcpfpga.rtl.cell;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.rtl.base.Source;
import org.kcpfpga.rtl.base.StageBlock;
import org.kcpfpga.rtl.base.StatePort;

/** The cell, of one lane or several, as the core sees it. */
public interface CellBlock extends StageBlock {
  /**
   * An element of h.
   *
   * @param push it, or in a pass before the last what goes back in its place, comes
   * @param delivers it is an element of h, which is an output
   * @param value it
   * @param last it is the last of its step
   * @param sequence of the step; null where there is one sequence
   */
  record Given(Bool push, Bool delivers, Bits value, Bool last, Bits sequence) {}

  /**
   * The way of h to the hidden side, which what is loaded takes too.
   *
   * @param credit the queue gives a place back
   * @param write an element is loaded, and takes a place of the cell
   * @param room an element may be loaded
   */
  record WayBack(Bool credit, Bool write, Bool room) {}

  /** The sums of the input operator. */
  Source input();

  /** The sums of the hidden operator; an error in a linear cell. */
  Source hidden();

  /** What it gives. */
  Given output();

  /** What the queue of the output gives back. */
  Bool outputCredit();

  /** The way of h to the hidden side; an error in a linear cell. */
  WayBack toHidden();

  /** The window to its states; an error where it keeps none. */
  StatePort window();
}
