package org.kcpfpga.rtl.cell;

import org.kcpfpga.hdl.Bool;

/**
 * The way of h to the hidden side, which what is loaded takes too.
 *
 * @param credit the queue gives a place back
 * @param write an element is loaded, and takes a place of the cell
 * @param room an element may be loaded
 */
public record HiddenPort(Bool credit, Bool write, Bool room) {}
