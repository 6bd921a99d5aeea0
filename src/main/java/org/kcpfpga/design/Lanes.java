package org.kcpfpga.design;

import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.common.UserError;

/**
 * How wide a core is, in elements a cycle, or what may be spent on it, or how fast it must be.
 *
 * @param input p, elements of x per cycle, a divisor of n_d; 0 where a budget or an interval is
 *     given
 * @param multipliers the most multipliers of the core; 0 where they are not what is given
 * @param interval the most cycles that a step takes; 0 where they are not what is given
 * @param latency the most cycles that a step takes in an idle core; 0 where that is not given
 * @param bus B, elements of x per bus beat, a divisor of N and at least p; 0 means p
 * @param output q, values of h per output beat, a divisor of M
 * @param hidden L, elements of h that the cell takes and gives at once, a divisor of q; stages use
 *     as many of them as divide their last mode; 0: not given, the planner chooses
 */
public record Lanes(
    int input, int multipliers, int interval, int latency, int bus, int output, int hidden) {
  /** The keys of which a design has one. */
  static final List<String> KEYS = List.of("inputLanes", "multipliers", "interval");

  /** p lanes of x on a bus as wide, and q of h. */
  public static Lanes of(int input, int output) {
    return new Lanes(input, 0, 0, 0, 0, output, 0);
  }

  /** As many lanes as the multipliers are worth, and q of h. */
  public static Lanes budget(int multipliers, int output) {
    return new Lanes(0, multipliers, 0, 0, 0, output, 0);
  }

  /** These lanes on another bus. */
  public Lanes withBus(int elements) {
    return new Lanes(input, multipliers, interval, latency, elements, output, hidden);
  }

  /** The same with so many elements of h per cycle. */
  public Lanes withHidden(int elements) {
    return new Lanes(input, multipliers, interval, latency, bus, output, elements);
  }

  /** Another number for a key of {@link #KEYS}, in place of what was given. */
  Lanes with(String key, int value) {
    int[] values = new int[KEYS.size()];
    values[KEYS.indexOf(key)] = value;
    return new Lanes(values[0], values[1], values[2], latency, bus, output, hidden);
  }

  /** Whether the user gave a budget of multipliers. */
  public boolean budgeted() {
    return multipliers > 0;
  }

  /** Whether the planner is free to choose how many elements of h the cell takes at once. */
  public boolean choosesHidden() {
    return hidden == 0 && output > 1 && (budgeted() || timed());
  }

  /** Elements of h that the cell takes at once where nobody chooses. */
  public int hiddenOrOne() {
    return Math.max(1, hidden);
  }

  /** Whether the user gave an interval. */
  public boolean timed() {
    return interval > 0;
  }

  /** The key of a design file that says what was given. */
  public String key() {
    return KEYS.get(timed() ? 2 : budgeted() ? 1 : 0);
  }

  /** What was given for {@link #key()}. */
  public int value() {
    return timed() ? interval : budgeted() ? multipliers : input;
  }

  /** Refuses lanes that do not divide what they carry. */
  void check(String place, Design design) {
    int last = design.fibreSize();
    if (!budgeted() && !timed()) {
      IntMath.divisor(place + ": inputLanes", input, last, "n_d = " + last);
    }
    int size = design.hiddenSize();
    IntMath.divisor(place + ": outputLanes", output, size, "hidden size = " + size);
    if (bus != 0) {
      checkBus(place, design.inSize());
    }
    if (hidden > 1) {
      checkHidden(place, design);
    }
  }

  private void checkHidden(String place, Design design) {
    if (design.hidden() == null) {
      throw UserError.at(place + ": hiddenLanes", hidden, "1: a linear cell has no way back of h");
    }
    if (budgeted() && multipliers < hidden) {
      throw UserError.at(
          place + ": multipliers",
          multipliers,
          "at least one for each of " + hidden + " hiddenLanes");
    }
    int size = design.hiddenSize();
    IntMath.divisor(place + ": hiddenLanes", hidden, size, "hidden size = " + size);
    if (output % hidden != 0) {
      throw UserError.at(
          place + ": outputLanes",
          output,
          "a multiple of hiddenLanes = " + hidden + ", or the output cannot take them");
    }
  }

  private void checkBus(String place, int size) {
    IntMath.divisor(place + ": busLanes", bus, size, "N = " + size);
    if (bus < input) {
      throw UserError.at(
          place + ": busLanes",
          bus,
          "at least inputLanes = " + input + ", or the bus cannot feed them");
    }
  }
}
