package org.kcpfpga.rtl.cell;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;

/**
 * An element of h.
 *
 * @param push it, or in a pass before the last what goes back in its place, comes
 * @param delivers it is an element of h, which is an output
 * @param value it
 * @param last it is the last of its step
 * @param sequence of the step; null where there is one sequence
 */
public record CellOutput(Bool push, Bool delivers, Bits value, Bool last, Bits sequence) {}
