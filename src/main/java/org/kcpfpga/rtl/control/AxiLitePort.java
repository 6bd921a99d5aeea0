package org.kcpfpga.rtl.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.plan.boundary.TopPorts;

/**
 * The AXI4-Lite side of a block: registers by address, and the accesses that it refuses. A write
 * takes effect, and a read sees its register, in the cycle of its grant.
 */
final class AxiLitePort {
  private static final int OKAY = 0;
  private static final int SLVERR = 2;

  private final Block block;
  private final Map<Integer, String> names;
  private final Map<String, Bool> decoded = new HashMap<>();
  private final Map<Integer, Bits> values = new LinkedHashMap<>();
  private final Map<Integer, Bool> refusedReads = new HashMap<>();
  private final List<Bool> refusedWrites = new ArrayList<>();
  private final Bits writeAddress;
  private final Bits writeData;
  private final Bits strobe;
  private final Bool write;

  /** A write that takes effect: of the lowest byte, at least. */
  private final Bool lowWrite;

  private final Bits readBus;
  private final Bits readAddress;
  private final Bool readGrant;
  private AxiLite.Address writeAddressPort;
  private AxiLite.WriteData writePort;
  private Bool responseValid;
  private Bool responseReady;

  /** Declares the ports of all channels; {@code names}: registers by address. */
  AxiLitePort(Block block, Map<Integer, String> names) {
    this.block = block;
    this.names = names;
    Bits writeBus = block.input("awaddr", TopPorts.ADDRESS_BITS);
    writeAddress = words(writeBus);
    writeData = block.input("wdata", 32);
    strobe = block.input("wstrb", 4);
    lowWrite = block.registerBoolInit("low_write", false);
    write = writeGrant(writeBus);
    readBus = block.input("araddr", TopPorts.ADDRESS_BITS);
    // a master keeps what it offers until it is granted, a cycle later at the earliest
    readAddress = block.registerInit("read_address", TopPorts.ADDRESS_BITS - 2, 0);
    readAddress.next(words(readBus));
    readGrant = block.registerBoolInit("read_grant", false);
  }

  private static Bits words(Bits bus) {
    return bus.slice(TopPorts.ADDRESS_BITS - 1, 2);
  }

  /** Address and data are taken together, one cycle after both are offered. */
  private Bool writeGrant(Bits writeBus) {
    Bool addressValid = block.inputBool("awvalid");
    Bool dataValid = block.inputBool("wvalid");
    Bool offered = addressValid.and(dataValid);
    Bool grant = block.registerBoolInit("write_grant", false);
    Bool response = block.registerBoolInit("write_response", false);
    Bool grants = offered.and(grant.not()).and(response.not()).named("write_grants");
    grant.next(grants);
    lowWrite.next(grants.and(strobe.bit(0)));
    responseReady = block.inputBool("bready");
    response.next(grant.or(response.and(responseReady.not())));
    Bool addressReady = block.outputBool("awready");
    addressReady.drive(grant);
    Bool dataReady = block.outputBool("wready");
    dataReady.drive(grant);
    responseValid = block.outputBool("bvalid");
    responseValid.drive(response);
    writeAddressPort = new AxiLite.Address(writeBus, addressValid, addressReady);
    writePort = new AxiLite.WriteData(writeData, strobe, dataValid, dataReady);
    return grant;
  }

  /** The word that is written. */
  Bits data() {
    return writeData;
  }

  /** Makes a register of 32 bits, which reads so. */
  void show(int address, Bits value) {
    values.put(address, value);
  }

  /** A write to this address takes effect. */
  Bool writes(int address) {
    Bool here = writtenAt(address);
    return decoded.computeIfAbsent(
        "writes_" + names.get(address), name -> lowWrite.and(here).named(name));
  }

  /** A write to this address takes effect; where it is refused it answers SLVERR instead. */
  Bool writes(int address, Bool refused) {
    Bool asked = writes(address);
    refusedWrites.add(asked.and(refused));
    return asked.and(refused.not());
  }

  /** A read of this address is granted; where it is refused it answers SLVERR and zero. */
  Bool reads(int address, Bool refused) {
    refusedReads.put(address, refused);
    return readGrant.and(readAt(address)).and(refused.not());
  }

  /** Drives the answers, once all registers are shown; returns the ports of all channels. */
  AxiLite finish() {
    AxiLite.Response response = writeResponse();
    Bool asks = block.inputBool("arvalid");
    Bool ready = block.inputBool("rready");
    Bool granted = block.outputBool("arready");
    granted.drive(readGrant);
    AxiLite.Address readPort = new AxiLite.Address(readBus, asks, granted);
    return new AxiLite(writeAddressPort, writePort, response, readPort, readSide(asks, ready));
  }

  /** The write address is that of a register. */
  private Bool writtenAt(int address) {
    return decoded.computeIfAbsent(
        "write_at_" + names.get(address), name -> offered(name, is(writeAddress, address)));
  }

  /** The read address is that of a register. */
  private Bool readAt(int address) {
    return decoded.computeIfAbsent(
        "read_at_" + names.get(address), name -> is(readAddress, address).named(name));
  }

  /**
   * What an access says of itself: decided in the cycle of its offer, used in that of its grant.
   */
  Bool offered(String name, Bool flag) {
    Bool held = block.registerBoolInit(name, false);
    held.next(flag);
    return held;
  }

  /** {@code bus}: an address in words. */
  private static Bool is(Bits bus, int address) {
    return bus.eq(address >> 2);
  }

  /** The address is that of a register. */
  private Bool known(IntFunction<Bool> at) {
    return values.keySet().stream().map(at::apply).reduce(Bool.of(false), Bool::or);
  }

  /** The answer to an access on this side, by whether its address is known. */
  private static Bits status(String side, Bool known, List<Bool> refused) {
    Bool good = known;
    if (!refused.isEmpty()) {
      Bool no = refused.stream().reduce(Bool::or).orElseThrow().named(side + "_refused");
      good = good.and(no.not());
    }
    return good.mux(Bits.of(OKAY, 2), Bits.of(SLVERR, 2));
  }

  private AxiLite.Response writeResponse() {
    Bits response = block.registerInit("write_status", 2, OKAY);
    Bits status =
        status("write", offered("write_known", known(at -> is(writeAddress, at))), refusedWrites);
    Bool taken = responseValid.and(responseReady);
    response.next(write.mux(status, taken.mux(Bits.of(OKAY, 2), response)));
    Bits shown = block.output("bresp", 2);
    shown.drive(response);
    return new AxiLite.Response(shown, responseValid, responseReady);
  }

  private AxiLite.ReadData readSide(Bool asks, Bool ready) {
    Bool valid = block.registerBoolInit("read_valid", false);
    readGrant.next(asks.and(readGrant.not()).and(valid.not()));
    Bool done = valid.and(ready).named("read_done");
    valid.next(readGrant.or(valid.and(done.not())));

    Bits none = Bits.of(0, 32);
    Bits word = none;
    List<Bool> refused = new ArrayList<>();
    for (Map.Entry<Integer, Bits> register : values.entrySet()) {
      Bool mine = readAt(register.getKey());
      if (refusedReads.containsKey(register.getKey())) {
        Bool no = refusedReads.get(register.getKey());
        refused.add(mine.and(no));
        mine = mine.and(no.not());
      }
      word = word.or(mine.mux(register.getValue(), none));
    }
    Bits data = block.registerInit("read_data", 32, 0);
    data.next(readGrant.mux(word, done.mux(none, data)));
    Bits held = block.registerInit("read_status", 2, OKAY);
    Bits status = status("read", known(this::readAt).named("read_known"), refused);
    held.next(readGrant.mux(status, done.mux(Bits.of(OKAY, 2), held)));
    Bool shown = block.outputBool("rvalid");
    Bits shownData = block.output("rdata", 32);
    AxiLite.ReadData read = new AxiLite.ReadData(shownData, block.output("rresp", 2), shown, ready);
    shown.drive(valid);
    read.data().drive(data);
    read.status().drive(held);
    return read;
  }
}
