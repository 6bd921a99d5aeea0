package org.kcpfpga.rtl.cell;

import java.util.Set;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.rtl.base.CreditCounter;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.MemoryLoad;
import org.kcpfpga.rtl.base.ModelMemory;
import org.kcpfpga.rtl.base.Source;

/** Decides when an element issues, and what comes with it: data, bias, number and flags. */
final class CellIssue {
  private final Datapath cell;
  private final Core core;
  private final CellPlan plan;
  private final Bool take;
  private final Datapath.Counter beat;
  private final Bool fire;
  private final CellTime time;

  /** Null where a step has one pass. */
  private final CellPasses passes;

  private final Bits inputData;
  private final Bits hiddenData;
  private final Datapath.Counter element;
  private final Bits bias;
  private final String image;
  private final Bool pop;
  private Bool inputValid;
  private Bool hiddenValid;
  private Bool outputCredit;
  private Bool hiddenCredit;
  private Bool hiddenWrite;
  private Bool hiddenRoom;
  private MemoryLoad load;

  /** {@code bias}: the image of its biases. */
  CellIssue(Datapath cell, Core core, String bias) {
    this.cell = cell;
    this.image = bias;
    this.core = core;
    this.plan = core.pipeline().cell();
    this.take = cell.wireBool(plan.beats() == 1 ? "fire" : "take");
    this.beat = cell.counter("beat", plan.beats(), take);
    this.fire = plan.beats() == 1 ? take : take.and(beat.last()).named("fire");
    this.time = new CellTime(cell, plan.interval(), fire);
    this.passes = plan.passes() > 1 ? new CellPasses(cell, plan, time) : null;
    int flags = core.pipeline().stream().stepFlags();
    inputData = cell.input("input_data", plan.beatGates() * plan.inputSumBits() + flags);
    hiddenData =
        core.pipeline().recurrent()
            ? cell.input("hidden_data", plan.beatGates() * plan.hiddenSumBits())
            : null;
    take.drive(condition());
    pop = cell.outputBool("pop");
    pop.drive(take);
    element = cell.counter("element", plan.laneElements(), fire);
    if (passes != null) {
      passes.ends.drive(fire.and(element.last()));
    }
    this.bias = bias();
  }

  /** The sums are there and, to issue an element, all else that it needs. */
  private Bool condition() {
    inputValid = cell.inputBool("input_valid");
    Bool there = inputValid;
    if (hiddenData != null) {
      hiddenValid = cell.inputBool("hidden_valid");
      there = there.and(hiddenValid);
    }
    Bool free = free();
    return there.and(plan.beats() == 1 ? free : free.or(beat.last().not()));
  }

  /** All outputs have room, and no element before is in the way. */
  private Bool free() {
    CreditCounter output = credits(Pipeline.OUTPUT, "output");
    outputCredit = cell.inputBool("output_credit");
    Bool free = outputFree(output);
    if (hiddenData != null) {
      String consumer = core.pipeline().hidden().contract().get(0).name();
      free = free.and(hiddenRoom(consumer));
    }
    Set<Integer> distances = plan.schedule().conflicts();
    if (distances.isEmpty()) {
      return free;
    }
    Bool blocked = cell.registerBoolInit("blocked", false);
    blocked.next(time.anyValid(distances.stream().map(distance -> distance - 1).toList()));
    return free.and(blocked.not());
  }

  /** Only the last pass feeds the output. */
  private Bool outputFree(CreditCounter output) {
    if (passes == null) {
      return room(output, outputCredit, fire);
    }
    Bool room = room(output, outputCredit, fire.and(passes.second));
    return room.or(passes.second.not()).and(passes.waits.not());
  }

  /** A state that is loaded takes the cell's places in the channel. */
  private Bool hiddenRoom(String consumer) {
    hiddenWrite = cell.inputBool("hidden_write");
    Bool spend = fire.or(hiddenWrite);
    CreditCounter hidden = credits(consumer, "hidden");
    hiddenCredit = cell.inputBool("hidden_credit");
    Bool room = room(hidden, hiddenCredit, spend);
    hiddenRoom = cell.outputBool("hidden_room");
    hiddenRoom.drive(room);
    return room;
  }

  private CreditCounter credits(String consumer, String name) {
    return cell.credits(name + "_credits", core.pipeline().into(consumer));
  }

  private static Bool room(CreditCounter credits, Bool credit, Bool spend) {
    credits.giveBack.drive(credit);
    credits.spend.drive(spend);
    return credits.available;
  }

  /** The bias word in use is left. */
  private Bool biasUsed() {
    return plan.biasWords() == plan.laneElements() ? fire : take;
  }

  /** The bias word of what is to be taken; the first is fetched right after reset. */
  private Bits bias() {
    if (core.plan().design().loadable()) {
      return loadedBias();
    }
    Bool first = cell.registerBoolInit("bias_first", true);
    first.next(Bool.of(false));
    Bool fetch = first.or(biasUsed()).named("bias_fetch");
    Datapath.Counter ahead = cell.counter("bias_element", plan.biasWords(), fetch);
    return cell.rom(core, "bias", plan.biasWordBits(), plan.biasWords(), image)
        .read(ahead.value(), fetch)
        .named("bias_word");
  }

  /** Read again in every cycle, so that what is loaded at rest is seen. */
  private Bits loadedBias() {
    Datapath.Counter at =
        plan.biasWords() == plan.laneElements()
            ? element
            : cell.counter("bias_at", plan.biasWords(), take);
    int width = at.value().width();
    Bits after = at.last().mux(Bits.of(0, width), at.value().plus(1).wrapTo(width));
    Bits next = biasUsed().mux(after, at.value()).named("bias_element");
    ModelMemory memory =
        new ModelMemory(cell, core, "bias", plan.biasWordBits(), plan.biasWords(), image);
    load = memory.load();
    return memory.read(next, Bool.of(true)).named("bias_word");
  }

  /** The sums of the input operator. */
  Source inputSums() {
    return new Source(inputValid, inputData, pop);
  }

  /** Those of the hidden operator, taken together with them; an error in a linear cell. */
  Source hiddenSums() {
    return new Source(cell.part(hiddenValid, "hidden sums"), hiddenData, pop);
  }

  /** What the queue of the output gives back. */
  Bool outputCredit() {
    return outputCredit;
  }

  /** The way of h to the hidden side; an error in a linear cell. */
  CellBlock.WayBack hidden() {
    return new CellBlock.WayBack(cell.part(hiddenCredit, "hidden side"), hiddenWrite, hiddenRoom);
  }

  /** What writes the bias; an error in a core with ROM. */
  MemoryLoad load() {
    return cell.part(load, "load");
  }

  /** A beat of sums is taken. */
  Bool take() {
    return take;
  }

  /** The number of the beat, which is its gate where every gate comes in a beat. */
  Bits beat() {
    return beat.value();
  }

  /** The beat is the last of its element. */
  Bool lastBeat() {
    return beat.last();
  }

  /** The passes of a step; an error where there is one. */
  CellPasses passes() {
    return cell.part(passes, "passes");
  }

  CellTime time() {
    return time;
  }

  Bool fire() {
    return fire;
  }

  /** The number of the element, and whether it is the last of its step. */
  Datapath.Counter element() {
    return element;
  }

  /** Sums of the input operator, by gate of the beat, and the step flags. */
  Bits inputData() {
    return inputData;
  }

  /** Sums of the hidden operator, by gate of the beat; null for a linear cell. */
  Bits hiddenData() {
    return hiddenData;
  }

  Bits biasWord() {
    return bias;
  }

  /** The step starts a sequence. */
  Bool start() {
    return inputData.bit(plan.beatGates() * plan.inputSumBits());
  }

  /** The number of the sequence; only where there are several. */
  Bits sequence() {
    return inputData.slice(inputData.width() - 1, plan.beatGates() * plan.inputSumBits() + 1);
  }
}
