package org.kcpfpga.compress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.common.UserError;
import org.kcpfpga.compress.KroneckerFit.Fit;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/**
 * The two modes of x and y in which a matrix is nearest to a KCP operator.
 *
 * <p>Every pair of factors of N and M is judged by the singular values of the rearranged matrix,
 * which say what K terms of full rank would leave. The best few are fitted.
 */
public final class ModeSearch {
  /** The largest matrix that is searched, in entries. */
  public static final int MAX_ENTRIES = 1 << 18;

  private static final int FITTED = 6;

  private ModeSearch() {}

  private record Candidate(OperatorShape shape, double bound) {}

  /**
   * The best fit.
   *
   * @param matrix [G*M, N]
   * @param gates G, which stay in mode 1
   * @throws UserError if the matrix is too large to search, or the budget is below every shape
   */
  public static Fit best(Tensor matrix, int gates, Budget budget, long seed) {
    if (matrix.size() > MAX_ENTRIES) {
      throw UserError.at(
          "matrix",
          matrix.size() + " entries",
          "at most " + MAX_ENTRIES + ", or modes to be given");
    }
    List<Candidate> candidates = candidates(matrix, gates, budget);
    if (candidates.isEmpty()) {
      throw UserError.at("parameters", budget.parameters(), "enough for one term of rank 1");
    }
    candidates.sort(Comparator.comparingDouble(Candidate::bound));
    Fit best = null;
    for (Candidate candidate : candidates.subList(0, Math.min(FITTED, candidates.size()))) {
      Fit fit = KroneckerFit.of(matrix, candidate.shape(), seed);
      if (best == null || fit.relativeError() < best.relativeError()) {
        best = fit;
      }
    }
    return best;
  }

  /**
   * The best fit with these modes.
   *
   * @throws UserError if the budget is below every shape
   */
  public static Fit best(Tensor matrix, int[] in, int[] rows, Budget budget, long seed) {
    Fit best = null;
    for (OperatorShape shape : budget.shapes(in, rows)) {
      Fit fit = KroneckerFit.of(matrix, shape, seed);
      if (best == null || fit.relativeError() < best.relativeError()) {
        best = fit;
      }
    }
    if (best == null) {
      throw UserError.at("parameters", budget.parameters(), "enough for one term of rank 1");
    }
    return best;
  }

  private static List<Candidate> candidates(Tensor matrix, int gates, Budget budget) {
    int hidden = matrix.extent(0) / gates;
    int inputs = matrix.extent(1);
    List<Candidate> candidates = new ArrayList<>();
    for (int n : IntMath.divisors(inputs)) {
      for (int m : IntMath.divisors(hidden)) {
        int[] in = {n, inputs / n};
        int[] rows = {gates * m, hidden / m};
        List<OperatorShape> shapes = budget.shapes(in, rows);
        if (!shapes.isEmpty()) {
          double[] left = left(Rearranged.of(matrix, shapes.get(0)));
          for (OperatorShape shape : shapes) {
            double kept = left[Math.min(shape.terms(), left.length - 1)];
            candidates.add(new Candidate(shape, kept + rankLoss(shape)));
          }
        }
      }
    }
    return candidates;
  }

  /** By number of terms: the sum of the squares of the singular values beyond, of all of them. */
  private static double[] left(Rearranged target) {
    double[][][] terms =
        OuterProducts.largest(target, Math.min(target.extents()[0], target.extents()[1]), 0);
    double[] left = new double[terms.length + 1];
    double total = Math.pow(target.norm(), 2);
    left[0] = 1;
    for (int k = 0; k < terms.length; k++) {
      double size = Vectors.norm(terms[k][0]) * Vectors.norm(terms[k][1]);
      left[k + 1] = total == 0 ? 0 : Math.max(0, left[k] - size * size / total);
    }
    return left;
  }

  /** What ranks cost is not known before the fit; a guess: the share of directions left out. */
  private static double rankLoss(OperatorShape shape) {
    double kept = 1;
    for (int i = 1; i <= shape.modes(); i++) {
      kept *= (double) shape.rank(i) / Math.min(shape.rows(i), shape.in(i));
    }
    return 0.25 * (1 - kept);
  }
}
