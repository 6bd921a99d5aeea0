package org.kcpfpga.distillation;

import org.kcpfpga.common.UserError;
import org.kcpfpga.compress.Budget;
import org.kcpfpga.compress.KroneckerFit.Fit;
import org.kcpfpga.compress.ModeSearch;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.FormatOperator;
import org.kcpfpga.format.model.FormatModel;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/** Fits KCP operators to those of a dense model. */
public final class Fitter {
  private final FormatModel dense;
  private final Modes modes;
  private final int most;
  private final long seed;

  /**
   * Modes that were chosen.
   *
   * @param in of x
   * @param out as many of h, without the gates
   */
  public record Modes(int[] in, int[] out) {}

  /**
   * What was fitted.
   *
   * @param hidden null for a linear cell
   * @param model of both and all else of the dense model
   */
  public record Fitted(Fit input, Fit hidden, Model model) {}

  /**
   * A fitter.
   *
   * @param modes null for a search
   * @param most modes that are searched
   * @param seed of the directions in which large terms are looked for
   * @throws UserError if an operator is not dense
   */
  public Fitter(FormatModel dense, Modes modes, int most, long seed) {
    requireDense("input", dense.input());
    if (dense.hidden() != null) {
      requireDense("hidden", dense.hidden());
    }
    this.dense = dense;
    this.modes = modes;
    this.most = most;
    this.seed = seed;
  }

  private static void requireDense(String name, FormatOperator operator) {
    FormatKind kind = operator.format().kind();
    if (kind != FormatKind.DENSE) {
      throw UserError.at(name + ": format", kind.jsonName(), "dense");
    }
  }

  /**
   * Both operators within what may be spent.
   *
   * @throws UserError naming the operator whose budget is below every shape
   */
  public Fitted fit(Budget input, Budget hidden) {
    Fit first = fit("input", dense.input(), modes == null ? null : modes.in(), input);
    Fit second =
        dense.hidden() == null
            ? null
            : fit("hidden", dense.hidden(), modes == null ? null : modes.out(), hidden);
    KcpOperator state = second == null ? null : second.operator();
    return new Fitted(
        first, second, Model.of(dense.cell(), first.operator(), state, dense.tensors()));
  }

  /** A budget, but what the smallest operator takes at least. */
  public Budget atMost(FormatOperator operator, long parameters) {
    return new Budget(Math.max(parameters, smallest(operator)), 1, 1);
  }

  /** How many times smaller the smallest operators are, both as they are: at least 1. */
  public double largestRatio() {
    double ratio = (double) dense.input().parameters() / smallest(dense.input());
    if (dense.hidden() != null) {
      double hidden = (double) dense.hidden().parameters() / smallest(dense.hidden());
      ratio = Math.max(ratio, hidden);
    }
    return Math.max(1, ratio);
  }

  private long smallest(FormatOperator operator) {
    int rows = operator.rowSize();
    if (modes == null) {
      return ModeSearch.smallest(operator.inSize(), rows, dense.gates(), most);
    }
    int[] columns = operator == dense.input() ? modes.in() : modes.out();
    return Budget.smallest(columns, rows(modes.out()));
  }

  private int[] rows(int[] out) {
    int[] rows = out.clone();
    rows[0] *= dense.gates();
    return rows;
  }

  private Fit fit(String name, FormatOperator operator, int[] columns, Budget budget) {
    Tensor matrix = operator.cores().get(0);
    try {
      if (columns == null) {
        return ModeSearch.best(matrix, dense.gates(), most, budget, seed);
      }
      return ModeSearch.best(matrix, columns, rows(modes.out()), budget, seed);
    } catch (UserError e) {
      throw e.within(name);
    }
  }
}
