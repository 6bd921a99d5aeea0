package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.FrontKind;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

/** Fronts of every kind, in lock step with the cycle model, which knows of no kind. */
@Tag("slow")
class FrontCosimTest {
  private static final int STEPS = 40;

  @BeforeEach
  void needsVerilator() {
    Tools.require("verilator");
  }

  @ParameterizedTest
  @CsvSource({
    "PACKED, 0, false",
    "PACKED, 1, false",
    "PACKED, 0, true",
    "PACKED, 1, true",
    "CONSTANT, 0, false",
    "CONSTANT, 1, false"
  })
  void resultsAndCyclesAreThoseOfTheModel(FrontKind kind, int level, boolean loadable) {
    SplittableRandom r = RandomDesigns.random("front " + kind + level + loadable, 3);
    for (int i = 0; i < 2; i++) {
      Design design = design(r, kind).withPipeline(level);
      check(loadable ? design.withLoadableFactors() : design, r);
    }
  }

  /** One column, and as many as make a pair reach across two tiles, with one left over. */
  @ParameterizedTest
  @CsvSource({"1, 4, 2", "3, 6, 2", "5, 10, 2", "9, 9, 3", "6, 4, 2", "3, 1, 1", "2, 3, 3"})
  void columnsThatAreLeftOverAreRightToo(int columns, int size, int lanes) {
    SplittableRandom r = new SplittableRandom(columns);
    Design design = design(columns, size, lanes, new BitWidths(8, 8, 18, 16));
    check(design.withFront(FrontKind.PACKED), r);
    check(design.withFront(FrontKind.PACKED).withLoadableFactors(), r);
  }

  private static void check(Design design, SplittableRandom r) {
    design.checked("design");
    assertThat(Planner.plan(design).cycles())
        .isEqualTo(Planner.plan(design.withFront(FrontKind.MULTIPLIERS)).cycles());
    check(extreme(RandomDesigns.deployment(design, r.nextInt(1000)), r), r);
  }

  private static void check(Deployment deployment, SplittableRandom r) {
    List<Frame> frames = new RandomFrames(deployment, r).whole(STEPS);
    try (VerilatedModel rtl = VerilatedCore.build(deployment, VerilatedOptions.CHECKED)) {
      Traffic traffic = new Traffic(0.2, 0.1, r.nextInt(1000), 500_000);
      CosimResult result = Cosim.run(deployment, rtl, frames, traffic);
      assertThat(result.equal()).as(deployment.plan().design() + ": " + result.first()).isTrue();
      assertThat(result.steps()).isEqualTo(STEPS);
    }
  }

  /** A row that multiplies with nothing but zeros has an element that nobody reads. */
  @Test
  void rowsOfZerosAreRightToo() {
    Design design = design(2, 3, 3, BitWidths.DEFAULT).withFront(FrontKind.CONSTANT);
    Deployment deployment = RandomDesigns.deployment(design, 1);
    Arrays.fill(deployment.quantised().input().v()[1], 0, 4, 0);
    check(deployment, new SplittableRandom(1));
  }

  private static Design design(SplittableRandom r, FrontKind kind) {
    int factor = r.nextInt(4, 11);
    int activation = r.nextInt(4, Math.min(18, 24 - 2 * factor) + 1);
    BitWidths bits = new BitWidths(activation, factor, r.nextInt(12, 19), 16);
    int size = 1 + r.nextInt(16);
    int[] lanes = IntStream.rangeClosed(1, size).filter(p -> size % p == 0).toArray();
    int p = kind == FrontKind.CONSTANT ? size : lanes[r.nextInt(lanes.length)];
    return design(1 + r.nextInt(8), size, p, bits).withFront(kind);
  }

  private static Design design(int columns, int size, int lanes, BitWidths bits) {
    OperatorShape shape =
        new OperatorShape(
            new int[] {2, size}, new int[] {2, Math.max(2, columns)}, 1, new int[] {2, columns});
    return Design.of("front", CellKind.LINEAR, shape, null, lanes, 1, bits);
  }

  /** The last mode has factors at the ends of their range, and sums that clip, or not. */
  private static Deployment extreme(Deployment deployment, SplittableRandom r) {
    QuantisedModel model = deployment.quantised();
    QuantisedOperator o = model.input();
    int edge = 1 << (model.bits().factor() - 1);
    int last = o.shape().modes() - 1;
    int[] factors = o.v()[last];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = r.nextBoolean() ? r.nextInt(-edge, edge) : r.nextBoolean() ? -edge : edge - 1;
    }
    return deployment;
  }
}
