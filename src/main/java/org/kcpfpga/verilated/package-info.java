/**
 * Generated Verilog as a fast library: Verilator turns it into C++, a small C shim ({@code sim/})
 * turns that into a shared library, and JNA calls it a block of cycles at a time.
 *
 * <p>In: Verilog files, memory images and the list of top-level pins. Out: the values of the output
 * pins of every cycle, the beats of a stream, register values, or a failure with the message of the
 * assertion that fired. Nothing here knows what the design computes.
 *
 * <p>Separate because it is the only place that starts a C++ compiler and loads native code; what
 * compares RTL with models only sees {@link org.kcpfpga.verilated.VerilatedModel}.
 */
package org.kcpfpga.verilated;
