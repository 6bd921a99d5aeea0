package org.kcpfpga.rtl.cell;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;

/**
 * An element of h.
 *
 * @param push it comes
 * @param value it
 * @param last it is the last of its step
 * @param sequence of the step; null where there is one sequence
 */
public record CellOutput(Bool push, Bits value, Bool last, Bits sequence) {}
