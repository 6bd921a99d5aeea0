package org.kcpfpga.planner.build;

import java.util.Arrays;
import java.util.OptionalInt;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.plan.Channel;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.Pipeline;

/** What the generator refuses to build: words that no tool takes, arrays that no chip holds. */
public final class Limits {
  /** Bits of the widest signal inside a core. */
  static final int WORD_BITS = 1 << 16;

  /** Products that the largest front does at once, and multipliers of the largest core. */
  public static final int PRODUCTS = 1 << 16;

  private Limits() {}

  public static void check(Design design, Pipeline pipeline) {
    String place = "design " + design.name();
    if (pipeline.systolic()) {
      front(place, design, pipeline.front());
    }
    channels(place, pipeline);
  }

  /** Whether {@link #check} refuses nothing. */
  public static boolean allow(Design design, Pipeline pipeline) {
    try {
      check(design, pipeline);
      return true;
    } catch (UserError tooLarge) {
      return false;
    }
  }

  private static void front(String place, Design design, FrontPlan front) {
    if (front.parallelProducts() > PRODUCTS) {
      throw UserError.at(
          place + ": inputLanes * terms * last rank",
          front.parallelProducts(),
          "at most " + PRODUCTS + " multipliers in the front");
    }
    long tileBits = (long) front.arrayTile() * front.folds() * front.factorBits();
    if (tileBits > WORD_BITS) {
      OptionalInt least = leastLanes(design, front);
      String lanes = least.isPresent() ? "at least " + least.getAsInt() + ", or " : "";
      throw UserError.at(
          place + ": inputLanes",
          front.lanes(),
          lanes
              + "multipliers as a budget instead: a row of the front holds at most "
              + WORD_BITS
              + " bits of factors");
    }
  }

  private static OptionalInt leastLanes(Design design, FrontPlan front) {
    return Arrays.stream(IntMath.divisors(design.fibreSize()))
        .filter(lanes -> fits(design, lanes, front.columns()))
        .filter(lanes -> (long) lanes * front.columns() <= PRODUCTS)
        .min();
  }

  /** Whether a row of a front of so many lanes and columns can hold its factors. */
  public static boolean fits(Design design, int lanes, int columns) {
    int folds = design.fibreSize() / lanes;
    int tile =
        Arrays.stream(IntMath.divisors(columns)).filter(t -> columns / t <= folds).min().orElse(1);
    int array = FrontPlan.arrayTile(design.implementation().front(), tile, columns);
    return (long) array * folds * design.bits().factor() <= WORD_BITS;
  }

  private static void channels(String place, Pipeline pipeline) {
    for (Channel channel : pipeline.channels().values()) {
      if ((long) channel.wordTokens() * channel.tokenBits() > WORD_BITS) {
        throw UserError.at(
            place + ": " + channel.name(),
            channel.wordTokens() + " tokens a word",
            "at most " + WORD_BITS + " bits; fewer terms, ranks or lanes");
      }
    }
  }
}
