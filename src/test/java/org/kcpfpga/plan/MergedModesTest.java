package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;

/** Merged modes: by hand, and against every other choice. */
class MergedModesTest {
  private static final int DESIGNS = 200;

  @Test
  void theVideoShapeMergesTheModeWhoseFactorIsAFullMatrix() {
    Design design = DesignFile.read(Path.of("designs", "ytc-212.json"));
    AcceleratorPlan plan = Planner.plan(design);
    // rows = 8, 8, 8, 2 and R_i = 2
    assertThat(design.input().rank(4)).isEqualTo(design.input().rows(4)).isEqualTo(2);
    assertThat(plan.forms().input()).containsExactly(false, false, false, true);
    assertThat(plan.inputShape()).isEqualTo(design.input());
    // Hidden, n = 4, 4, 4, 4 and rows = 16, 4, 4, 4. Contract i takes n_1..n_i * R_i..R_4, expand i
    // rows_1..rows_i * R_i..R_4. By the factors: 512+256+128+64 and 256+512+1024+2048 = 4800.
    // R_2 = 4: 512+256+256+128 and 512+0+1024+2048 = 4736.
    assertThat(plan.forms().hidden()).containsExactly(false, true, false, false);
    assertThat(plan.hiddenShape().ranks()).containsExactly(2, 4, 2, 2);
    assertThat(work(design.hidden(), new boolean[4])).isEqualTo(4800);
    assertThat(work(design.hidden(), plan.forms().hidden())).isEqualTo(4736);
  }

  @Test
  void aModeIsMergedOnlyWhereItsIdentityTakesLittleTime() {
    // By the factors 4*3 + 4*3 = 24, by the full matrix 4*4 = 16; the identity moves 4 tokens.
    Design design = linear(new OperatorShape(new int[] {4}, new int[] {4}, 1, new int[] {3}));
    assertThat(MergedModes.of(design, 16).input()).containsExactly(true);
    // 4 > 15 / 4
    assertThat(MergedModes.of(design, 15).input()).containsExactly(false);
    assertThat(MergedModes.of(design, 16).hidden()).isEmpty();
    assertThat(MergedModes.of(design, 16).hiddenShape(design)).isNull();
  }

  @Test
  void ofEqualWorkTheFactorsStay() {
    // By the factors 2*1 + 2*1, by the full matrix 2*2.
    Design design = linear(new OperatorShape(new int[] {2}, new int[] {2}, 1, new int[] {1}));
    assertThat(MergedModes.of(design, 1000).input()).containsExactly(false);
  }

  @Test
  void aFullMatrixIsMergedHoweverLongItTakes() {
    Design design = linear(new OperatorShape(new int[] {2}, new int[] {2}, 1, new int[] {2}));
    assertThat(MergedModes.of(design, 1).input()).containsExactly(true);
  }

  @Test
  void formsAreEqualModeByMode() {
    MergedModes one = new MergedModes(new boolean[] {true, false}, new boolean[] {false});
    assertThat(one)
        .isEqualTo(new MergedModes(new boolean[] {true, false}, new boolean[] {false}))
        .isNotEqualTo(new MergedModes(new boolean[] {true, true}, new boolean[] {false}))
        .isNotEqualTo(new MergedModes(new boolean[] {true, false}, new boolean[] {true}))
        .isNotEqualTo(null)
        .hasToString("[true, false][false]");
    // of Boolean 1231 and 1237, of an array 31 * (hash before) + element, from 1
    assertThat(one.hashCode()).isEqualTo(31 * (31 * (31 + 1231) + 1237) + 31 + 1237);
  }

  @Test
  void noAllowedChoiceHasFewerMultiplications() {
    SplittableRandom r = RandomDesigns.random("FormsTest", 5);
    RandomDesigns.Limits limits = new RandomDesigns.Limits(6, 12, 5, 4, 600, 1024);
    int merged = 0;
    for (int i = 0; i < DESIGNS; i++) {
      Design design = RandomDesigns.design(r, limits);
      long goal = 1 + r.nextInt(2000);
      MergedModes forms = MergedModes.of(design, goal);
      int gates = design.cell().gates();
      merged += best(design.input(), forms.input(), gates, goal, design + " goal " + goal);
      if (design.hidden() != null) {
        merged += best(design.hidden(), forms.hidden(), gates, goal, design + " goal " + goal);
      }
    }
    assertThat(merged).isGreaterThan(DESIGNS / 4);
  }

  /** Compares a choice with all others; 1 if it merges a mode, else 0. */
  private static int best(
      OperatorShape shape, boolean[] chosen, int gates, long goal, String place) {
    assertThat(allowed(shape, chosen, gates, goal)).as(place).isTrue();
    int least = Integer.MAX_VALUE;
    for (int set = 0; set < 1 << shape.modes(); set++) {
      boolean[] other = new boolean[shape.modes()];
      for (int i = 0; i < other.length; i++) {
        other[i] = (set >> i & 1) == 1;
      }
      if (allowed(shape, other, gates, goal)) {
        assertThat(work(shape, chosen)).as(place).isLessThanOrEqualTo(work(shape, other));
        least = work(shape, chosen) == work(shape, other) ? Math.min(least, count(other)) : least;
      }
    }
    assertThat(count(chosen)).as(place).isEqualTo(least);
    return count(chosen) > 0 ? 1 : 0;
  }

  /** K (sum of n_1..n_i * R_i..R_d, and of rows_1..rows_i * R_i..R_d where U_i is multiplied). */
  private static long work(OperatorShape shape, boolean[] merged) {
    long work = 0;
    for (int i = 1; i <= shape.modes(); i++) {
      long n = 1;
      long rows = 1;
      for (int j = 1; j <= i; j++) {
        n *= shape.in(j);
        rows *= shape.rows(j);
      }
      long ranks = ranksFrom(shape, merged, i);
      work += shape.terms() * ranks * (n + (merged[i - 1] ? 0 : rows));
    }
    return work;
  }

  private static long ranksFrom(OperatorShape shape, boolean[] merged, int from) {
    long ranks = 1;
    for (int j = from; j <= shape.modes(); j++) {
      ranks *= merged[j - 1] ? shape.rows(j) : shape.rank(j);
    }
    return ranks;
  }

  /**
   * R_i = rows_i is merged. Another mode may be if its identity moves its tokens, from mode 2 on
   * those of all gates at once, in a quarter of the goal.
   */
  private static boolean allowed(OperatorShape shape, boolean[] merged, int gates, long goal) {
    long rows = 1;
    for (int i = 1; i <= shape.modes(); i++) {
      rows *= shape.rows(i);
      boolean full = shape.rank(i) == shape.rows(i);
      long tokens = shape.terms() * rows * ranksFrom(shape, merged, i + 1);
      long cycles = i == 1 ? tokens : tokens / gates;
      if (full != merged[i - 1] && (full || cycles > goal / 4)) {
        return false;
      }
    }
    return fits(shape, merged);
  }

  /** Whether no stage holds more values than an operator may. */
  private static boolean fits(OperatorShape shape, boolean[] merged) {
    try {
      return shape.merged(merged).modes() == merged.length;
    } catch (UserError tooLarge) {
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

  private static Design linear(OperatorShape shape) {
    return Design.of("hand", CellKind.LINEAR, shape, null, 1, 1, BitWidths.DEFAULT);
  }
}
