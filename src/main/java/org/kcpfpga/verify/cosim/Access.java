package org.kcpfpga.verify.cosim;

/**
 * An access to a register during a co-simulation.
 *
 * @param write whether it writes
 * @param address of the word
 * @param data what is written, or was read
 * @param strobes of a write
 * @param cycle in which it was granted
 * @param steps delivered before that cycle
 * @param accepted whether the answer was OKAY
 */
record Access(
    boolean write, int address, int data, int strobes, long cycle, long steps, boolean accepted) {

  static Access of(boolean write, int address, int data, int strobes) {
    return new Access(write, address, data, strobes, -1, -1, false);
  }

  Access granted(long now, long delivered) {
    return new Access(write, address, data, strobes, now, delivered, false);
  }

  Access answered(boolean okay, int word) {
    return new Access(write, address, write ? data : word, strobes, cycle, steps, okay);
  }

  /** Whether it did something to this register. */
  boolean touches(int register) {
    return accepted && address == register && (!write || (strobes & 1) != 0);
  }
}
