/**
 * The stages of an operator behind the systolic front: contract and expand stages, and their
 * buffers.
 *
 * <p>In: a stage of the plan and its channels. Out: one block each. Separate because a stage sees
 * its own channels and its bank only.
 */
package org.kcpfpga.rtl.stage;
