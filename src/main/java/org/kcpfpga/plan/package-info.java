/**
 * From a design to every width, fold, latency, queue depth and cycle count.
 *
 * <p>In: a {@link org.kcpfpga.design.Design}. Out: an immutable {@link
 * org.kcpfpga.plan.AcceleratorPlan}, which RTL, cycle model, driver and reports read. Separate
 * because it is the only place that decides: nobody downstream computes a width or a count again.
 *
 * <h2>What a core does in each cycle</h2>
 *
 * The contract that RTL and cycle model implement apart from each other. "Issue in t" means that an
 * operation's condition holds in cycle t, seen on the state at the start of t; "push in t" that a
 * beat enters a channel at the end of t and can be popped from t+1 on. Reset lasts while aresetn is
 * low.
 *
 * <ul>
 *   <li><b>Credits.</b> A producer starts with {@link org.kcpfpga.plan.Channel#credits()}, spends
 *       one per beat in the cycle of issue and owns a returned one from the cycle after the pop
 *       that emptied a word.
 *   <li><b>Flags.</b> Frame flags: bit 0 start, then the bits that number the sequence, the top bit
 *       bad. Step flags, behind the first expand stage of the input: start, sequence. Channels from
 *       the cell to the hidden side carry the number of the sequence only. Of beats merged into a
 *       word the last one's flags stay; all parts of a split word have the word's.
 *   <li><b>Stream input.</b> States RUN, PAD, SWALLOW. In RUN s_axis_tready = the gearbox has room:
 *       units + beat units &le; capacity at the start of the cycle (and not in the first cycle
 *       after reset). A beat accepted in t is in the gearbox from t+1 on; so is a beat of zeros for
 *       every cycle of PAD with the same room, tready being low. tlast before the last bus beat of
 *       a vector: the frame is bad, PAD until the vector is complete. No tlast with the last beat:
 *       the frame is bad, SWALLOW (tready high, beats ignored) until a beat with tlast was taken.
 *       Start flag and sequence are tuser of the first beat, bit 0 and the bits above; a sequence
 *       of S or more makes the frame bad too (sticky error), and counts as 0. Each beat enters with
 *       the frame's flags as they are known then, bad included (the beat itself makes it bad); they
 *       count only with the last elements of a vector.
 *   <li><b>Gearbox.</b> Elements in order, each with the flags of its bus beat. Its head is there
 *       when it holds lane units at the start of the cycle; a pop takes p elements and shows the
 *       flags of the last of them.
 *   <li><b>Front.</b> Takes a beat in every cycle in which the gearbox's head is there and credits
 *       &ge; tiles. The beat that completes a fibre in t spends {@code tiles} credits and pushes
 *       tile b in t + latency + b, rounded, with its flags. Without a systolic front the first
 *       contract stage reads the gearbox as its channel (one element a beat, frame flags).
 *   <li><b>Contract stage.</b> Loops: index j, beat, fold. An operation wants to issue when the
 *       channel has a beat and, with the last j, a credit is owned. The beat is popped with its
 *       last fold. Results of the last j are pushed latency cycles after issue, with the flags of
 *       their beat.
 *   <li><b>Expand stage.</b> A buffer of places, filled and read in turn. In every cycle in which
 *       the channel has a beat and the filling place is not full, one word is taken; the last word
 *       of a group makes the place full from the next cycle on and turns to the next. Operations
 *       want to issue while the reading place is full and, with the last reduction block, a credit
 *       is owned; the last of a group empties the place from the next cycle on and turns. Results
 *       are pushed latency cycles after the issue of their last reduction block.
 *   <li><b>First expand stage of the input.</b> A group whose last word carries bad is forgotten.
 *       The last word of a group is taken only while the start queue has a place (bad or not; a
 *       linear cell has no start queue and always has room); a good group pushes its step flags
 *       there in that cycle, and so commits the step. The first step of every sequence committed
 *       after reset counts as a start. Step flags travel with the step's tokens to the cell.
 *   <li><b>First expand stage of the hidden side.</b> S places, one for each sequence, all full
 *       after reset. It fills the place of the sequence that a group's words carry, and reads the
 *       place of the head of the start queue: operations also wait for that head, which is popped
 *       with the last operation of the group. In a step that starts a sequence every token reads as
 *       zero.
 *   <li><b>Identity stage</b> (U = I). As an expand stage without factors, products and rounding:
 *       an output (o, context, gate) is the token of its context and gate with reduction index o,
 *       in mode 1 gate * size + o; in the last mode the sum over the terms k of tokens k * rows +
 *       that index, one term an operation. Latency as in its plan. It is in no bank.
 *   <li><b>Cell.</b> An element issues when all sums are there, credits of the output and of the
 *       hidden channel are owned, and no element issued {@link
 *       org.kcpfpga.plan.CellSchedule#conflicts()} cycles before; latency cycles later h is pushed
 *       into both, into the output with the flag of the step's last element. Its state is addressed
 *       by sequence and element; with start it reads as zero. Where {@link
 *       org.kcpfpga.plan.CellPlan#beats()} is G, a beat holds a gate: one that is not the last of
 *       its element is popped, from both channels at once, in every cycle in which both have it;
 *       the last one is popped by the issue, which waits for what is said above.
 *   <li><b>Lanes of the cell.</b> Where {@link org.kcpfpga.plan.CellPlan#lanes()} is L, beats of
 *       both channels hold L neighbouring elements, which issue together, each on multipliers of
 *       its own, and are pushed together; all that is said of an element holds for them. The sums
 *       of the input wait for it in a queue of a whole step.
 *   <li><b>Passes.</b> A cell of two passes ({@link org.kcpfpga.plan.CellPlan#passes()}) takes all
 *       elements of a step twice. The first expand stage of the input reads a group twice before it
 *       empties the place; that of the hidden side pops the start queue with every second group and
 *       empties the place of its sequence with each. What the cell gives in the first pass goes to
 *       the hidden channel alone, needs no credit of the output, and leaves the state as it is;
 *       gates of the other pass count as zero before they are rounded. The first element of a pass
 *       also waits until {@link org.kcpfpga.plan.CellPlan#passGap()} cycles have passed since the
 *       last one issued; early gates do not wait. Products of the other pass claim nothing.
 *   <li><b>Banks.</b> An operation that issues in t has its operands at the multipliers in t+1 and
 *       its products in registers in t+2. In a cycle t at most one stage of a bank issues: none if
 *       a product of the cell falls on the multipliers in t+1, else the first in the order of
 *       members among those that want to. The cell itself never waits for its bank. Who keeps the
 *       sums, {@link org.kcpfpga.plan.BankSums} or the stages, changes no cycle.
 *   <li><b>Output.</b> m_axis_tvalid while the output channel has a beat; popped by tready.
 *   <li><b>Saturations.</b> Sums are rounded in the cycle in which results are pushed; the
 *       pre-activations and the new state of the cell in the cycle before their rank; of a gate
 *       that comes alone, in the cycle after it was popped. A value clipped in cycle t steps its
 *       counter at the end of t+1.
 *   <li><b>Rest.</b> The core is at rest when no frame is in flight (as counted: accepted first
 *       beats less delivered and dropped frames, at the start of the cycle) and, in a recurrent
 *       core, all places of the first hidden stage are full. CONTROL reads it in bit 0.
 *   <li><b>Windows.</b> A write takes effect in the cycle of its grant. LOAD_TARGET, LOAD_DATA,
 *       CONTROL.BEGIN_LOAD (loadable cores), SEQUENCE, STATE_DATA, HIDDEN_DATA are accepted only at
 *       rest and not in a cycle that accepts the first beat of a frame (HIDDEN_DATA also while a
 *       state is being loaded, see below), else the response is SLVERR and nothing changes.
 *       wstrb[0] must be set for an effect, as everywhere; without it the response is OKAY and
 *       nothing happens.
 *   <li><b>Load.</b> BEGIN_LOAD sets the checksum to START. LOAD_TARGET selects a target (SLVERR if
 *       there is none) and turns to its word 0, chunk 0. LOAD_DATA gives the next chunk of 32 bits
 *       of a word, lowest first; with the last chunk the word is written (excess bits ignored) and
 *       the next word follows; after the last word it begins again. Both step the checksum with
 *       what was written (target number, data word of 32 bits). The checksum is 0 after reset of a
 *       loadable core; a core with ROM shows the constant that loading its own images gives.
 *   <li><b>State.</b> SEQUENCE (reads back) selects a sequence below S (else SLVERR) and sets the
 *       element to 0. STATE_DATA (only if CellPlan.stateBits() &gt; 0): a write stores its low
 *       stateBits as the state of that sequence and element, and steps the element, which wraps
 *       after M. A read gives the window, sign-extended, and steps the element in the cycle in
 *       which its read is granted; together with a write in that cycle once. The window is a
 *       register: at the end of every cycle at rest in which none of SEQUENCE, STATE_DATA and
 *       HIDDEN_DATA is written it takes the state at sequence and element as they are at the start
 *       of that cycle. A read is accepted at rest in the cycle after such a one, else it answers
 *       SLVERR, 0, and steps nothing.
 *   <li><b>Loading h.</b> HIDDEN_DATA pushes its low activation bits, with the selected sequence,
 *       into the hidden channel as if it came from the cell (push in the cycle of the grant,
 *       spending one of the cell's credits; SLVERR if none is owned; of L lanes the elements of a
 *       beat go together, with the last of them); for a GRU and a minimal gated unit it also stores
 *       them as state of that element. The first of M empties the place of the sequence; until the
 *       M-th was written the core is "loading": s_axis_tready stays low (from the next cycle on),
 *       and only HIDDEN_DATA is accepted. With the M-th the sequence no longer counts as new after
 *       reset: its next step may go without start. It has its own element counter, cleared by
 *       reset.
 *   <li><b>System.</b> The parts of {@link org.kcpfpga.plan.boundary.SystemMap}, each where the
 *       design has it. Events are counted in 64 bits where there are snapshots, and registers of 32
 *       bits show the low ones of the design; a write of CONTROL.TAKE_SNAPSHOT that is accepted
 *       takes them as they are at the start of that cycle. An event of a cycle sets its bit of
 *       IRQ_STATUS at the end of it, whatever is written then: a step's last beat taken, a bit of
 *       ERRORS raised, a frame dropped, rest that was not there in the cycle before (reset leaves
 *       rest). irq in t + 1 is whether IRQ_STATUS and IRQ_ENABLE have a bit in common at the start
 *       of t.
 *   <li><b>Counted frames.</b> With SEQUENCE_LENGTH L above 0 start and sequence of a frame come
 *       from a count, tuser is ignored: slot (sequence, below S) and round (start in round 0). It
 *       turns at the end of a cycle in which the last bus beat of a vector enters the gearbox, bad
 *       or not: the next slot, after slot S - 1 the next round, after round L - 1 round 0. With
 *       INPUT_TLAST tlast is due with the last beat of slot S - 1 of round L - 1 only, in the place
 *       of every vector's: tlast with the last beat of another vector is a short frame that is not
 *       bad, and after any vector in which tlast came the count is at slot 0, round 0. Both
 *       registers are written as the windows are, L up to 2^16 - 1; either write puts the count to
 *       0. Reset makes all of it 0.
 *   <li><b>Frames of the output.</b> Where the design has them, beside the core goes {@link
 *       org.kcpfpga.plan.boundary.FramePlan}: a producer with its credits is the stream input,
 *       which spends one with the first beat of a frame, and whose tready is low before that beat
 *       while none is owned. In the cycle in which the last bus beat of a vector enters the gearbox
 *       it pushes start, sequence, bad and whether the frame ends what is counted (the last of a
 *       count, or one in which tlast ended the packet, or any that is not counted). The output
 *       offers a beat of the output channel while the head is good; while it is bad and
 *       OUTPUT_FRAMES.ANSWER_BAD is set, as many beats of zeros as a step has; a bad head is popped
 *       in the first cycle of it otherwise. A head is popped with the last beat of its output.
 *       m_axis_tuser is start, sequence and bad of the head while tvalid is high, else 0;
 *       m_axis_tlast, with OUTPUT_FRAMES.END_SEQUENCES, only where the frame ends what is counted.
 *       Zeros count as no step. Rest needs the queue to be empty, too. OUTPUT_FRAMES is written as
 *       the windows are; reset makes it 0.
 * </ul>
 */
package org.kcpfpga.plan;
