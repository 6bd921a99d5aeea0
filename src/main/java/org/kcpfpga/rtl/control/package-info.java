/**
 * The two interfaces of a core: AXI4-Lite registers with their windows, and the input stream.
 *
 * <p>In: the register map and the stream's plan. Out: their blocks. Separate because nothing of
 * them depends on what the core computes.
 */
package org.kcpfpga.rtl.control;
