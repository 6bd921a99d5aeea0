/**
 * Proves properties of the handshakes and the control of an emitted core with Yosys and an SMT
 * solver.
 *
 * <p>In: a plan, its {@link org.kcpfpga.emit.EmittedDesign} and the hand-written properties of
 * {@code hdl/formal}. Out: a {@link org.kcpfpga.proof.ProofResult} for each {@link
 * org.kcpfpga.proof.Proof}. Separate because it reads the Verilog as it is delivered and knows
 * nothing of how it was made; only names of modules and registers connect the two.
 */
package org.kcpfpga.proof;
