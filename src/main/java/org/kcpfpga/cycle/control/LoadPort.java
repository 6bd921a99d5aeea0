package org.kcpfpga.cycle.control;

import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.plan.boundary.LoadMap;
import org.kcpfpga.plan.boundary.LoadTarget;

/** Where the next data of a load goes, and the signature of what was written. */
public final class LoadPort {
  /** A target and how its words are counted. */
  public record Numbered(LoadTarget plan, Target words) {}

  private final Numbered[] targets;

  /** The checksum after reset. */
  private int resting;

  private int checksum;
  private int[] chunks;
  private int target;
  private int word;
  private int chunk;

  /** Targets by number; a core that is not loadable signs what they hold. */
  public LoadPort(Numbered[] targets, boolean loadable) {
    this.targets = targets;
    this.resting = loadable ? 0 : signature();
    reset();
  }

  void reset() {
    checksum = resting;
    turnTo(0);
  }

  private void turnTo(int number) {
    target = number;
    chunks = new int[targets[number].plan.chunks()];
    word = 0;
    chunk = 0;
  }

  /** What loading all that the targets hold, one after the other, leaves as checksum. */
  private int signature() {
    int sum = LoadMap.START;
    for (int number = 0; number < targets.length; number++) {
      LoadTarget plan = targets[number].plan;
      sum = LoadMap.step(sum, number);
      for (int at = 0; at < plan.words(); at++) {
        for (int data : WordChunks.read(targets[number].words, at, plan.chunks())) {
          sum = LoadMap.step(sum, data);
        }
      }
    }
    return sum;
  }

  int checksum() {
    return checksum;
  }

  /** Shows the checksum that another one shows after reset. */
  public void signAs(LoadPort other) {
    resting = other.resting;
    reset();
  }

  /** A load begins. */
  void begin() {
    checksum = LoadMap.START;
  }

  /** Whether there is such a target. */
  boolean has(int number) {
    return number >= 0 && number < targets.length;
  }

  /** Turns to word 0, chunk 0 of a target. */
  void select(int number) {
    checksum = LoadMap.step(checksum, number);
    turnTo(number);
  }

  /** The next chunk; with the last of a word that word is written. */
  void write(int data) {
    checksum = LoadMap.step(checksum, data);
    chunks[chunk++] = data;
    if (chunk == chunks.length) {
      chunk = 0;
      WordChunks.write(targets[target].words, word, chunks);
      word = word + 1 == targets[target].plan.words() ? 0 : word + 1;
    }
  }
}
