/**
 * A core in this process behind {@link org.kcpfpga.link.Link}: cycle model or Verilated RTL.
 *
 * <p>In: a deployment. Out: its outputs and counters. Separate because it needs Verilator or the
 * cycle model, which a driver of a board does not.
 */
package org.kcpfpga.link.simulated;
