package org.kcpfpga.planner;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.plan.ExpandPlan;

/**
 * The lanes that a stage can have, ascending by multipliers.
 *
 * <p>Lanes are contiguous in token order: a stage first splits its innermost index, and takes a
 * second index only when the inner one is whole in a word.
 */
final class LaneChoice {
  /** Beat tokens and fan lanes of a contract stage. */
  record Contract(int beatTokens, int fanLanes) {
    int multipliers() {
      return beatTokens * fanLanes;
    }
  }

  /** Gate, reduction and context lanes of an expand stage. */
  record Expand(int gateLanes, int reductionLanes, int contextLanes) {
    int multipliers() {
      return gateLanes * reductionLanes * contextLanes;
    }

    ExpandPlan.Lanes lanes() {
      return new ExpandPlan.Lanes(gateLanes, reductionLanes, contextLanes);
    }
  }

  private LaneChoice() {}

  static List<Contract> contract(int tokens, int terms, int fan) {
    List<Contract> all = new ArrayList<>();
    for (int lanes : IntMath.divisors(fan)) {
      all.add(new Contract(1, lanes));
    }
    for (int beat : IntMath.divisors(tokens)) {
      if (beat > 1 && alignsWithTerms(beat, tokens / terms, terms)) {
        all.add(new Contract(beat, fan));
      }
    }
    return all;
  }

  static List<Expand> expand(int gates, int reduction, int contexts, int terms) {
    List<Expand> all = new ArrayList<>();
    for (int lanes : IntMath.divisors(gates)) {
      all.add(new Expand(lanes, 1, 1));
    }
    for (int lanes : IntMath.divisors(reduction)) {
      if (lanes > 1) {
        all.add(new Expand(gates, lanes, 1));
      }
    }
    for (int lanes : IntMath.divisors(contexts)) {
      if (lanes > 1 && alignsWithTerms(lanes, contexts / terms, terms)) {
        all.add(new Expand(gates, reduction, lanes));
      }
    }
    return all;
  }

  /**
   * What a stage that multiplies nothing can have: gates side by side, or the whole reduction of
   * some contexts, in which outputs are selected.
   *
   * @param gates of a token
   */
  static List<Expand> relabel(int gates, ExpandPlan.Loops loops) {
    List<Expand> all = new ArrayList<>();
    for (int lanes : IntMath.divisors(gates)) {
      all.add(new Expand(lanes, 1, 1));
    }
    for (int lanes : IntMath.divisors(loops.contexts())) {
      boolean wider = loops.reduction() > 1 || lanes > 1;
      if (wider && alignsWithTerms(lanes, loops.contexts() / loops.terms(), loops.terms())) {
        all.add(new Expand(loops.gates(), loops.reduction(), lanes));
      }
    }
    return all;
  }

  /** Whether every word holds whole terms, or every term whole words. */
  private static boolean alignsWithTerms(int lanes, int perTerm, int terms) {
    return perTerm % lanes == 0 || (lanes % perTerm == 0 && terms % (lanes / perTerm) == 0);
  }

  /** Whether a channel can lead from beats of one width to beats of the other. */
  static boolean fits(int outTokens, int inTokens) {
    return outTokens % inTokens == 0 || inTokens % outTokens == 0;
  }
}
