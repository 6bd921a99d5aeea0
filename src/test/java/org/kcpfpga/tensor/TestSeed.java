package org.kcpfpga.tensor;

import java.util.Random;

/** Seeds of random tests: printed, and taken back with {@code -Dseed=N}. */
public final class TestSeed {
  private TestSeed() {}

  /** A generator for {@code test}, from the system property {@code seed} or else {@code usual}. */
  public static Random random(String test, long usual) {
    long seed = Long.getLong("seed", usual);
    System.out.println(test + ": seed " + seed + " (again with -Dseed=" + seed + ")");
    return new Random(seed);
  }
}
