package org.kcpfpga.rtl.stage;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Side;
import org.kcpfpga.plan.StreamPlan;

/**
 * The ping-pong buffer of an expand stage: one half fills while the other is read.
 *
 * <p>On the input side it keeps the step flags of each half. The first stage of that side makes
 * them of frame flags: it forgets groups of bad frames and commits the others as steps.
 */
final class GroupBuffer extends TokenBuffer {
  private final ExpandPlan plan;
  private final StreamPlan stream;
  private final boolean recurrent;
  private Bool stepRoom;
  private Bool dropped;
  private StepPorts.Commit commit;
  private StepPorts.Loaded loaded;
  private Bits groupFlags;

  GroupBuffer(Core core, ExpandPlan plan, int flagBits) {
    super(core, plan, flagBits);
    this.plan = plan;
    this.stream = core.pipeline().stream();
    this.recurrent = core.pipeline().recurrent();
    Bool release = release();
    Bool fillHalf = registerBoolInit("fill_half", false);
    Bool readHalf = registerBoolInit("read_half", false);
    Bool full0 = registerBoolInit("full0", false);
    Bool full1 = registerBoolInit("full1", false);
    readHalf.next(readHalf.xor(release));

    Bool room = fillHalf.mux(full1, full0).not().named("half_room");
    Bool wants = offered().and(room).named("wants");
    Bool take = wireBool("take");
    Counter word = counter("fill_word", plan.groupWords(), take);
    stepRoom = waitsForSteps() ? inputBool("step_room") : null;
    take.drive(waitsForSteps() ? wants.and(stepRoom.or(word.last().not())) : wants);
    Bool ends = take.and(word.last()).named("group_filled");
    Bool good = startsSide() ? ends.and(bad().not()).named("group_kept") : ends;
    fillHalf.next(fillHalf.xor(good));
    Bool fills0 = good.and(fillHalf.not()).named("fills0");
    Bool fills1 = good.and(fillHalf).named("fills1");
    full0.next(held(full0, fills0, release.and(readHalf.not())));
    full1.next(held(full1, fills1, release.and(readHalf)));
    drive(take, readHalf.mux(full1, full0));
    if (plan.side() == Side.INPUT) {
      Bits flags = startsSide() ? commit(good, ends) : flags();
      keep(flags, fills0, fills1, readHalf);
    }
    memory(take, fillHalf, word.value(), readHalf);
  }

  @Override
  protected void describe(Heading text) {
    text.says(
        "Ping-pong buffer of an expand stage: one half fills while the other is read."
            + (startsSide() ? " Forgets groups of bad frames, commits the others as steps." : ""));
    bufferPorts(text);
  }

  /** A bad frame is forgotten; an error but in the first stage of the side. */
  Bool dropped() {
    return part(dropped, "dropped");
  }

  /** The steps of a recurrent core; an error but in the first stage of the side. */
  StepPorts.Commit commit() {
    return part(commit, "commit");
  }

  /** As {@link #commit}. */
  StepPorts.Loaded loaded() {
    return part(loaded, "loaded");
  }

  /** The step flags of the group that is read; an error on the hidden side. */
  Bits groupFlags() {
    return part(groupFlags, "flags");
  }

  private boolean startsSide() {
    return plan.side() == Side.INPUT && plan.mode() == 1;
  }

  private boolean waitsForSteps() {
    return startsSide() && recurrent;
  }

  private Bool bad() {
    return flags().bit(stream.frameFlags() - 1);
  }

  /** Says what becomes of a frame, and returns the step flags of the one that is offered. */
  private Bits commit(Bool good, Bool ends) {
    dropped = outputBool("dropped");
    dropped.drive(ends.and(bad()));
    Bits flags = flags().slice(stream.stepFlags() - 1, 0);
    if (!recurrent) {
      return flags;
    }
    List<Bits> parts = new ArrayList<>();
    if (stream.slotBits() == 0) {
      parts.add(start(good, flags.bit(0), null));
    } else {
      Bits sequence = flags.slice(stream.stepFlags() - 1, 1);
      parts.add(start(good, flags.bit(0), sequence));
      parts.add(sequence);
    }
    Bits step = Bits.pack(parts).named("step");
    commit =
        new StepPorts.Commit(stepRoom, outputBool("commit"), output("commit_step", step.width()));
    commit.commit().drive(good);
    commit.step().drive(step);
    return step;
  }

  /** Of a state that was neither computed nor loaded since reset the next step starts anew. */
  private Bool start(Bool good, Bool flag, Bits sequence) {
    Bool given = inputBool("state_loaded");
    Bits whose = sequence == null ? null : input("loaded_sequence", sequence.width());
    loaded = new StepPorts.Loaded(given, whose);
    List<Bool> virgins = new ArrayList<>();
    for (int i = 0; i < stream.sequences(); i++) {
      Bool virgin = registerBoolInit("virgin" + i, true);
      Bool mine = sequence == null ? good : good.and(sequence.eq(i));
      Bool known = sequence == null ? given : given.and(whose.eq(i));
      virgin.next(virgin.and(mine.or(known).not()));
      virgins.add(virgin);
    }
    Bool virgin = sequence == null ? virgins.get(0) : Bits.select(sequence, virgins).asBool();
    return flag.or(virgin).named("start");
  }

  /** The step flags of each half. */
  private void keep(Bits flags, Bool into0, Bool into1, Bool readHalf) {
    Bits flags0 = register("flags0", flags.width());
    Bits flags1 = register("flags1", flags.width());
    flags0.next(into0.mux(flags, flags0));
    flags1.next(into1.mux(flags, flags1));
    groupFlags = output("group_flags", flags.width());
    groupFlags.drive(readHalf.mux(flags1, flags0));
  }
}
