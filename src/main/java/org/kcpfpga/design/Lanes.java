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
 */
public record Lanes(int input, int multipliers, int interval, int latency, int bus, int output) {
  /** The keys of which a design has one. */
  static final List<String> KEYS = List.of("inputLanes", "multipliers", "interval");

  /** p lanes of x on a bus as wide, and q of h. */
  public static Lanes of(int input, int output) {
    return new Lanes(input, 0, 0, 0, 0, output);
  }

  /** As many lanes as the multipliers are worth, and q of h. */
  public static Lanes budget(int multipliers, int output) {
    return new Lanes(0, multipliers, 0, 0, 0, output);
  }

  /** These lanes on another bus. */
  public Lanes withBus(int elements) {
    return new Lanes(input, multipliers, interval, latency, elements, output);
  }

  /** Another number for a key of {@link #KEYS}, in place of what was given. */
  Lanes with(String key, int value) {
    int[] values = new int[KEYS.size()];
    values[KEYS.indexOf(key)] = value;
    return new Lanes(values[0], values[1], values[2], latency, bus, output);
  }

  /** Whether the user gave a budget of multipliers. */
  public boolean budgeted() {
    return multipliers > 0;
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
