package org.kcpfpga.rtl.control;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Heading;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.rtl.base.Datapath;
import org.kcpfpga.rtl.base.Sink;
import org.kcpfpga.rtl.base.Source;

/**
 * Leads from bus beats to beats of p elements: a queue of units that shifts towards its head.
 *
 * <p>A unit is {@link StreamPlan#unit()} elements with the flags of their bus beat above them.
 */
public final class Gearbox extends Datapath {
  public final Sink in;
  public final Source out;

  private final StreamPlan plan;

  public Gearbox(Core core) {
    super(core.module("gearbox"));
    this.plan = core.pipeline().stream();
    Bool push = inputBool("push");
    Bits pushData = input("push_data", plan.busLanes() * plan.elementBits() + plan.frameFlags());
    Bool pop = inputBool("pop");

    int width = Bits.indexWidth(plan.capacity() + 1);
    Bits level = registerInit("level", width, 0);
    Bits taken = pop.mux(Bits.of(plan.laneUnits(), width), Bits.of(0, width));
    Bits kept = level.minus(taken).asBits().wrapTo(width).named("kept");
    Bits full = kept.plus(plan.beatUnits()).wrapTo(width);
    level.next(push.mux(full, kept));

    List<Bits> units = shift(push, pushData, pop, kept);
    Bool room = outputBool("room");
    room.drive(level.lessThan(plan.capacity() - plan.beatUnits() + 1));
    in = new Sink(push, pushData, room);
    Bool valid = outputBool("valid");
    valid.drive(level.lessThan(plan.laneUnits()).not());
    Bits data = output("data", plan.lanes() * plan.elementBits() + plan.frameFlags());
    data.drive(head(units));
    out = new Source(valid, data, pop);
  }

  @Override
  protected void describe(Heading text) {
    text.says(
            "Makes beats of "
                + plan.lanes()
                + " elements of those of the bus: units of elements move down by what is popped, a"
                + " beat lands behind them.")
        .parameter("unit", plan.unit())
        .parameter("units of a bus beat", plan.beatUnits())
        .parameter("units of a beat out", plan.laneUnits())
        .parameter("places", plan.capacity())
        .ports("beats of the bus, flags of the frame above", "push", "push_data", "room")
        .ports("beats of the first stage, flags of their last unit above", "valid", "data", "pop");
  }

  /** Units move down by what is popped; a beat lands behind the units that are kept. */
  private List<Bits> shift(Bool push, Bits pushData, Bool pop, Bits kept) {
    List<Bits> beat = beatUnits(pushData);
    List<Bits> units = new ArrayList<>();
    for (int i = 0; i < plan.capacity(); i++) {
      units.add(register("unit" + i, beat.get(0).width()));
    }
    List<Bool> landings = new ArrayList<>();
    // a beat is only pushed when it has room, so that fewer than 2 p' units are before it
    for (int base = 0; base < 2 * plan.laneUnits(); base++) {
      landings.add(push.and(kept.eq(base)).named("lands_at" + base));
    }
    for (int i = 0; i < plan.capacity(); i++) {
      int above = i + plan.laneUnits();
      Bits next = units.get(i);
      if (above < plan.capacity()) {
        next = pop.mux(units.get(above), next);
      }
      for (int base = 0; base < landings.size(); base++) {
        int part = i - base;
        if (part >= 0 && part < beat.size()) {
          next = landings.get(base).mux(beat.get(part), next);
        }
      }
      units.get(i).next(next);
    }
    return units;
  }

  private List<Bits> beatUnits(Bits pushData) {
    int unitBits = plan.unit() * plan.elementBits();
    Bits flags = flags(pushData);
    List<Bits> beat = new ArrayList<>();
    for (int part = 0; part < plan.beatUnits(); part++) {
      Bits elements = pushData.slice((part + 1) * unitBits - 1, part * unitBits);
      beat.add(Bits.pack(List.of(elements, flags)).named("beat_unit" + part));
    }
    return beat;
  }

  private Bits flags(Bits word) {
    return word.slice(word.width() - 1, word.width() - plan.frameFlags());
  }

  /** The elements of the lowest units, and the flags of the last of them. */
  private Bits head(List<Bits> units) {
    List<Bits> parts = new ArrayList<>();
    for (int i = 0; i < plan.laneUnits(); i++) {
      parts.add(units.get(i).slice(plan.unit() * plan.elementBits() - 1, 0));
    }
    parts.add(flags(units.get(plan.laneUnits() - 1)));
    return Bits.pack(parts);
  }
}
