package org.kcpfpga.verify.cosim;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.image.Deployment;

/** A model whose every stage clips now and then, as all its sums are rounded a bit less. */
public final class SaturatingModel {
  private SaturatingModel() {}

  public static Deployment of(Deployment deployment) {
    QuantisedModel m = deployment.quantised();
    CellScales s = m.scales();
    boolean loadable = deployment.plan().design().loadable();
    CellScales.Joint joint = s.joint();
    CellScales.Pointwise pointwise = s.pointwise();
    CellScales scales =
        new CellScales(
            new CellScales.Joint(
                joint.inputAlign(), joint.hiddenAlign(), joint.biasAlign(), joint.preShift() - 1),
            new CellScales.Pointwise(
                pointwise.forgetAlign(),
                pointwise.updateAlign(),
                // of a GRU the fraction of a gate, whatever the model
                pointwise.stateShift() - (m.cell().splitCandidate() ? 0 : 1),
                pointwise.argumentShift(),
                // not loaded, as it is the same for all models of a design
                pointwise.hiddenShift() - (loadable ? 0 : 1)));
    return deployment.with(
        m.with(loud(m.input()), m.hidden() == null ? null : loud(m.hidden())).with(scales));
  }

  /**
   * The deployment with factors anywhere in their range, so that every stage behind the front
   * clips. Those of a systolic front stay, as they are part of its RTL, which so is the same for
   * both.
   *
   * @param extreme the part of them that stands at an edge of the range: sums that are as large as
   *     can be
   */
  public static Deployment wide(Deployment deployment, double extreme, SplittableRandom random) {
    QuantisedModel m = deployment.quantised();
    IntSupplier factor = factor(m, extreme, random);
    int last = m.input().shape().modes() - 1;
    int[][] v = wide(m.input().v(), factor);
    if (deployment.plan().pipeline().systolic()) {
      v[last] = m.input().v()[last];
    }
    QuantisedOperator hidden = m.hidden();
    return with(
        deployment,
        with(m.input(), wide(m.input().u(), factor), v),
        hidden == null ? null : with(hidden, wide(hidden.u(), factor), wide(hidden.v(), factor)));
  }

  private static IntSupplier factor(QuantisedModel m, double extreme, SplittableRandom random) {
    int edge = 1 << (m.bits().factor() - 1);
    return () ->
        random.nextDouble() >= extreme
            ? random.nextInt(-edge, edge)
            : random.nextBoolean() ? -edge : edge - 1;
  }

  private static Deployment with(
      Deployment deployment, QuantisedOperator input, QuantisedOperator hidden) {
    return deployment.with(deployment.quantised().with(input, hidden));
  }

  private static QuantisedOperator with(QuantisedOperator o, int[][] u, int[][] v) {
    return new QuantisedOperator(
        o.shape(),
        u,
        v,
        o.contractShift(),
        o.expandShift(),
        o.contractFraction(),
        o.expandFraction(),
        o.identity());
  }

  private static int[][] wide(int[][] factors, IntSupplier factor) {
    return Arrays.stream(factors)
        .map(mode -> IntStream.generate(factor).limit(mode.length).toArray())
        .toArray(int[][]::new);
  }

  private static QuantisedOperator loud(QuantisedOperator o) {
    return new QuantisedOperator(
        o.shape(),
        o.u(),
        o.v(),
        less(o.contractShift()),
        less(o.expandShift()),
        o.contractFraction(),
        o.expandFraction(),
        o.identity());
  }

  private static int[] less(int[] shifts) {
    return Arrays.stream(shifts).map(shift -> Math.max(0, shift - 1)).toArray();
  }
}
