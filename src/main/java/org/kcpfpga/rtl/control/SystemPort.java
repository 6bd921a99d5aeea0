package org.kcpfpga.rtl.control;

import java.util.List;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.fixed.QuantisedModel.Fractions;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.boundary.Capabilities;
import org.kcpfpga.plan.boundary.SystemMap;

/** The registers of the parts for a system, in the control port. */
final class SystemPort {
  private static final int SNAPSHOT_BITS = 64;

  private final Block block;
  private final AxiLitePort axi;
  private final Core core;
  private final Design design;

  SystemPort(Block block, AxiLitePort axi, Core core) {
    this.block = block;
    this.axi = axi;
    this.core = core;
    this.design = core.plan().design();
  }

  /** What never changes. */
  void constants() {
    int parts = SystemMap.parts(design);
    if (parts != 0) {
      show(SystemMap.PARTS, parts);
    }
    if (!design.has(SystemPart.CAPABILITIES)) {
      return;
    }
    Capabilities.of(core.plan()).forEach(one -> show(one.register().address(), one.value()));
    if (!design.loadable()) {
      Fractions fractions = core.model().fractions();
      show(SystemMap.FRACTIONS, SystemMap.fractions(fractions.input(), fractions.output()));
    }
  }

  private void show(int address, int value) {
    axi.show(address, Bits.of(value & 0xFFFFFFFFL, 32));
  }

  /** Bits of a counter of events whose register has so many. */
  int counterBits(int shown) {
    return design.has(SystemPart.SNAPSHOT) ? SNAPSHOT_BITS : shown;
  }

  /** Takes a counter, as it is, where there are snapshots. */
  void snapshot(String name, Bits counter, Bool takes) {
    if (!design.has(SystemPart.SNAPSHOT)) {
      return;
    }
    Bits taken = block.registerInit(name + "_snapshot", SNAPSHOT_BITS, 0);
    taken.next(takes.mux(counter, taken));
    int address = SystemMap.SNAPSHOTS + 8 * SystemMap.COUNTED.indexOf(name);
    axi.show(address, taken.slice(31, 0));
    axi.show(address + 4, taken.slice(63, 32));
  }

  /**
   * Makes the registers that say how frames are counted, where there are some.
   *
   * @param open they can be written
   * @return null where there are none
   */
  Framing framing(Bool open) {
    if (!design.has(SystemPart.LENGTH)) {
      return null;
    }
    int bits = SystemMap.LENGTH_BITS;
    Bool tooLong = axi.offered("too_long", axi.data().slice(31, bits).orAll());
    Bool writes = axi.writes(SystemMap.SEQUENCE_LENGTH, open.not().or(tooLong));
    Bits length = block.registerInit("length", bits, 0);
    length.next(writes.named("takes_length").mux(axi.data().wrapTo(bits), length));
    axi.show(SystemMap.SEQUENCE_LENGTH, length.widenTo(32));
    Bool ends = axi.writes(SystemMap.INPUT_TLAST, open.not()).named("takes_input_tlast");
    Bool packets = block.registerBoolInit("packets", false);
    packets.next(ends.mux(axi.data().bit(0), packets));
    axi.show(SystemMap.INPUT_TLAST, packets.widenTo(32));
    Framing framing =
        new Framing(
            block.output("sequence_length", bits),
            block.outputBool("input_packets"),
            block.outputBool("restarts_count"));
    framing.connect(new Framing(length, packets, writes.or(ends)));
    return framing;
  }

  /**
   * Makes the register that says which frames have an output, where there is one.
   *
   * @return answers, and whether tlast ends sequences; null where there is none
   */
  List<Bool> outputFrames(Bool open) {
    if (!design.has(SystemPart.FRAMES)) {
      return null;
    }
    Bool takes = axi.writes(SystemMap.OUTPUT_FRAMES, open.not()).named("takes_output_frames");
    Bits held = block.registerInit("wanted_frames", 2, 0);
    held.next(takes.mux(axi.data().wrapTo(2), held));
    axi.show(SystemMap.OUTPUT_FRAMES, held.widenTo(32));
    Bool answers = block.outputBool("answers_bad");
    answers.drive(held.bit(0));
    Bool packets = block.outputBool("output_packets");
    packets.drive(held.bit(1));
    return List.of(answers, packets);
  }

  /**
   * Makes the pin, which follows the registers by a cycle.
   *
   * @param events that are kept until they are cleared, by bit
   */
  Bool interrupt(List<Bool> events) {
    Bits enable = block.registerInit("irq_enabled", SystemMap.EVENTS, 0);
    Bool enables = axi.writes(SystemMap.IRQ_ENABLE);
    enable.next(enables.mux(axi.data().wrapTo(SystemMap.EVENTS), enable));
    axi.show(SystemMap.IRQ_ENABLE, enable.widenTo(32));

    Bits status = block.registerInit("irq_events", SystemMap.EVENTS, 0);
    Bits none = Bits.of(0, SystemMap.EVENTS);
    Bits cleared = axi.writes(SystemMap.IRQ_STATUS).mux(axi.data().wrapTo(SystemMap.EVENTS), none);
    status.next(Bits.pack(events).or(status.and(cleared.not())));
    axi.show(SystemMap.IRQ_STATUS, status.widenTo(32));

    Bool raised = block.registerBoolInit("irq_raised", false);
    raised.next(status.and(enable).orAll());
    Bool pin = block.outputBool("irq");
    pin.drive(raised);
    return pin;
  }
}
