package org.kcpfpga.rtl.base;

import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Bool;

/**
 * What is fed, seen from the block that takes the data or from the one that pushes it.
 *
 * @param push data comes
 * @param data a beat
 * @param room what tells the producer of room: a credit for each word that leaves a queue, or the
 *     standing answer of a gearbox
 */
public record Sink(Bool push, Bits data, Bool room) {

  /** Connects a producer, this, with what takes the data. */
  public void connect(Sink taker) {
    taker.push.drive(push);
    taker.data.drive(data);
    room.drive(taker.room);
  }
}
