package org.kcpfpga.plan;

import java.util.Arrays;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.kcp.OperatorShape;

/**
 * How a core computes with each operator: with the factors U and V of a mode, or with the full
 * matrix A = U V^T, whose expansion is then the identity.
 *
 * @param input by mode - 1, whether the mode of the input operator is merged
 * @param hidden likewise for the hidden operator; empty if there is none
 */
public record MergedModes(boolean[] input, boolean[] hidden) {
  /** An identity stage that is not forced may take this part of a step. */
  public static final int SHARE = 4;

  /**
   * For each operator the choice with the fewest multiplications, of these the fewest merged.
   *
   * @param goal cycles that a step may take
   */
  public static MergedModes of(Design design, long goal) {
    return new MergedModes(
        best(design.input(), design.cell().gates(), goal),
        design.hidden() == null
            ? new boolean[0]
            : best(design.hidden(), design.cell().gates(), goal));
  }

  private static boolean[] best(OperatorShape shape, int gates, long goal) {
    boolean[] best = null;
    long least = Long.MAX_VALUE;
    for (int set = 0; set < 1 << shape.modes(); set++) {
      boolean[] merged = new boolean[shape.modes()];
      for (int i = 0; i < merged.length; i++) {
        merged[i] = (set >> i & 1) == 1;
      }
      if (allowed(shape, merged, gates, goal)) {
        long work = shape.multiplications(merged);
        if (work < least || work == least && count(merged) < count(best)) {
          best = merged;
          least = work;
        }
      }
    }
    return best;
  }

  /**
   * A full matrix given as a factor is always merged, or its identity would be multiplied. Any
   * other mode only where its identity stage, which moves few tokens a cycle, takes little time.
   */
  private static boolean allowed(OperatorShape shape, boolean[] merged, int gates, long goal) {
    if (!fits(shape, merged)) {
      return false;
    }
    OperatorShape whole = shape.merged(merged);
    for (int mode = 1; mode <= shape.modes(); mode++) {
      boolean forced = shape.rank(mode) == shape.rows(mode);
      if (forced != merged[mode - 1]
          && (forced || identityCycles(whole, mode, gates) > goal / SHARE)) {
        return false;
      }
    }
    return true;
  }

  /** Operations per step of an identity stage: one token in mode 1, elsewhere one of each gate. */
  private static long identityCycles(OperatorShape shape, int mode, int gates) {
    long values = shape.expandValues(mode);
    return mode == 1 ? values : values / gates;
  }

  private static boolean fits(OperatorShape shape, boolean[] merged) {
    try {
      shape.merged(merged);
      return true;
    } catch (UserError e) {
      return false;
    }
  }

  private static int count(boolean[] merged) {
    int count = 0;
    for (boolean mode : merged) {
      count += mode ? 1 : 0;
    }
    return count;
  }

  /** The same with full matrices on h: all multiplications before h is waited for. */
  public MergedModes withHiddenMerged() {
    boolean[] all = new boolean[hidden.length];
    Arrays.fill(all, true);
    return new MergedModes(input, all);
  }

  /** Whether no stage would be larger than an operator may have. */
  public boolean fit(Design design) {
    return fits(design.input(), input) && (hidden.length == 0 || fits(design.hidden(), hidden));
  }

  /** The shape of the input operator as the core computes it. */
  public OperatorShape inputShape(Design design) {
    return design.input().merged(input);
  }

  /** The shape of the hidden operator as the core computes it, or null. */
  public OperatorShape hiddenShape(Design design) {
    return design.hidden() == null ? null : design.hidden().merged(hidden);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MergedModes that
        && Arrays.equals(input, that.input)
        && Arrays.equals(hidden, that.hidden);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(input) + Arrays.hashCode(hidden);
  }

  @Override
  public String toString() {
    return Arrays.toString(input) + Arrays.toString(hidden);
  }
}
