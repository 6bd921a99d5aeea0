package org.kcpfpga.compress;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.compress.KroneckerFit.Fit;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.tensor.Tensor;

/**
 * The shape in which a matrix is nearest to a KCP operator.
 *
 * <p>All ways to write N and M as products are ordered by what such an operator would have of white
 * noise ({@link Draft#promise}). The most promising of every number of modes are fitted a little,
 * in turn, as many as a bounded amount of work allows; the best of these are fitted to the end. Of
 * fits that are equally near the one with the fewest multiplications is taken.
 */
public final class ModeSearch {
  /** The most modes that are searched. */
  public static final int MOST_MODES = 4;

  /** Multiplications and additions of all quick fits together. */
  private static final double WORK = 2e9;

  /** That many are looked at whatever it takes. */
  private static final int LEAST = 3;

  private static final int FITTED = 3;

  /** A quick error that is larger by this is not worth a fit; a fit that is not, is as near. */
  private static final double HOPE = 1.05;

  private static final double AS_NEAR = 1.005;

  private ModeSearch() {}

  private record Candidate(OperatorShape shape, double error) {}

  /**
   * The best fit.
   *
   * @param matrix [G*M, N]
   * @param gates G, which stay in mode 1
   * @param modes the most, 2 to {@link #MOST_MODES}
   * @throws UserError if the budget is below every shape
   */
  public static Fit best(Tensor matrix, int gates, int modes, Budget budget, long seed) {
    List<Candidate> candidates = new ArrayList<>();
    double work = 0;
    for (Draft draft : drafts(matrix, gates, modes, budget)) {
      work += draft.work();
      if (candidates.size() >= LEAST && work > WORK) {
        break;
      }
      draft
          .shape()
          .ifPresent(
              shape ->
                  candidates.add(
                      new Candidate(shape, KroneckerFit.quickError(matrix, shape, seed))));
    }
    candidates.sort(Comparator.comparingDouble(Candidate::error));
    List<OperatorShape> hopeful = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (hopeful.size() < FITTED && candidate.error() <= HOPE * candidates.get(0).error()) {
        hopeful.add(candidate.shape());
      }
    }
    return nearest(matrix, hopeful, budget, seed);
  }

  /** The best of two modes, the best of three, .., the second of two, .. */
  private static List<Draft> drafts(Tensor matrix, int gates, int modes, Budget budget) {
    List<List<Draft>> lists = new ArrayList<>();
    int longest = 0;
    for (int d = 2; d <= modes; d++) {
      lists.add(Drafts.of(matrix.extent(1), matrix.extent(0) / gates, gates, d, budget));
      longest = Math.max(longest, lists.get(d - 2).size());
    }
    List<Draft> all = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      for (List<Draft> list : lists) {
        if (i < list.size()) {
          all.add(list.get(i));
        }
      }
    }
    return all;
  }

  /**
   * The best fit with these modes.
   *
   * @throws UserError if the budget is below every shape
   */
  public static Fit best(Tensor matrix, int[] in, int[] rows, Budget budget, long seed) {
    List<OperatorShape> shapes = new ArrayList<>();
    for (Draft draft : budget.drafts(in, rows)) {
      // says what is wrong with the shape
      shapes.add(new OperatorShape(in, rows, draft.terms(), draft.ranks()));
    }
    return nearest(matrix, shapes, budget, seed);
  }

  private static Fit nearest(Tensor matrix, List<OperatorShape> shapes, Budget budget, long seed) {
    List<Fit> fits = new ArrayList<>();
    for (OperatorShape shape : shapes) {
      fits.add(KroneckerFit.of(matrix, shape, seed));
    }
    double least =
        fits.stream().mapToDouble(Fit::relativeError).min().orElseThrow(() -> tooSmall(budget));
    return fits.stream()
        .filter(fit -> fit.relativeError() <= AS_NEAR * least)
        .min(Comparator.comparingLong(fit -> fit.operator().shape().multiplications()))
        .orElseThrow();
  }

  private static UserError tooSmall(Budget budget) {
    return UserError.at("parameters", budget.parameters(), "enough for one term of rank 1");
  }

  /**
   * The entries of the smallest operator that is searched.
   *
   * @param rows G*M
   */
  public static long smallest(int inputs, int rows, int gates, int modes) {
    long smallest = Long.MAX_VALUE;
    for (int d = 2; d <= modes; d++) {
      smallest = Math.min(smallest, Drafts.smallest(inputs, rows / gates, gates, d));
    }
    return smallest;
  }
}
