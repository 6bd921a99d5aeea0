package org.kcpfpga.emit;

import java.util.SplittableRandom;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.Implementation;
import org.kcpfpga.design.Lanes;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.calibration.Quantiser;
import org.kcpfpga.image.Core;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/** Small cores of one shape and any kind, for tests that drive their registers. */
final class CoreDesigns {
  /** N and M. */
  private static final int[] IN = {3, 4};

  private static final int[] OUT = {2, 3};

  private CoreDesigns() {}

  static Core core(SplittableRandom r, CellKind kind, int sequences, boolean loadable) {
    return core(r, plan(kind, sequences, loadable), 1);
  }

  /** A plan with a systolic front of two turns. */
  static AcceleratorPlan plan(CellKind kind, int sequences, boolean loadable) {
    int[] rows = {OUT[0] * kind.gates(), OUT[1]};
    OperatorShape input = new OperatorShape(IN, rows, 2, new int[] {2, 2});
    OperatorShape hidden =
        kind.recurrent() ? new OperatorShape(OUT, rows, 1, new int[] {2, 2}) : null;
    BitWidths bits = new BitWidths(8, 8, 12, 14);
    String name = "small_" + kind.jsonName();
    return Planner.plan(
        new Design(
            name,
            kind,
            input,
            hidden,
            Lanes.of(2, 1),
            bits,
            sequences,
            Implementation.DEFAULT.withLoadable(loadable)));
  }

  /** {@code range}: of the inputs for which the model is quantised; it moves the shifts. */
  static Core core(SplittableRandom r, AcceleratorPlan plan, double range) {
    Design design = plan.design();
    Model model =
        Model.random(design.cell(), design.input(), design.hidden(), 0, r.nextLong())
            .merged(plan.forms().input(), plan.forms().hidden());
    double[] samples = r.doubles(6L * design.inSize(), -range, range).toArray();
    Tensor inputs = Tensor.of(new int[] {2, 3, design.inSize()}, samples);
    return new Core(plan, Quantiser.quantise(model, design.bits(), inputs));
  }

  /** A vector of any activations. */
  static int[] frame(SplittableRandom r, Core core) {
    int most = 1 << core.plan().design().bits().activation() - 1;
    return r.ints(core.plan().design().inSize(), -most, most).toArray();
  }
}
