/**
 * Describes hardware in Java and turns it into Verilog.
 *
 * <p>In: blocks ({@link org.kcpfpga.hdl.Block}) whose constructors declare ports, registers,
 * memories and instances, and connect them with exact, widening arithmetic. Out: Verilog text, one
 * file a module ({@link org.kcpfpga.hdl.verilog.Verilog}), that Verilator, Yosys and Icarus accept.
 *
 * <p>Separate because it is the only package that knows Chisel, Scala and firtool: everything above
 * it is plain Java, and an exception about a width names the line of the block that caused it.
 */
package org.kcpfpga.hdl;
