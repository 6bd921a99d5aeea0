package org.kcpfpga.rtl.control;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
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
  private final Map<Integer, Bits> values = new LinkedHashMap<>();
  private final Map<Integer, Bool> refusedReads = new HashMap<>();
  private final Bits writeAddress;
  private final Bits writeData;
  private final Bool writeLow;
  private final Bool write;
  private final Bits readAddress;
  private final Bool readGrant;
  private Bool refusedWrite = Bool.of(false);

  /** Declares the ports of all channels. */
  AxiLitePort(Block block) {
    this.block = block;
    writeAddress = block.input("awaddr", TopPorts.ADDRESS_BITS);
    writeData = block.input("wdata", 32);
    writeLow = block.input("wstrb", 4).bit(0);
    write = writeGrant();
    readAddress = block.input("araddr", TopPorts.ADDRESS_BITS);
    readGrant = block.registerBoolInit("read_grant", false);
  }

  /** Address and data are taken together, one cycle after both are offered. */
  private Bool writeGrant() {
    Bool offered = block.inputBool("awvalid").and(block.inputBool("wvalid"));
    Bool grant = block.registerBoolInit("write_grant", false);
    Bool response = block.registerBoolInit("write_response", false);
    grant.next(offered.and(grant.not()).and(response.not()));
    response.next(grant.or(response.and(block.inputBool("bready").not())));
    block.outputBool("awready").drive(grant);
    block.outputBool("wready").drive(grant);
    block.outputBool("bvalid").drive(response);
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
    return write.and(writeLow).and(at(writeAddress, address));
  }

  /** A write to this address takes effect; where it is refused it answers SLVERR instead. */
  Bool writes(int address, Bool refused) {
    Bool asked = writes(address);
    refusedWrite = refusedWrite.or(asked.and(refused));
    return asked.and(refused.not());
  }

  /** A read of this address is granted; where it is refused it answers SLVERR and zero. */
  Bool reads(int address, Bool refused) {
    refusedReads.put(address, refused);
    return readGrant.and(at(readAddress, address)).and(refused.not());
  }

  /** Drives the answers, once all registers are shown. */
  void finish() {
    writeResponse();
    readSide();
  }

  private static Bool at(Bits bus, int address) {
    return bus.slice(TopPorts.ADDRESS_BITS - 1, 2).eq(address >> 2);
  }

  private Bool known(Bits address) {
    Bool known = Bool.of(false);
    for (int register : values.keySet()) {
      known = known.or(at(address, register));
    }
    return known;
  }

  private static Bits status(Bool good) {
    return good.mux(Bits.of(OKAY, 2), Bits.of(SLVERR, 2));
  }

  private void writeResponse() {
    Bits response = block.registerInit("write_status", 2, OKAY);
    Bits status = status(known(writeAddress).and(refusedWrite.not()));
    Bool taken = block.bool("bvalid").and(block.bool("bready"));
    response.next(write.mux(status, taken.mux(Bits.of(OKAY, 2), response)));
    block.output("bresp", 2).drive(response);
  }

  private void readSide() {
    Bool valid = block.registerBoolInit("read_valid", false);
    readGrant.next(block.inputBool("arvalid").and(readGrant.not()).and(valid.not()));
    Bool done = valid.and(block.inputBool("rready"));
    valid.next(readGrant.or(valid.and(done.not())));

    Bits none = Bits.of(0, 32);
    Bits word = none;
    Bool refused = Bool.of(false);
    for (Map.Entry<Integer, Bits> register : values.entrySet()) {
      Bool mine = at(readAddress, register.getKey());
      if (refusedReads.containsKey(register.getKey())) {
        Bool no = refusedReads.get(register.getKey());
        refused = refused.or(mine.and(no));
        mine = mine.and(no.not());
      }
      word = word.or(mine.mux(register.getValue(), none));
    }
    Bits data = block.registerInit("read_data", 32, 0);
    data.next(readGrant.mux(word, done.mux(none, data)));
    Bits held = block.registerInit("read_status", 2, OKAY);
    Bits status = status(known(readAddress).and(refused.not()));
    held.next(readGrant.mux(status, done.mux(Bits.of(OKAY, 2), held)));
    block.outputBool("arready").drive(readGrant);
    block.outputBool("rvalid").drive(valid);
    block.output("rdata", 32).drive(data);
    block.output("rresp", 2).drive(held);
  }
}
