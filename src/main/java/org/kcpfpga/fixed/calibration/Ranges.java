package org.kcpfpga.fixed.calibration;

import java.util.Arrays;
import java.util.List;
import org.kcpfpga.common.UserError;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.rnn.FloatCell;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/** The largest magnitude that every value of a float network took on sample inputs. */
final class Ranges {
  /** Largest magnitude behind the contraction and the expansion of each mode; index 0 is mode 1. */
  record Stages(double[] contract, double[] expand) {
    private Stages(int modes) {
      this(new double[modes], new double[modes]);
    }

    private void watch(KcpOperator operator, double[] x) {
      int modes = contract.length;
      List<double[]> z = operator.contractStages(x);
      for (int mode = modes; mode >= 1; mode--) {
        contract[mode - 1] = largest(contract[mode - 1], z.get(modes - mode));
      }
      List<double[]> y = operator.expandStages(z.get(modes - 1));
      for (int mode = 1; mode <= modes; mode++) {
        expand[mode - 1] = largest(expand[mode - 1], y.get(mode - 1));
      }
    }
  }

  private final Tensor samples;
  private final Stages input;
  private final Stages hidden;
  private final Picked inputVectors;
  private final Picked hiddenVectors;
  private double inputs;
  private double state;
  private double outputs;

  private Ranges(Model model, Tensor samples) {
    this.samples = samples;
    int steps = samples.extent(0) * samples.extent(1);
    inputVectors = new Picked(steps, model.inSize());
    hiddenVectors = new Picked(steps * model.cell().definition().passes(), model.hiddenSize());
    input = new Stages(model.input().shape().modes());
    hidden = model.hidden() == null ? null : new Stages(model.hidden().shape().modes());
  }

  /** Runs the network on [sequences, steps, N] samples. */
  static Ranges of(Model model, Tensor samples) {
    samples.requireShape("samples", -1, -1, model.inSize()).requireFinite("samples");
    if (samples.size() == 0) {
      throw UserError.at("samples", "none", "at least one sequence of one step");
    }
    Ranges ranges = new Ranges(model, samples);
    FloatCell cell = new FloatCell(model);
    double[] values = samples.values();
    int at = 0;
    for (int sequence = 0; sequence < samples.extent(0); sequence++) {
      FloatCell.State state = cell.start();
      for (int step = 0; step < samples.extent(1); step++) {
        double[] x = Arrays.copyOfRange(values, at, at += model.inSize());
        state = ranges.step(model, cell, x, state);
      }
    }
    return ranges;
  }

  private FloatCell.State step(Model model, FloatCell cell, double[] x, FloatCell.State before) {
    inputs = largest(inputs, x);
    input.watch(model.input(), x);
    inputVectors.see(x);
    double[] fromInput = cell.inputPart(x);
    double[] fromHidden = cell.hiddenPart(before.h());
    if (model.cell().definition().passes() > 1) {
      watchHidden(model, cell.reset(fromInput, fromHidden, before));
    }
    FloatCell.State after = cell.update(fromInput, fromHidden, before);
    if (hidden != null) {
      // The core contracts every h as soon as it is known, that of a sequence's last step too;
      // what a step starts from was seen behind the step before it, or is zero.
      watchHidden(model, after.h());
    }
    state = largest(state, after.c());
    outputs = largest(outputs, after.h());
    return after;
  }

  private void watchHidden(Model model, double[] vector) {
    hidden.watch(model.hidden(), vector);
    hiddenVectors.see(vector);
  }

  Tensor samples() {
    return samples;
  }

  /** Some of the vectors that the operator on x multiplied. */
  List<double[]> inputVectors() {
    return inputVectors.vectors();
  }

  /** Some of those that the operator on h multiplied. */
  List<double[]> hiddenVectors() {
    return hiddenVectors.vectors();
  }

  double inputs() {
    return inputs;
  }

  double state() {
    return state;
  }

  /** Of the output vectors: h, or y of a linear cell. */
  double outputs() {
    return outputs;
  }

  Stages input() {
    return input;
  }

  /** Null for a linear cell. */
  Stages hidden() {
    return hidden;
  }

  static double largest(double sofar, double[] values) {
    double largest = sofar;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
