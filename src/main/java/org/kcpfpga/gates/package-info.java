/**
 * What Yosys makes of a core: its netlist of gates, and the same with mutations to choose from.
 *
 * <p>In: an {@link org.kcpfpga.emit.EmittedDesign}. Out: Verilog of one flat module with the pins
 * of the core, for Verilator or another simulator. Separate because all that runs Yosys does it by
 * this package; {@code report} compares.
 */
package org.kcpfpga.gates;
