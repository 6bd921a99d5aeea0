/**
 * From a design to every width, fold, latency, queue depth and cycle count.
 *
 * <p>In: a {@link org.kcpfpga.plan.Design}. Out: an immutable {@link
 * org.kcpfpga.plan.AcceleratorPlan}, which RTL, cycle model, driver and reports read. Separate
 * because it is the only place that decides: nobody downstream computes a width or a count again.
 *
 * <h2>What a core does in each cycle</h2>
 *
 * The contract that RTL and cycle model implement apart from each other. "Issue in t" means that an
 * operation's condition holds in cycle t; "push in t" that a beat enters a channel at the end of t
 * and can be popped from t+1 on. Reset lasts while aresetn is low.
 *
 * <ul>
 *   <li><b>Credits.</b> A producer starts with {@link org.kcpfpga.plan.Channel#credits()}, spends
 *       one per beat in the cycle of issue and owns a returned one from the cycle after the pop
 *       that emptied a word.
 *   <li><b>Stream input.</b> States RUN, PAD, SWALLOW. In RUN s_axis_tready = credits of the
 *       front's channel &ge; tiles. A beat accepted in t enters the array; so does a beat of zeros
 *       in every cycle of PAD with the same credits, tready being low. tlast before the last beat
 *       of a vector: the frame is bad, PAD until the vector is complete. No tlast with the last
 *       beat: the frame is bad, SWALLOW (tready high, beats ignored) until a beat with tlast was
 *       taken. The start flag is tuser[0] of the first beat. The beat that completes a fibre spends
 *       {@code tiles} credits and carries the frame's flags (start, bad); they count only with the
 *       last fibre.
 *   <li><b>Front.</b> The beat that completes a fibre in t pushes tile b in t + latency + b,
 *       requantised; flags with every tile.
 *   <li><b>Contract stage.</b> Loops: index j, beat, fold. An operation issues when the channel has
 *       a beat and, with the last j, a credit is owned. The beat is popped with its last fold.
 *       Results of the last j are pushed latency cycles after issue, with the flags of their beat.
 *   <li><b>Expand stage.</b> Two halves. In every cycle in which the channel has a beat and the
 *       filling half is not full, one word is taken; the last word of a group makes the half full
 *       from the next cycle on and turns to the other half. Operations issue while the reading half
 *       is full and, with the last reduction block, a credit is owned; the last of a group empties
 *       the half from the next cycle on and turns.
 *   <li><b>First expand stage of the input.</b> A group whose last word carries bad is forgotten.
 *       The last word of a group is taken only while the start queue has a place (bad or not); a
 *       good group pushes its start flag there in that cycle, and so commits the step. The first
 *       step committed after reset counts as a start. The start flag travels with the step's tokens
 *       to the cell.
 *   <li><b>First expand stage of the hidden side.</b> Half 0 is full after reset. Operations also
 *       wait for the head of the start queue, popped with the last operation of the group. In a
 *       step that starts a sequence every token reads as zero.
 *   <li><b>Cell.</b> An element issues when both sums are there and a credit of the output and one
 *       of the hidden channel are owned; latency cycles later h is pushed into both, into the
 *       output with the flag of the step's last element. With start, c reads as zero.
 *   <li><b>Output.</b> m_axis_tvalid while the output channel has a beat; popped by tready.
 * </ul>
 */
package org.kcpfpga.plan;
