package org.kcpfpga.rtl.control;

import org.kcpfpga.hdl.Bits;

/** The channels of AXI4-Lite: the pins of the core, or the block that answers. */
public record AxiLite(
    Address writeAddress, WriteData write, Response response, Address readAddress, ReadData read) {

  /** Where: {@code awaddr, awvalid, awready} or {@code araddr ...}. */
  public record Address(Bits address, Bits valid, Bits ready) {
    private void connect(Address pins) {
      address.drive(pins.address);
      valid.drive(pins.valid);
      pins.ready.drive(ready);
    }
  }

  /** What is written: {@code wdata, wstrb, wvalid, wready}. */
  public record WriteData(Bits data, Bits strobe, Bits valid, Bits ready) {
    private void connect(WriteData pins) {
      data.drive(pins.data);
      strobe.drive(pins.strobe);
      valid.drive(pins.valid);
      pins.ready.drive(ready);
    }
  }

  /** What became of a write: {@code bresp, bvalid, bready}. */
  public record Response(Bits status, Bits valid, Bits ready) {
    private void connect(Response pins) {
      pins.status.drive(status);
      pins.valid.drive(valid);
      ready.drive(pins.ready);
    }
  }

  /** What is read: {@code rdata, rresp, rvalid, rready}. */
  public record ReadData(Bits data, Bits status, Bits valid, Bits ready) {
    private void connect(ReadData pins) {
      pins.data.drive(data);
      pins.status.drive(status);
      pins.valid.drive(valid);
      ready.drive(pins.ready);
    }
  }

  /** Connects the block that answers, this, with the pins. */
  public void connect(AxiLite pins) {
    writeAddress.connect(pins.writeAddress);
    write.connect(pins.write);
    response.connect(pins.response);
    readAddress.connect(pins.readAddress);
    read.connect(pins.read);
  }
}
