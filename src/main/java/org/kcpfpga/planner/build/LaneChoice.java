package org.kcpfpga.planner.build;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;

/**
 * The lanes that a stage can have, ascending by multipliers.
 *
 * <p>Lanes are contiguous in token order: a stage first splits its innermost index, and takes a
 * second index only when the inner one is whole in a word.
 */
final class LaneChoice {
  private LaneChoice() {}

  /**
   * Those of a contract stage.
   *
   * @param hidden the most elements of h that it may take at once: above 1 only in its mode d
   */
  static List<ContractPlan.Lanes> contract(int tokens, int terms, int fan, int hidden) {
    List<ContractPlan.Lanes> all = new ArrayList<>();
    for (int lanes : IntMath.divisors(fan)) {
      all.add(new ContractPlan.Lanes(1, lanes, 1));
    }
    for (int beat : IntMath.divisors(tokens)) {
      if (beat > 1 && alignsWithTerms(beat, tokens / terms, terms)) {
        all.add(new ContractPlan.Lanes(beat, fan, 1));
      }
    }
    for (int lanes : IntMath.divisors(hidden)) {
      if (lanes > 1) {
        all.add(new ContractPlan.Lanes(1, fan, lanes));
      }
    }
    return all;
  }

  /**
   * Those of an expand stage.
   *
   * @param hidden the most outputs at once: above 1 only in mode d
   */
  static List<ExpandPlan.Lanes> expand(ExpandPlan.Loops loops, int hidden) {
    int gates = loops.gates();
    int reduction = loops.reduction();
    int contexts = loops.contexts();
    List<ExpandPlan.Lanes> all = new ArrayList<>();
    for (int lanes : IntMath.divisors(gates)) {
      all.add(new ExpandPlan.Lanes(lanes, 1, 1, 1));
    }
    for (int lanes : IntMath.divisors(reduction)) {
      if (lanes > 1) {
        all.add(new ExpandPlan.Lanes(gates, lanes, 1, 1));
      }
    }
    for (int lanes : IntMath.divisors(contexts)) {
      if (lanes > 1 && alignsWithTerms(lanes, contexts / loops.terms(), loops.terms())) {
        all.add(new ExpandPlan.Lanes(gates, reduction, lanes, 1));
      }
    }
    outputs(all, loops, hidden);
    return all;
  }

  /** All gates and the whole reduction of several outputs. */
  private static void outputs(List<ExpandPlan.Lanes> all, ExpandPlan.Loops loops, int hidden) {
    for (int lanes : IntMath.divisors(hidden)) {
      if (lanes > 1) {
        all.add(new ExpandPlan.Lanes(loops.gates(), loops.reduction(), 1, lanes));
      }
    }
  }

  /**
   * What a stage that multiplies nothing can have: gates side by side, or the whole reduction of
   * some contexts, in which outputs are selected.
   *
   * @param gates of a token
   * @param hidden as above
   */
  static List<ExpandPlan.Lanes> relabel(int gates, ExpandPlan.Loops loops, int hidden) {
    List<ExpandPlan.Lanes> all = new ArrayList<>();
    for (int lanes : IntMath.divisors(gates)) {
      all.add(new ExpandPlan.Lanes(lanes, 1, 1, 1));
    }
    for (int lanes : IntMath.divisors(loops.contexts())) {
      boolean wider = loops.reduction() > 1 || lanes > 1;
      if (wider && alignsWithTerms(lanes, loops.contexts() / loops.terms(), loops.terms())) {
        all.add(new ExpandPlan.Lanes(loops.gates(), loops.reduction(), lanes, 1));
      }
    }
    outputs(all, loops, hidden);
    return all;
  }

  /**
   * The narrowest stage that takes at most so many cycles a step; of those that move single tokens
   * the widest.
   */
  static ExpandPlan narrowest(List<ExpandPlan> stages, long cycles, int upstreamTokens) {
    ExpandPlan best = null;
    for (ExpandPlan stage : stages) {
      boolean enough = best != null && stage.selects() && best.cycles() <= cycles;
      boolean wide = (long) stage.wordTokens() * stage.inputBits() > Limits.WORD_BITS;
      if (!enough && !wide && fits(upstreamTokens, stage.wordTokens())) {
        best = stage;
      }
    }
    return best;
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
