/**
 * The core, cycle by cycle, in Java.
 *
 * <p>In: an {@link org.kcpfpga.plan.AcceleratorPlan} and the integers of a {@link
 * org.kcpfpga.fixed.QuantisedModel}. Out: {@link org.kcpfpga.cycle.CycleModel}, which takes the
 * input pins of every cycle and gives the output pins. Separate because it is a second
 * implementation of the contract in {@code org.kcpfpga.plan}, written without a look at the RTL:
 * their agreement in every pin and cycle means something only while neither reads the other.
 *
 * <p>The model is event-driven: an {@link org.kcpfpga.cycle.base.Agenda} knows who acts in a cycle,
 * so that nobody else is looked at, and {@link org.kcpfpga.cycle.CalmCycles} passes by the pins
 * that cannot move. Whatever is skipped would have changed nothing.
 *
 * <p>Everything that a queue's consumer will see is known when its producer issues: the value, and
 * the cycle from which it can be popped. So a value is computed at issue and put into its queue at
 * once, marked with that cycle; nothing moves through pipeline registers. Saturations are counted
 * the same way, each marked with the cycle at whose end its counter steps.
 *
 * <h2>What the contract leaves open, decided here</h2>
 *
 * <ul>
 *   <li>A new model is in the state of a core after a cycle of reset.
 *   <li>A cycle with aresetn low shows what the state before gives and is otherwise like any other;
 *       then all is reset but what reset leaves (below). So a write that was granted in it is done.
 *       AXI4-Lite answers from the first cycle with aresetn high on; only s_axis_tready waits one
 *       cycle longer.
 *   <li>In PAD the frame's remaining beats come from nobody: they count neither as starved nor as
 *       accepted, and do not look at tvalid.
 *   <li>Clearing counters leaves sticky errors and frames in flight alone.
 *   <li>A write that is granted happens even if its valid pins fell; no strobe but wstrb[0] has an
 *       effect on any register of this version: with it all 32 bits of wdata count.
 *   <li>A write of CONTROL that is refused for BEGIN_LOAD clears no counters either. A core that is
 *       not loadable ignores that bit.
 *   <li>SEQUENCE written in the cycle of a read of STATE_DATA leaves the element at 0.
 *   <li>LOAD_TARGET, LOAD_DATA and HIDDEN_DATA read as 0. Before the first LOAD_TARGET the target
 *       is 0. BEGIN_LOAD leaves target, word and chunk as they are.
 *   <li>Reset turns windows and load to their beginnings and leaves factors, bias, shifts and
 *       states as they are. A state that the cell has computed, but not written by the end of the
 *       last cycle before reset or the first cycle in reset, is lost. States are zero at power-up.
 * </ul>
 */
package org.kcpfpga.cycle;
