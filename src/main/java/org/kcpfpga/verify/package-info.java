/**
 * What is held against each other: RTL, cycle model, netlist, mutants.
 *
 * <p>In: a list of names with reasons, {@link org.kcpfpga.verify.Reasons}, which its parts share.
 * Out: that list, checked. Each part has a package below.
 */
package org.kcpfpga.verify;
