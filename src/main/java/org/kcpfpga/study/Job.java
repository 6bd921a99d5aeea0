package org.kcpfpga.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatShape;
import org.kcpfpga.format.OperatorFormat;

/**
 * One training of a study.
 *
 * @param budget the most parameters of the input operator; 0 for dense
 * @param input the largest operator of the format within it
 */
public record Job(int budget, OperatorFormat input, int seed) {
  /** Terms of kcp, cp and bt that are tried. */
  private static final int MOST_TERMS = 64;

  /** Ranks that are tried. */
  private static final int MOST_RANK = 64;

  /** Its name in files and tables: "kcp-1000-1". */
  public String name() {
    return String.format(Locale.ROOT, "%s-%d-%d", input.kind().jsonName(), budget, seed);
  }

  /**
   * The jobs of a study: every format in every budget from every seed, and dense once a seed.
   *
   * @throws UserError naming a format that has nothing within a budget
   */
  public static List<Job> of(Study study) {
    List<Job> jobs = new ArrayList<>();
    for (FormatKind kind : study.formats()) {
      List<Integer> budgets = kind == FormatKind.DENSE ? List.of(0) : study.budgets();
      for (int budget : budgets) {
        OperatorFormat input = within(study.shape(), kind, budget);
        study.seeds().forEach(seed -> jobs.add(new Job(budget, input, seed)));
      }
    }
    return jobs;
  }

  /** The operator of the most parameters that a budget allows; of several, fewer terms. */
  static OperatorFormat within(Study.Shape shape, FormatKind kind, int budget) {
    List<Integer> rows = shape.rows();
    if (kind == FormatKind.DENSE) {
      return OperatorFormat.of(kind, new FormatShape(shape.in(), rows, 1, List.of()));
    }
    boolean terms = kind == FormatKind.KCP || kind == FormatKind.CP || kind == FormatKind.BT;
    OperatorFormat best = null;
    for (int k = 1; k <= (terms ? MOST_TERMS : 1); k++) {
      long before = 0;
      for (int rank = 1; rank <= MOST_RANK; rank++) {
        OperatorFormat format = OperatorFormat.upTo(kind, shape.in(), rows, k, rank);
        long parameters = format.parameters();
        if (parameters > budget || parameters == before) {
          break;
        }
        before = parameters;
        best = best == null || parameters > best.parameters() ? format : best;
      }
      if (before == 0) {
        break;
      }
    }
    if (best == null) {
      throw UserError.at("budgets", budget, "enough for " + kind.jsonName() + " of rank 1");
    }
    return best;
  }
}
