package org.kcpfpga.rtl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.plan.RegisterMap;
import org.kcpfpga.plan.TopPorts;

/** The AXI4-Lite registers: identity, sticky errors and counters. */
final class ControlPort extends Datapath {
  private static final int OKAY = 0;
  private static final int SLVERR = 2;

  private final Map<Integer, Bits> values = new LinkedHashMap<>();
  private Bool write;
  private Bits writeAddress;
  private Bits writeData;
  private Bool writeLow;
  private Bool clear;

  /** {@code clipBits}: the width of the clip count of each requantising stage. */
  ControlPort(Core core, List<Integer> clipBits) {
    super(core.module("control_port"));
    writeSide();
    values.put(RegisterMap.IDENTITY, Bits.of(RegisterMap.IDENTITY_VALUE, 32));
    values.put(RegisterMap.VERSION, Bits.of(RegisterMap.VERSION_VALUE, 32));
    values.put(RegisterMap.PLAN_HASH, Bits.of(core.plan().hash() & 0xFFFFFFFFL, 32));
    values.put(RegisterMap.CONTROL, Bits.of(0, 32));
    clear = writes(RegisterMap.CONTROL).and(writeData.bit(0)).named("clear_counters");
    errors();
    counters();
    for (int i = 0; i < clipBits.size(); i++) {
      String name = core.plan().saturationNames().get(i);
      Bits clips = input(name + "_clips", clipBits.get(i));
      count(RegisterMap.SATURATIONS + 4 * i, name + "_saturations", clips);
    }
    writeResponse();
    readSide();
  }

  /** Address and data are taken together, one cycle after both are offered. */
  private void writeSide() {
    writeAddress = input("awaddr", TopPorts.ADDRESS_BITS);
    Bool offered = inputBool("awvalid").and(inputBool("wvalid"));
    writeData = input("wdata", 32);
    writeLow = input("wstrb", 4).bit(0);
    write = registerBoolInit("write_grant", false);
    Bool responding = wireBool("responding");
    write.next(offered.and(write.not()).and(responding.not()));
    outputBool("awready").drive(write);
    outputBool("wready").drive(write);
    Bool response = registerBoolInit("write_response", false);
    response.next(write.or(response.and(inputBool("bready").not())));
    responding.drive(response);
    outputBool("bvalid").drive(response);
  }

  private void writeResponse() {
    Bits response = registerInit("write_status", 2, OKAY);
    Bool known = hit(writeAddress);
    Bits status = known.mux(Bits.of(OKAY, 2), Bits.of(SLVERR, 2));
    Bits none = Bits.of(OKAY, 2);
    Bool taken = bool("bvalid").and(bool("bready"));
    response.next(write.mux(status, taken.mux(none, response)));
    output("bresp", 2).drive(response);
  }

  private Bool writes(int address) {
    return write.and(writeLow).and(at(writeAddress, address));
  }

  private static Bool at(Bits bus, int address) {
    return bus.slice(TopPorts.ADDRESS_BITS - 1, 2).eq(address >> 2);
  }

  private Bool hit(Bits address) {
    Bool known = Bool.of(false);
    for (int register : values.keySet()) {
      known = known.or(at(address, register));
    }
    return known;
  }

  private void errors() {
    Bool clearing = writes(RegisterMap.ERRORS);
    Bool shortFrame = sticky("short_frame", clearing.and(writeData.bit(0)));
    Bool longFrame = sticky("long_frame", clearing.and(writeData.bit(1)));
    Bool wrongSequence = sticky("wrong_sequence", clearing.and(writeData.bit(2)));
    Bits all = Bits.pack(List.of(shortFrame, longFrame, wrongSequence));
    values.put(RegisterMap.ERRORS, all.widenTo(32));
  }

  private Bool sticky(String name, Bool clearing) {
    Bool held = registerBoolInit(name + "_error", false);
    held.next(inputBool(name).or(held.and(clearing.not())));
    return held;
  }

  private void counters() {
    Bool started = inputBool("frame_started");
    Bool delivered = inputBool("step_delivered");
    Bool dropped = inputBool("frame_dropped");
    Bits inFlight = registerInit("frames_in_flight", 32, 0);
    // started, delivered and dropped may meet in one cycle
    Bits more = inFlight.plus(started);
    Bits less = more.minus(delivered).asBits().wrapTo(32).minus(dropped).asBits().wrapTo(32);
    inFlight.next(less);
    Bool busy = inFlight.orAll().named("is_busy");
    count(RegisterMap.STEPS, "steps", delivered);
    count(RegisterMap.BUSY, "busy", busy);
    count(RegisterMap.STARVED, "starved", inputBool("input_idle").and(busy));
    count(RegisterMap.STALLED, "stalled", inputBool("output_stalled"));
    count(RegisterMap.DROPPED, "dropped", dropped);
  }

  private void count(int address, String name, Bits amount) {
    Bits counter = registerInit(name + "_count", 32, 0);
    Bits next = counter.plus(amount).wrapTo(32);
    counter.next(clear.mux(Bits.of(0, 32), next));
    values.put(address, counter);
  }

  private void readSide() {
    Bits address = input("araddr", TopPorts.ADDRESS_BITS);
    Bool grant = registerBoolInit("read_grant", false);
    Bool valid = registerBoolInit("read_valid", false);
    grant.next(inputBool("arvalid").and(grant.not()).and(valid.not()));
    Bool done = valid.and(inputBool("rready"));
    valid.next(grant.or(valid.and(done.not())));

    List<Bits> words = new ArrayList<>();
    Bits word = Bits.of(0, 32);
    for (Map.Entry<Integer, Bits> register : values.entrySet()) {
      Bits value = register.getValue();
      word = word.or(at(address, register.getKey()).mux(value, Bits.of(0, 32)));
    }
    words.add(word);
    Bits data = registerInit("read_data", 32, 0);
    data.next(grant.mux(word, done.mux(Bits.of(0, 32), data)));
    Bits status = registerInit("read_status", 2, OKAY);
    Bits found = hit(address).mux(Bits.of(OKAY, 2), Bits.of(SLVERR, 2));
    status.next(grant.mux(found, done.mux(Bits.of(OKAY, 2), status)));
    outputBool("arready").drive(grant);
    outputBool("rvalid").drive(valid);
    output("rdata", 32).drive(data);
    output("rresp", 2).drive(status);
  }
}
