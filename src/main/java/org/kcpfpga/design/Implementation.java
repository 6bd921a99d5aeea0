package org.kcpfpga.design;

import java.util.List;
import java.util.Set;

/**
 * How a core is built; none of it changes what the core computes.
 *
 * @param loadable whether the factors can be written at run time
 * @param counters widths of the counter registers
 * @param compact whether area matters more than speed: queues as short, and the gates of the cell
 *     as much one after the other, as an interval at most 1/16 longer allows
 * @param pipeline level of the register ranks: 0 for the fewest cycles, 1 and 2 for a faster clock
 * @param blockBits bits from which on a memory that is deep enough is worth block RAM
 * @param front how the cells of the systolic front multiply
 * @param system what it has for the system around it
 * @param multiplierBlocks whether the chip has multipliers; else they become logic, for which a
 *     product of level 2 is added of two halves
 */
public record Implementation(
    boolean loadable,
    CounterBits counters,
    boolean compact,
    int pipeline,
    int blockBits,
    FrontKind front,
    Set<SystemPart> system,
    boolean multiplierBlocks) {
  /** The highest level of register ranks. */
  public static final int MAX_PIPELINE = 2;

  /** From how many bits on a memory is worth a block RAM: half of the smallest, of 4 kbit. */
  public static final int BLOCK_BITS = 2048;

  /** Factors in ROM, counters as wide as their registers, and not compact. */
  public static final Implementation DEFAULT =
      new Implementation(false, CounterBits.DEFAULT, false, 0, BLOCK_BITS);

  /** A multiplier a cell, without parts for a system. */
  Implementation(
      boolean loadable, CounterBits counters, boolean compact, int pipeline, int blockBits) {
    this(
        loadable,
        counters,
        compact,
        pipeline,
        blockBits,
        FrontKind.MULTIPLIERS,
        SystemPart.NONE,
        true);
  }

  /** The same with factors that can be written at run time, or not. */
  public Implementation withLoadable(boolean written) {
    return new Implementation(
        written, counters, compact, pipeline, blockBits, front, system, multiplierBlocks);
  }

  /** The same with counters of these widths. */
  public Implementation withCounters(CounterBits widths) {
    return new Implementation(
        loadable, widths, compact, pipeline, blockBits, front, system, multiplierBlocks);
  }

  /** The same with register ranks of this level. */
  public Implementation withPipeline(int level) {
    return new Implementation(
        loadable, counters, compact, level, blockBits, front, system, multiplierBlocks);
  }

  /** The same with a front whose cells multiply in this way. */
  public Implementation withFront(FrontKind kind) {
    return new Implementation(
        loadable, counters, compact, pipeline, blockBits, kind, system, multiplierBlocks);
  }

  /** The same with these parts for a system. */
  public Implementation withSystem(SystemPart... parts) {
    Set<SystemPart> some = SystemPart.of(List.of(parts));
    return new Implementation(
        loadable, counters, compact, pipeline, blockBits, front, some, multiplierBlocks);
  }

  /** The same for a chip that has multipliers, or none. */
  public Implementation withMultiplierBlocks(boolean some) {
    return new Implementation(
        loadable, counters, compact, pipeline, blockBits, front, system, some);
  }
}
