package org.kcpfpga.rtl.base;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Bool;
import org.kcpfpga.hdl.Ram;
import org.kcpfpga.hdl.Rom;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.boundary.MemoryPlan;

/** A block with the idioms of a pipeline: delays, packed tokens, counters, requantisation. */
public abstract class Datapath extends Block {
  public Datapath(String moduleName) {
    super(moduleName);
  }

  /** A ROM of the kind that the plan gives it. */
  public final Rom rom(Core core, String name, int width, int depth, String image) {
    return rom(name, width, depth, image, inBlocks(core, width, depth));
  }

  /** A part of this block that not every block of its kind has; one that is not there is null. */
  public final <T> T part(T part, String name) {
    if (part == null) {
      throw new IllegalStateException(
          moduleName() + ": no " + name + " (expected: a part of this block)");
    }
    return part;
  }

  /** A requantiser of this block; {@code held}: the port that brings its shift, null if none. */
  public final Requantiser requantiser(String name, Requantiser.Format format, Bits held) {
    return new Requantiser(this, name, format, held);
  }

  /** A RAM of the kind that the plan gives it. */
  public final Ram ram(Core core, String name, int width, int depth) {
    return ram(name, width, depth, inBlocks(core, width, depth));
  }

  /** A RAM of the kind that the plan gives it, with words that are zero at power-up. */
  public final Ram zeroedRam(Core core, String name, int width, int depth) {
    return zeroedRam(name, width, depth, inBlocks(core, width, depth));
  }

  private static boolean inBlocks(Core core, int width, int depth) {
    return MemoryPlan.inBlocks(width, depth, core.plan().design().implementation().blockBits());
  }

  /** The value {@code cycles} cycles later, through registers {@code name1, name2, ...}. */
  public final Signed delay(Signed value, int cycles, String name) {
    Signed delayed = value;
    for (int i = 1; i <= cycles; i++) {
      Signed stage = registerSigned(name + i, value.width());
      stage.next(delayed);
      delayed = stage;
    }
    return delayed;
  }

  /** The value {@code cycles} cycles later. */
  public final Bits delay(Bits value, int cycles, String name) {
    Bits delayed = value;
    for (int i = 1; i <= cycles; i++) {
      Bits stage = register(name + i, value.width());
      stage.next(delayed);
      delayed = stage;
    }
    return delayed;
  }

  /** The flag {@code cycles} cycles later; reset clears it on the way. */
  public final Bool delayValid(Bool value, int cycles, String name) {
    return delayValid(value, cycles, name, 0);
  }

  /** The same through registers that are numbered from {@code after + 1} on. */
  public final Bool delayValid(Bool value, int cycles, String name, int after) {
    Bool delayed = value;
    for (int i = 1; i <= cycles; i++) {
      Bool stage = registerBoolInit(name + (after + i), false);
      stage.next(delayed);
      delayed = stage;
    }
    return delayed;
  }

  /** The flag {@code cycles} cycles later, meaningful only where a valid flag goes with it. */
  public final Bool delay(Bool value, int cycles, String name) {
    Bool delayed = value;
    for (int i = 1; i <= cycles; i++) {
      Bool stage = registerBool(name + i);
      stage.next(delayed);
      delayed = stage;
    }
    return delayed;
  }

  /** The counter of a producer that spends one credit per beat on this channel. */
  public final CreditCounter credits(String name, Channel out) {
    return new CreditCounter(this, name, out, 1);
  }

  /** Token {@code index} of a beat whose token 0 is in the lowest bits. */
  public static Signed token(Bits beat, int index, int tokenBits) {
    return beat.slice((index + 1) * tokenBits - 1, index * tokenBits).asSigned();
  }

  /** The tokens of a word by number, each the same whenever it is asked for. */
  public static IntFunction<Signed> tokens(Bits word, int tokenBits) {
    Map<Integer, Signed> made = new HashMap<>();
    return index -> made.computeIfAbsent(index, i -> token(word, i, tokenBits));
  }

  /**
   * place * words + word: an address in a memory that holds several places of so many words.
   *
   * @param place not read, and may be null, if there is one place
   */
  public static Bits placeAddress(Bits place, int places, Bits word, int words) {
    if (places == 1) {
      return word;
    }
    if (words == 1) {
      return place;
    }
    if (Integer.bitCount(words) == 1) {
      return place.concat(word);
    }
    int width = Bits.indexWidth(places * words);
    List<Bits> bases = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      bases.add(Bits.of((long) i * words, width));
    }
    return Bits.select(place, bases).plus(word).wrapTo(width);
  }

  /**
   * The exact sum of all terms, as a balanced tree.
   *
   * @param ranks registers on the way from any term to the sum
   * @param every levels of adders in front of each but the last; 0: all are behind the tree
   * @param name of those registers
   */
  public final Signed tree(List<Signed> terms, int ranks, int every, String name) {
    List<Signed> sums = terms;
    int levels = IntMath.ceilLog2(terms.size());
    int done = 0;
    for (int level = 1; level <= levels; level++) {
      sums = pairs(sums);
      int due = every == 0 ? 0 : Math.min(ranks, level / every);
      sums = ranked(sums, due - done, name + "_level" + level);
      done = due;
    }
    return ranked(sums, ranks - done, name).get(0);
  }

  private List<Signed> ranked(List<Signed> sums, int ranks, String name) {
    List<Signed> all = new ArrayList<>();
    for (int i = 0; i < sums.size(); i++) {
      all.add(delay(sums.get(i), ranks, name + (sums.size() > 1 ? "_" + i : "") + "_"));
    }
    return all;
  }

  /** The exact sum of all terms, as a balanced tree. */
  public static Signed sum(List<Signed> terms) {
    List<Signed> sums = terms;
    while (sums.size() > 1) {
      sums = pairs(sums);
    }
    return sums.get(0);
  }

  private static List<Signed> pairs(List<Signed> sums) {
    List<Signed> next = new ArrayList<>();
    for (int i = 0; i + 1 < sums.size(); i += 2) {
      next.add(sums.get(i).plus(sums.get(i + 1)));
    }
    if (sums.size() % 2 == 1) {
      next.add(sums.get(sums.size() - 1));
    }
    return next;
  }

  /**
   * A register that counts 0 to {@code bound - 1} and wraps.
   *
   * @param step advances it
   * @return its value, and whether it is at its last value
   */
  public final Counter counter(String name, int bound, Bool step) {
    if (bound == 1) {
      return new Counter(Bits.of(0, 1), Bool.of(true));
    }
    Bits value = registerInit(name, Bits.indexWidth(bound), 0);
    return counting(value, value.eq(bound - 1).named(name + "_last"), step);
  }

  /** The same, where a register says that it is at its last value, set on the way to that. */
  public final Counter counterAhead(String name, int bound, Bool step) {
    if (bound <= 2) {
      return counter(name, bound, step);
    }
    Bits value = registerInit(name, Bits.indexWidth(bound), 0);
    Bool last = registerBoolInit(name + "_last", false);
    last.next(step.mux(value.eq(bound - 2), last));
    return counting(value, last, step);
  }

  private static Counter counting(Bits value, Bool last, Bool step) {
    Bits next = last.mux(Bits.of(0, value.width()), value.plus(1).wrapTo(value.width()));
    value.next(step.mux(next, value));
    return new Counter(value, last);
  }

  /** A counter's value and whether it is its last. */
  public record Counter(Bits value, Bool last) {}
}
