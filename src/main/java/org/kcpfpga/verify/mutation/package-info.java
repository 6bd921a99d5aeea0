/**
 * Whether a wrong core is seen. In: mutants of the netlist. Out: how many differ from the cycle
 * model, and the ones that do not. Separate because it judges the tests of the RTL.
 */
package org.kcpfpga.verify.mutation;
