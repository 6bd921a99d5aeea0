package org.kcpfpga.rtl.control;

import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.SystemMap;
import org.kcpfpga.rtl.base.Datapath;

/** Counts frames in the stream input: rounds of one frame for each sequence. */
final class FrameCount {
  final Framing framing;

  /** Frames are counted; tuser says nothing. */
  final Bool counts;

  /** The frame is the last of all sequences. */
  final Bool ends;

  /** tlast belongs to the last beat of that frame only. */
  final Bool packets;

  private final Datapath block;
  private final StreamPlan plan;
  private final Bits slot;
  private final Bits round;
  private final Bool lastSlot;

  FrameCount(Datapath block, StreamPlan plan) {
    this.block = block;
    this.plan = plan;
    Bits length = block.input("sequence_length", SystemMap.LENGTH_BITS);
    Bool packet = block.inputBool("input_packets");
    framing = new Framing(length, packet, block.inputBool("restarts_count"));
    counts = length.orAll().named("counts_frames");
    packets = counts.and(packet).named("counts_packets");
    slot = plan.slotBits() == 0 ? null : block.registerInit("slot", plan.slotBits(), 0);
    lastSlot = slot == null ? Bool.of(true) : slot.eq(plan.sequences() - 1).named("last_slot");
    round = block.registerInit("round", SystemMap.LENGTH_BITS, 0);
    Bool lastRound = round.plus(1).eq(length.widenTo(SystemMap.LENGTH_BITS + 1));
    ends = lastSlot.and(lastRound.named("last_round")).named("ends_sequences");
  }

  /** Start and sequence of the frame that is counted. */
  Bits user() {
    Bool start = round.eq(0).named("first_round");
    return slot == null ? start : Bits.pack(List.of(start, slot));
  }

  /**
   * Steps the count.
   *
   * @param ended a frame is complete
   * @param cut it is the last of its packet, although it need not be that of the sequences
   */
  void step(Bool ended, Bool cut) {
    Bool restart = framing.restarts().or(ended.and(cut.or(ends))).named("count_restarts");
    Bits first = Bits.of(0, SystemMap.LENGTH_BITS);
    Bits next = round.plus(1).wrapTo(SystemMap.LENGTH_BITS);
    round.next(restart.mux(first, ended.and(lastSlot).mux(next, round)));
    if (slot != null) {
      Bits zero = Bits.of(0, plan.slotBits());
      Bits after = lastSlot.mux(zero, slot.plus(1).wrapTo(plan.slotBits()));
      slot.next(restart.mux(zero, ended.mux(after, slot)));
    }
  }
}
