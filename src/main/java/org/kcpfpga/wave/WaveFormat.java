package org.kcpfpga.wave;

/** A file format of waves: names first, then changes in the order of time. */
interface WaveFormat {
  /** Begins a scope within the one that is open. */
  void scope(String name);

  /** Ends the open scope. */
  void up();

  /**
   * A signal of the open scope.
   *
   * @param id 0 and up; one that is known gets another name
   * @param width in bits
   */
  void signal(int id, String name, int width);

  /** Ends the names. */
  void begin();

  /** Later changes are of this time, in nanoseconds. */
  void time(long time);

  /** A signal changes; {@code value} has its words, the least significant first. */
  void change(int id, int[] value);

  /** Ends the file at a time. */
  void end(long time);
}
