package org.kcpfpga.rtl;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.TopPorts;

/** Takes frames from the stream, completes short ones with zeros, swallows what is too long. */
final class StreamInput extends Datapath {
  private final FrontPlan plan;

  StreamInput(Core core, Channel out) {
    super(core.module("stream_input"));
    this.plan = core.pipeline().front();
    int slot = TopPorts.slotBits(plan.inputBits());
    Bool tvalid = inputBool("tvalid");
    Bits tdata = input("tdata", plan.lanes() * slot);
    Bool tlast = inputBool("tlast");
    Bool tuser = inputBool("tuser");

    Bool awake = registerBoolInit("awake", false);
    awake.next(Bool.of(true));
    outputBool("load").drive(awake.not());

    CreditCounter.Format format =
        new CreditCounter.Format(out.credits(), plan.tiles(), out.creditsPerWord(), plan.tiles());
    CreditCounter credits = instance("credits", () -> new CreditCounter(core, format));
    credits.bool("give_back").drive(inputBool("out_credit"));
    Bool room = credits.bool("available");

    Bool padding = registerBoolInit("padding", false);
    Bool swallowing = registerBoolInit("swallowing", false);
    Bool running = padding.or(swallowing).not().named("running");
    Bool ready = awake.and(swallowing.or(running.and(room))).named("ready");
    Bool accepted = tvalid.and(ready).and(swallowing.not()).named("accepted");
    Bool beat = accepted.or(padding.and(room)).named("beat");
    outputBool("tready").drive(ready);

    Counter fold = counter("fold", plan.folds(), beat);
    Bool fibreEnds = beat.and(fold.last()).named("fibre_ends");
    Counter fibre = counter("fibre", plan.fibres(), fibreEnds);
    Bool lastBeat = fold.last().and(fibre.last()).named("last_beat");
    Bool firstBeat = fold.value().eq(0).and(fibre.value().eq(0)).named("first_beat");
    credits.bool("spend").drive(fibreEnds);

    Bool early = accepted.and(tlast).and(lastBeat.not()).named("early_tlast");
    Bool missing = accepted.and(lastBeat).and(tlast.not()).named("missing_tlast");
    Bool frameEnds = beat.and(lastBeat);
    padding.next(early.or(padding.and(frameEnds.not())));
    Bool swallowed = tvalid.and(tlast);
    swallowing.next(missing.or(swallowing.and(swallowed.not())));

    Bool startHeld = registerBool("start_held");
    Bool start = firstBeat.mux(tuser, startHeld).named("start");
    startHeld.next(accepted.mux(start, startHeld));

    outputBool("beat_valid").drive(beat);
    outputBool("beat_first").drive(fold.value().eq(0));
    outputBool("beat_last").drive(fold.last());
    output("beat_flags", 2).drive(Bits.pack(List.of(start, padding.or(missing))));
    output("beat_data", plan.lanes() * plan.inputBits()).drive(elements(tdata, slot, padding));
    outputBool("frame_started").drive(accepted.and(firstBeat));
    outputBool("short_frame").drive(early);
    outputBool("long_frame").drive(missing);
  }

  private Bits elements(Bits tdata, int slot, Bool padding) {
    List<Bits> elements = new ArrayList<>();
    for (int lane = 0; lane < plan.lanes(); lane++) {
      elements.add(tdata.slice(lane * slot + plan.inputBits() - 1, lane * slot));
    }
    Bits packed = Bits.pack(elements);
    return padding.mux(Bits.of(0, packed.width()), packed);
  }
}
