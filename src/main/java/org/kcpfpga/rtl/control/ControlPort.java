package org.kcpfpga.rtl.control;

import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.rtl.base.Datapath;

/** The registers of a core: identity, sticky errors, counters, windows. */
public final class ControlPort extends Datapath {
  private final Core core;
  private final AxiLitePort axi;
  private final Bool busy;
  private final Bool rest;
  private final Bool clear;

  /** {@code clipBits}: the width of the clip count of each requantising stage. */
  public ControlPort(Core core, List<Integer> clipBits) {
    super(core.module("control_port"));
    this.core = core;
    axi = new AxiLitePort(this);
    busy = busy();
    rest = rest();
    axi.show(RegisterMap.IDENTITY, Bits.of(RegisterMap.IDENTITY_VALUE, 32));
    axi.show(RegisterMap.VERSION, Bits.of(RegisterMap.VERSION_VALUE, 32));
    axi.show(RegisterMap.PLAN_HASH, Bits.of(core.plan().hash() & 0xFFFFFFFFL, 32));
    axi.show(RegisterMap.CONTROL, rest.widenTo(32));
    Bool open = rest.and(bool("frame_started").not());
    clear = control(open).and(axi.data().bit(0)).named("clear_counters");
    if (core.pipeline().recurrent()) {
      new StateWindow(this, axi, core, rest, open).build();
    }
    errors();
    counters();
    for (int i = 0; i < clipBits.size(); i++) {
      String name = core.plan().saturationNames().get(i);
      Bits clips = input(name + "_clips", clipBits.get(i));
      saturations(RegisterMap.SATURATIONS + 4 * i, name + "_saturations", clips);
    }
    axi.finish();
  }

  /** A frame is in flight. */
  private Bool busy() {
    int width = core.pipeline().frameBits();
    Bits inFlight = registerInit("frames_in_flight", width, 0);
    // started, delivered and dropped may meet in one cycle
    Bits more = inFlight.plus(inputBool("frame_started"));
    Bits less = more.minus(inputBool("step_delivered")).asBits().wrapTo(width);
    inFlight.next(less.minus(inputBool("frame_dropped")).asBits().wrapTo(width));
    return inFlight.orAll().named("is_busy");
  }

  /** Whether CONTROL is written; a loadable core refuses it where it cannot begin a load. */
  private Bool control(Bool open) {
    if (!core.plan().design().loadable()) {
      axi.show(RegisterMap.CHECKSUM, Bits.of(LoadImage.checksum(core) & 0xFFFFFFFFL, 32));
      return axi.writes(RegisterMap.CONTROL);
    }
    Bool begins = axi.data().bit(1);
    Bool control = axi.writes(RegisterMap.CONTROL, begins.and(open.not()));
    new LoadPort(this, axi, core).build(open, control.and(begins));
    return control;
  }

  private Bool rest() {
    if (!core.pipeline().recurrent()) {
      return busy.not();
    }
    return busy.not().and(inputBool("places_full")).named("at_rest");
  }

  private void errors() {
    Bool clearing = axi.writes(RegisterMap.ERRORS);
    Bool shortFrame = sticky("short_frame", clearing.and(axi.data().bit(0)));
    Bool longFrame = sticky("long_frame", clearing.and(axi.data().bit(1)));
    Bool wrongSequence = sticky("wrong_sequence", clearing.and(axi.data().bit(2)));
    Bits all = Bits.pack(List.of(shortFrame, longFrame, wrongSequence));
    axi.show(RegisterMap.ERRORS, all.widenTo(32));
  }

  private Bool sticky(String name, Bool clearing) {
    Bool held = registerBoolInit(name + "_error", false);
    held.next(inputBool(name).or(held.and(clearing.not())));
    return held;
  }

  private void counters() {
    count(RegisterMap.STEPS, "steps", bool("step_delivered"));
    count(RegisterMap.BUSY, "busy", busy);
    count(RegisterMap.STARVED, "starved", inputBool("input_idle").and(busy));
    count(RegisterMap.STALLED, "stalled", inputBool("output_stalled"));
    count(RegisterMap.DROPPED, "dropped", bool("frame_dropped"));
  }

  private void count(int address, String name, Bits amount) {
    int bits = core.plan().design().counters().events();
    Bits counter = registerInit(name + "_count", bits, 0);
    keep(address, counter, counter.plus(amount).wrapTo(bits));
  }

  /** A counter that stays at its greatest value. */
  private void saturations(int address, String name, Bits amount) {
    int bits = core.plan().design().counters().saturations();
    Bits counter = registerInit(name + "_count", bits, 0);
    Bits sum = counter.plus(amount);
    Bool over = sum.slice(sum.width() - 1, bits).orAll();
    keep(address, counter, over.mux(Bits.of((1L << bits) - 1, bits), sum.wrapTo(bits)));
  }

  private void keep(int address, Bits counter, Bits next) {
    counter.next(clear.mux(Bits.of(0, counter.width()), next));
    axi.show(address, counter.widenTo(32));
  }
}
