package org.kcpfpga.fixed.fit;

import java.util.List;
import java.util.stream.IntStream;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;

/**
 * Rounds the factors of an operator so that each takes up the errors of the others: the factors of
 * one mode after the other become the integers for which W x is nearest to what it is in floating
 * point, with all others as they are, for vectors x like those to come.
 */
public final class FactorFit {
  private static final int SWEEPS = 2;

  /** Factors that are rounded together. */
  private static final int MOST_TOGETHER = 256;

  private final OperatorShape shape;
  private final Factors exact;
  private final Factors now;
  private final Samples samples;
  private final Grid grid;

  private FactorFit(KcpOperator operator, Samples samples, Grid grid) {
    this.shape = operator.shape();
    this.exact = new Factors(operator);
    this.now = new Factors(operator);
    this.samples = samples;
    this.grid = grid;
  }

  /**
   * What fitting found.
   *
   * @param steps to the factors from where plain rounding puts them
   * @param squares sum of the squared errors of W x
   */
  public record Fitted(Steps steps, double squares) {}

  /** The sum of the squared errors of W x, all factors being rounded to the nearest. */
  public static double squares(KcpOperator operator, Grid grid, List<double[]> x) {
    Factors rounded = new Factors(operator).rounded(grid);
    return Samples.of(operator, x).squares(rounded.operator());
  }

  /**
   * The best factors found, plainly rounded ones included.
   *
   * @param x vectors like those to come; few of them change the rounding little
   */
  public static Fitted of(KcpOperator operator, Grid grid, List<double[]> x) {
    Samples samples = Samples.of(operator, FitWork.affordable(operator, x));
    Factors plain = new Factors(operator).rounded(grid);
    Fitted best = new Fitted(plain.minus(plain, grid), samples.squares(plain.operator()));
    FactorFit fit = new FactorFit(operator, samples, grid);
    for (int sweep = 0; sweep < SWEEPS && samples.count() > 0; sweep++) {
      fit.sweep();
      double squares = samples.squares(fit.now.operator());
      if (squares < best.squares) {
        best = new Fitted(fit.now.minus(plain, grid), squares);
      }
    }
    return best;
  }

  private void sweep() {
    for (int mode = shape.modes() - 1; mode >= 0; mode--) {
      int columns = now.u[mode] == null ? 1 : shape.rank(mode + 1);
      int terms = Math.max(1, MOST_TOGETHER / (shape.in(mode + 1) * columns));
      for (int first = 0; first < shape.terms(); first += terms) {
        fitV(new Block(now, samples, mode, first, Math.min(terms, shape.terms() - first)));
      }
    }
    for (int mode = 0; mode < shape.modes(); mode++) {
      int terms = Math.max(1, MOST_TOGETHER / shape.rank(mode + 1));
      for (int first = 0; first < shape.terms() && now.u[mode] != null; first += terms) {
        fitU(new Block(now, samples, mode, first, Math.min(terms, shape.terms() - first)));
      }
    }
  }

  private void fitV(Block block) {
    int mode = block.mode();
    int size = shape.in(mode + 1);
    int rank = shape.rank(mode + 1);
    double[][][] inputs = block.inputs(mode);
    double[] g = block.products(inputs, size, block.errors(Contraction.ALL), rank);
    double[][] moments = block.moments(inputs, size);
    int at = block.first() * size * rank;
    if (now.u[mode] == null) {
      fitColumns(block, moments, g);
    } else {
      IntegerFit fit = new IntegerFit(hessian(block, moments), samples.count(), grid.bits());
      int[] places = IntStream.range(at, at + g.length).toArray();
      fit.round(g, now.v[mode], exact.v[mode], places, grid.v().get(mode));
    }
  }

  /** H[(k, j, r), (l, j', r')] = M[(k, j), (l, j')] (U_k^T U_l)[r, r']. */
  private double[][] hessian(Block block, double[][] moments) {
    int rank = shape.rank(block.mode() + 1);
    int each = shape.in(block.mode() + 1) * rank;
    int count = block.terms() * each;
    double[][] h = new double[count][count];
    for (int k = 0; k < block.terms(); k++) {
      for (int l = 0; l < block.terms(); l++) {
        double[] gram = now.gram(block.mode(), block.first() + k, block.first() + l);
        for (int a = k * each; a < (k + 1) * each; a++) {
          for (int b = l * each; b < (l + 1) * each; b++) {
            h[a][b] = moments[a / rank][b / rank] * gram[a % rank * rank + b % rank];
          }
        }
      }
    }
    return h;
  }

  /** Where U is the identity, every column of V by itself: nothing else is in the same y. */
  private void fitColumns(Block block, double[][] moments, double[] all) {
    int mode = block.mode();
    int rank = shape.rank(mode + 1);
    int at = block.first() * shape.in(mode + 1) * rank;
    IntegerFit fit = new IntegerFit(moments, samples.count(), grid.bits());
    for (int r = 0; r < rank; r++) {
      int column = r;
      int[] entries = IntStream.range(0, moments.length).map(i -> i * rank + column).toArray();
      double[] g = IntStream.of(entries).mapToDouble(e -> all[e]).toArray();
      int[] places = IntStream.of(entries).map(e -> at + e).toArray();
      fit.round(g, now.v[mode], exact.v[mode], places, grid.v().get(mode));
    }
  }

  /** Every row of U by itself: nothing else is in the same y. */
  private void fitU(Block block) {
    int mode = block.mode();
    int rows = shape.rows(mode + 1);
    int rank = shape.rank(mode + 1);
    double[][][] latents = block.inputs(Contraction.ALL);
    double[] all = block.products(block.errors(mode), rows, latents, rank);
    int at = block.first() * rows * rank;
    IntegerFit fit = new IntegerFit(block.moments(latents, rank), samples.count(), grid.bits());
    for (int o = 0; o < rows; o++) {
      int row = o;
      int[] entries =
          IntStream.range(0, block.terms() * rank)
              .map(i -> (i / rank * rows + row) * rank + i % rank)
              .toArray();
      double[] g = IntStream.of(entries).mapToDouble(e -> all[e]).toArray();
      int[] places = IntStream.of(entries).map(e -> at + e).toArray();
      fit.round(g, now.u[mode], exact.u[mode], places, grid.u().get(mode));
    }
  }
}
