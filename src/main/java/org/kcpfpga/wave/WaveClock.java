package org.kcpfpga.wave;

/** The clock of a wave: cycle n lasts from its rising edge at 10 n ns to the next one. */
final class WaveClock {
  /** Nanoseconds of a cycle. */
  static final int PERIOD = 10;

  private final Wave wave;
  private final int signal;
  private long cycle;

  /** A clock of its own, named in the open scope. */
  WaveClock(Wave wave, String name) {
    this.wave = wave;
    this.signal = wave.signal(name, 1);
  }

  /** Another name of it, in the open scope. */
  void alias(String name) {
    wave.alias(name, signal);
  }

  /** Begins a cycle: what is set then is seen from its first edge on. */
  void rise() {
    wave.at(cycle * PERIOD);
    wave.set(signal, true);
  }

  /** The second half of the cycle; then it has ended. */
  void fall() {
    wave.at(cycle * PERIOD + PERIOD / 2);
    wave.set(signal, false);
    cycle++;
    wave.at(cycle * PERIOD);
  }
}
