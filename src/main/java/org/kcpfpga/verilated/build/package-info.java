/**
 * From Verilog to a shared library: Verilator, the C++ compiler, a cache of what they made.
 *
 * <p>In: Verilog files and the pins of their top module. Out: a library, warnings of lint, or a
 * {@link org.kcpfpga.verilated.build.VerilatedFailure}. Separate because only here tools are
 * started.
 */
package org.kcpfpga.verilated.build;
