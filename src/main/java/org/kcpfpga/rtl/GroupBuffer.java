package org.kcpfpga.rtl;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.Side;

/** The ping-pong buffer of an expand stage: one half fills while the other is read. */
final class GroupBuffer extends Datapath {
  private final ExpandPlan plan;
  private final Channel in;

  GroupBuffer(Core core, ExpandPlan plan, Channel in) {
    super(core.module(plan.name() + "_buffer"));
    this.plan = plan;
    this.in = in;
    Bool valid = inputBool("in_valid");
    int wordBits = plan.wordTokens() * plan.inputBits();
    Bits data = input("in_data", wordBits + in.flagBits());
    Bool release = inputBool("group_done");

    // The hidden side begins with a group in half 0: the state before the first step.
    boolean preset = plan.side() == Side.HIDDEN && plan.mode() == 1;
    Bool fillHalf = registerBoolInit("fill_half", preset);
    Bool readHalf = registerBoolInit("read_half", false);
    Bool full0 = registerBoolInit("full0", preset);
    Bool full1 = registerBoolInit("full1", false);
    readHalf.next(readHalf.xor(release));

    Bool room = fillHalf.mux(full1, full0).not().named("half_room");
    Bool wants = valid.and(room).named("wants");
    Bool take = wireBool("take");
    Counter word = counter("fill_word", plan.groupWords(), take);
    boolean first = in.flagBits() == 2;
    Bool lastRoom = first ? inputBool("step_room") : Bool.of(true);
    take.drive(first ? wants.and(lastRoom.or(word.last().not())) : wants);
    Bool bad = first ? data.bit(data.width() - 1) : Bool.of(false);
    Bool ends = take.and(word.last()).named("group_filled");
    Bool good = ends.and(bad.not()).named("group_kept");
    fillHalf.next(fillHalf.xor(good));
    full0.next(full(full0, good.and(fillHalf.not()), release.and(readHalf.not())));
    full1.next(full(full1, good.and(fillHalf), release.and(readHalf)));
    outputBool("in_pop").drive(take);
    outputBool("group_valid").drive(readHalf.mux(full1, full0));
    flags(data, good, ends.and(bad), fillHalf, readHalf);
    memory(take, word.value(), data.slice(wordBits - 1, 0), fillHalf, readHalf);
  }

  private static Bool full(Bool before, Bool set, Bool clear) {
    return before.or(set).and(clear.not());
  }

  /** The start flag of each half; on the first stage of the input also what a frame's end says. */
  private void flags(Bits data, Bool good, Bool dropped, Bool fillHalf, Bool readHalf) {
    if (in.flagBits() == 0) {
      return;
    }
    Bool start = data.bit(data.width() - in.flagBits());
    if (in.flagBits() == 2) {
      // Nothing is known of the state before the first step after reset: it starts a sequence.
      Bool virgin = registerBoolInit("virgin", true);
      virgin.next(virgin.and(good.not()));
      start = start.or(virgin).named("start");
      outputBool("commit").drive(good);
      outputBool("commit_start").drive(start);
      outputBool("dropped").drive(dropped);
    }
    Bool start0 = registerBool("start0");
    Bool start1 = registerBool("start1");
    start0.next(good.and(fillHalf.not()).mux(start, start0));
    start1.next(good.and(fillHalf).mux(start, start1));
    outputBool("group_start").drive(readHalf.mux(start1, start0));
  }

  private void memory(Bool take, Bits fillWord, Bits data, Bool fillHalf, Bool readHalf) {
    int words = 2 * plan.groupWords();
    Ram memory = ram("tokens", data.width(), words);
    memory.write(take, half(fillHalf, fillWord, words), data);
    Bits readWord = input("read_word", Bits.indexWidth(plan.groupWords()));
    Bits address = half(readHalf, readWord, words);
    output("word", data.width()).drive(memory.read(address, inputBool("read")));
  }

  /** Half 1 lies behind half 0. */
  private Bits half(Bool second, Bits word, int words) {
    int width = Bits.indexWidth(words);
    Bits base = second.mux(Bits.of(plan.groupWords(), width), Bits.of(0, width));
    return base.plus(word).wrapTo(width);
  }
}
