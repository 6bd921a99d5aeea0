/**
 * What becomes of a core on a chip: a bitstream for a board or to be read back, an estimate for a
 * family, a package for somebody else's tools.
 *
 * <p>In: a {@link org.kcpfpga.image.Core}, a {@link org.kcpfpga.fpga.Board} or a {@link
 * org.kcpfpga.fpga.Family}. Out: files in a folder, and records of what was measured. Separate
 * because only here Yosys maps to a part, and nextpnr, icepack and icetime are called.
 */
package org.kcpfpga.fpga;
