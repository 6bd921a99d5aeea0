package org.kcpfpga.fixed.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.fixed.fit.Balance;
import org.kcpfpga.fixed.fit.Steps;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.rnn.Model;

/**
 * What calibration chose: the fraction bits of every number of a quantised model. A value is the
 * integer times 2^-fraction. With a model and its widths these determine every integer and shift,
 * whatever the inputs are.
 *
 * @param input of x
 * @param inputOperator of the operator on x
 * @param hiddenOperator of the operator on h; null for a linear cell
 * @param bias of all biases
 * @param state of c; 0 unless the cell is an LSTM
 * @param output of the output vector
 */
public record Scales(
    int input, Operator inputOperator, Operator hiddenOperator, int bias, int state, int output) {

  /**
   * The least fraction bits of a sum less those of a pre-activation that a loadable core can hold:
   * one unit of the sum then is beyond where gates saturate.
   */
  static final int MIN_PRE_SHIFT = -16;

  /** The most bits that a stage rounds away: its register has six. */
  static final int MAX_SHIFT = 63;

  /** The most fraction bits of a gate less those of c. */
  static final int MAX_STATE_ALIGN = 15;

  /** The most fraction bits of a sum less those of the output of a linear cell. */
  static final int MAX_OUTPUT_SHIFT = 47;

  /** The most bits by which the joint sum may be finer than one of its operands. */
  static final int MAX_ALIGN = 10;

  /**
   * The most fraction bits of the exact sum of the operator on x, that on h having at most {@link
   * #MAX_ALIGN} more: factors of 18 bits and latents of 18, of which none is a large number, and a
   * shift to the pre-activation that a loadable core can hold.
   */
  static final int MAX_SUM_FRACTION = 36;

  /** The most fraction bits of c. */
  static final int MAX_STATE_FRACTION = 24;

  /** The most bits by which the joint sum may be finer than the bias. */
  static final int MAX_BIAS_ALIGN = 30;

  /** Bounds of every fraction that follows from a magnitude: beyond them numbers clip or vanish. */
  static final int LIMIT = 40;

  /** Of fractions behind several stages, and of shifts. */
  static final int FAR = 6 * LIMIT;

  /**
   * Of one operator, a number for each mode, that of mode 1 first.
   *
   * @param u of the factors U; 0 where U is the identity
   * @param v of the factors V
   * @param contract of the latents behind the contraction of a mode
   * @param expand of the latents behind the expansion of a mode; the last mode's are those of its
   *     exact sums
   * @param balance by what the factors are multiplied before they are rounded; null: by nothing
   * @param steps what is added to the rounded factors; null: nothing
   */
  public record Operator(
      List<Integer> u,
      List<Integer> v,
      List<Integer> contract,
      List<Integer> expand,
      Balance balance,
      Steps steps) {
    public Operator {
      u = List.copyOf(u);
      v = List.copyOf(v);
      contract = List.copyOf(contract);
      expand = List.copyOf(expand);
    }

    /** Of factors as they are, each rounded to the nearest integer. */
    public Operator(
        List<Integer> u, List<Integer> v, List<Integer> contract, List<Integer> expand) {
      this(u, v, contract, expand, null, null);
    }

    /** Scales of an operator that is 2^bits times smaller, in the same integers. */
    Operator smaller(int bits, KcpOperator operator) {
      List<Integer> us = new ArrayList<>(u);
      List<Integer> vs = new ArrayList<>(v);
      List<Integer> contracted = new ArrayList<>(contract);
      List<Integer> expanded = new ArrayList<>(expand);
      int mode = u.size();
      while (mode >= 1 && operator.identity(mode)) {
        mode--;
      }
      List<Integer> factors = mode == 0 ? vs : us;
      factors.set(Math.max(0, mode - 1), factors.get(Math.max(0, mode - 1)) + bits);
      if (mode == 0) {
        contracted.set(0, contract.get(0) + bits);
      }
      for (int i = Math.max(1, mode); i <= u.size(); i++) {
        expanded.set(i - 1, expand.get(i - 1) + bits);
      }
      Balance smaller = Balance.power(operator, mode, -bits);
      return new Operator(us, vs, contracted, expanded, smaller, steps);
    }

    /** The operator of which these are the scales. */
    KcpOperator balanced(KcpOperator operator) {
      return balance == null ? operator : balance.of(operator);
    }

    /** Fraction bits of the exact sums that leave the operator. */
    int sum() {
      return expand.get(expand.size() - 1);
    }

    private static Operator of(QuantisedOperator operator, int vectors) {
      int modes = operator.shape().modes();
      Integer[] v = new Integer[modes];
      int at = vectors;
      for (int mode = modes - 1; mode >= 0; mode--) {
        v[mode] = operator.contractFraction()[mode] + operator.contractShift()[mode] - at;
        at = operator.contractFraction()[mode];
      }
      List<Integer> u = new ArrayList<>();
      for (int mode = 0; mode < modes; mode++) {
        u.add(operator.expandFraction()[mode] + operator.expandShift()[mode] - at);
        at = operator.expandFraction()[mode];
      }
      return new Operator(
          u, List.of(v), list(operator.contractFraction()), list(operator.expandFraction()));
    }

    private static List<Integer> list(int[] numbers) {
      return Arrays.stream(numbers).boxed().toList();
    }
  }

  /** The scales that a quantised model has. */
  public static Scales of(QuantisedModel m) {
    int joint = m.input().sumFraction() + m.scales().joint().inputAlign();
    return new Scales(
        m.fractions().input(),
        Operator.of(m.input(), m.fractions().input()),
        m.hidden() == null ? null : Operator.of(m.hidden(), m.bits().hiddenFraction()),
        joint - m.scales().joint().biasAlign(),
        m.fractions().state(),
        m.fractions().output());
  }

  /**
   * The model whose factors are rounded with these scales: the same operators, in other factors.
   */
  public Model balanced(Model model) {
    KcpOperator hidden = hiddenOperator == null ? null : hiddenOperator.balanced(model.hidden());
    return Model.of(model.cell(), inputOperator.balanced(model.input()), hidden, model.tensors());
  }

  /** Fraction bits of the finer one of both operators' sums. */
  int sum() {
    return hiddenOperator == null
        ? inputOperator.sum()
        : Math.max(inputOperator.sum(), hiddenOperator.sum());
  }

  /**
   * These scales, if the hardware can be built for them.
   *
   * @throws UserError naming the first that is not as it must be
   */
  Scales checked(Model model, BitWidths bits) {
    between("scales.input", input, -LIMIT, LIMIT);
    OperatorRounding.check("scales.inputOperator", model.input(), inputOperator, input);
    if ((hiddenOperator == null) != (model.hidden() == null)) {
      String found = hiddenOperator == null ? "missing" : "given";
      throw UserError.at("scales.hiddenOperator", found, "as the cell " + model.cell().jsonName());
    }
    int hiddenSum = inputOperator.sum();
    if (hiddenOperator != null) {
      int h = bits.hiddenFraction();
      OperatorRounding.check("scales.hiddenOperator", model.hidden(), hiddenOperator, h);
      hiddenSum = hiddenOperator.sum();
    }
    int apart = Math.abs(inputOperator.sum() - hiddenSum);
    between("scales: fraction bits between both sums", apart, 0, MAX_ALIGN);
    between("scales.bias", bias, sum() - MAX_BIAS_ALIGN, sum());
    boolean kept = model.cell().keepsCell();
    between("scales.state", state, kept ? -LIMIT : 0, kept ? MAX_STATE_FRACTION : 0);
    boolean linear = !model.cell().recurrent();
    int h = bits.hiddenFraction();
    between("scales.output", output, linear ? -FAR : h, linear ? sum() + MAX_ALIGN : h);
    return this;
  }

  static void between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw UserError.at(name, value, least == most ? "" + least : least + " to " + most);
    }
  }
}
