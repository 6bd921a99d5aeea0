package org.kcpfpga.distillation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * The largest ratio of sizes, dense to compressed, that still does.
 *
 * <p>It begins at {@link #FIRST}. While a ratio does it is doubled, while none has done it is
 * halved; between the largest that did and the smallest beyond that did not, geometric means are
 * tried until these two are less than {@link #CLOSE} apart. That supposes that what does not do,
 * does not do smaller either.
 */
public final class SizeSearch {
  static final double FIRST = 8;
  static final double CLOSE = 1.2;

  private SizeSearch() {}

  /**
   * Every ratio that was tried, in turn.
   *
   * @param ratio how many times smaller
   * @param within whether it did
   */
  public record Step(double ratio, boolean within) {}

  /**
   * Searches.
   *
   * @param largest ratio of the smallest operators that there are, at least 1
   * @param does asked once for each ratio of the steps, from 1 to the largest
   */
  public static List<Step> run(double largest, DoublePredicate does) {
    List<Step> steps = new ArrayList<>();
    double good = 0;
    double bad = Double.POSITIVE_INFINITY;
    double next = Math.min(FIRST, largest);
    while (next > 0) {
      boolean within = does.test(next);
      steps.add(new Step(next, within));
      if (within) {
        good = next;
      } else {
        bad = next;
      }
      next = next(good, bad, largest);
    }
    return steps;
  }

  /** 0 for the end. */
  private static double next(double good, double bad, double largest) {
    if (good == 0) {
      return bad > 1 ? Math.max(1, bad / 2) : 0;
    }
    if (bad == Double.POSITIVE_INFINITY) {
      return good < largest ? Math.min(largest, 2 * good) : 0;
    }
    return bad / good < CLOSE ? 0 : Math.sqrt(good * bad);
  }
}
