package org.kcpfpga.link;

/**
 * The order in which the vectors of several sequences go through a core: as many sequences at a
 * time as it keeps apart, step by step round them.
 *
 * @param sequences sequences in all
 * @param steps steps of each
 * @param slots sequences that the core keeps apart, S
 */
public record Interleaving(int sequences, int steps, int slots) {

  /** Frames in all. */
  public int frames() {
    return sequences * steps;
  }

  /** The vector of a frame: sequence * steps + step. */
  public int vector(int frame) {
    return sequence(frame) * steps + step(frame);
  }

  /** The slot of a frame, from 0. */
  public int slot(int frame) {
    return frame % (slots * steps) % width(frame);
  }

  /** The step of a frame in its sequence, from 0. */
  public int step(int frame) {
    return frame % (slots * steps) / width(frame);
  }

  private int sequence(int frame) {
    return group(frame) * slots + slot(frame);
  }

  private int group(int frame) {
    return frame / (slots * steps);
  }

  /** Sequences of a frame's group: the last group may be smaller. */
  private int width(int frame) {
    return Math.min(slots, sequences - group(frame) * slots);
  }
}
