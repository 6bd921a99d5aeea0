/**
 * What is proven of each kind of block, and of the whole core.
 *
 * <p>In: the core under test, {@link org.kcpfpga.proof.Dut}. Out: its proofs, {@link
 * org.kcpfpga.proof.block.ProofList}. Separate because a list of claims is not the machine that
 * checks them.
 */
package org.kcpfpga.proof.block;
