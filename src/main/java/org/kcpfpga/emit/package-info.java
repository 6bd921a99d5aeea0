/**
 * Writes a core to a folder: Verilog, file list, memory images, plan and register map.
 *
 * <p>In: a {@link org.kcpfpga.image.Core}. Out: an {@link org.kcpfpga.emit.EmittedDesign} that
 * names every file. Separate because it is the only package that knows how a delivered core is laid
 * out.
 */
package org.kcpfpga.emit;
