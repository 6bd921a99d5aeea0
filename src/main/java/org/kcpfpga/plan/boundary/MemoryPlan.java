package org.kcpfpga.plan.boundary;

/**
 * A memory of a core.
 *
 * @param owner stage, channel or bank that it belongs to
 * @param name what it holds
 * @param width bits of a word
 * @param depth words
 * @param kind what it is made of
 */
public record MemoryPlan(String owner, String name, int width, int depth, Kind kind) {
  /** What a memory is made of. */
  public enum Kind {
    /** Block RAM. */
    BLOCK,
    /** RAM in lookup tables, or logic where nothing writes. */
    DISTRIBUTED
  }

  /** The depth of a lookup table. */
  private static final int BLOCK_DEPTH = 64;

  /**
   * Whether a memory whose read is registered is worth block RAM.
   *
   * @param least bits from which on it is, if it is deep enough
   */
  public static boolean inBlocks(int width, int depth, int least) {
    return depth > BLOCK_DEPTH && (long) width * depth >= least;
  }

  static MemoryPlan immediate(String owner, String name, int width, int depth) {
    return new MemoryPlan(owner, name, width, depth, Kind.DISTRIBUTED);
  }

  /** Bits in all. */
  public long bits() {
    return (long) width * depth;
  }
}
