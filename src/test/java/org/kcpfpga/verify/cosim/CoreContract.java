package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.Tools;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.plan.boundary.TopPorts;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.RecordLayout;

/**
 * What every implementation of a core must do, whatever the traffic: show the pins of the cycle
 * model, whose values and states are those of the functional model.
 */
public abstract class CoreContract {
  private static final int FRAMES = 30;
  private static final int ANY_CYCLES = 100_000;
  private static final long PATIENCE = 1_000_000;

  /** The core, and its numbers. */
  public abstract Deployment deployment();

  /** A new instance of the core. */
  public abstract VerilatedModel core();

  @BeforeEach
  void needsVerilator() {
    Tools.require("verilator");
  }

  private static void assertEqual(CosimResult result) {
    assertThat(result.equal()).as(String.valueOf(result.first())).isTrue();
  }

  /** Idle input and back-pressure, early and late tlast, extreme data, starts in odd places. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0, 0.5",
    "0, 0.95",
    "0.5, 0",
    "0.5, 0.5",
    "0.5, 0.95",
    "0.95, 0",
    "0.95, 0.5",
    "0.95, 0.95"
  })
  void gapsStallsAndFramesOfWrongLengthsChangeNothing(double gap, double stall) {
    RandomFrames source = new RandomFrames(deployment(), new SplittableRandom(21));
    List<Frame> frames = source.whole(FRAMES);
    try (VerilatedModel core = core()) {
      Traffic traffic = new Traffic(gap, stall, 5, PATIENCE);
      CosimResult result =
          Cosim.run(deployment(), core, source.withWrongLengths(frames), frames, traffic);
      assertEqual(result);
      assertThat(result.steps()).isEqualTo(FRAMES);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void allInputsAtAnEdgeOfTheirRange(int edge) {
    int top = 1 << deployment().plan().design().bits().activation() - 1;
    int value = edge > 0 ? top - 1 : edge * top;
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      int[] x = new int[deployment().plan().design().inSize()];
      Arrays.fill(x, value);
      int slot = i % deployment().plan().design().sequences();
      frames.add(new Frame(x, false, slot));
    }
    try (VerilatedModel core = core()) {
      assertEqual(Cosim.run(deployment(), core, frames, new Traffic(0.1, 0.1, 6, PATIENCE)));
    }
  }

  @Test
  void aResetAnywhereEndsWhatWasAndLeavesNothingBehind() {
    SplittableRandom r = new SplittableRandom(33);
    CycleModel cycle = new CycleModel(deployment().plan(), deployment().quantised());
    try (VerilatedModel core = core()) {
      for (int trial = 0; trial < 12; trial++) {
        RandomFrames source = new RandomFrames(deployment(), r);
        List<Frame> frames = source.whole(4);
        Traffic traffic = new Traffic(0.2, 0.3, r.nextLong(), PATIENCE);
        ModelRun cut =
            new ModelRun(
                deployment(),
                cycle,
                source.withWrongLengths(frames),
                new Replay(deployment(), frames),
                traffic);
        core.run(1, new int[core.inputs().words()], new int[core.outputs().words()]);
        PinBlock block = cut.next(200 + r.nextInt(400));
        assertThat(block.of(core, block.inputs())).isEqualTo(block.outputs());
        List<Frame> after = source.whole(3);
        ModelRun whole =
            new ModelRun(
                deployment(),
                cycle,
                source.withWrongLengths(after),
                new Replay(deployment(), after),
                traffic);
        assertEqual(Cosim.run(deployment(), core, whole));
      }
    }
  }

  /** Beyond what a driver does: windows written in mid-frame and in the tail of a long frame. */
  @Test
  void whateverAMasterDoesEveryPinIsThatOfTheModel() {
    anyMaster(0);
  }

  /** A loadable core is loaded once; states of before a reset are read behind it. */
  @Test
  void resetsInAnyCycleLeaveModelAndStatesAsTheModelHasThem() {
    anyMaster(0.004);
  }

  /** {@code resets}: how often a cycle is one of reset, once models and states are written. */
  private void anyMaster(double resets) {
    RandomAxiMaster master = new RandomAxiMaster(deployment(), new SplittableRandom(55));
    SplittableRandom random = new SplittableRandom(56);
    CycleModel cycle = new CycleModel(deployment().plan(), deployment().quantised());
    int reset = RecordLayout.of(TopPorts.of(deployment().plan()), true).offset("aresetn");
    int[] expected = new int[cycle.outputWords()];
    int[] found = new int[cycle.outputWords()];
    try (VerilatedModel core = core()) {
      cycle.run(1, new int[cycle.inputWords()], expected);
      core.run(1, new int[cycle.inputWords()], found);
      for (int at = 0; at < ANY_CYCLES; at++) {
        int[] pins = master.drive();
        if (!master.begins() && random.nextDouble() < resets) {
          pins[reset] = 0;
        }
        cycle.run(1, pins, expected);
        core.run(1, pins, found);
        assertThat(found).as("cycle %d", at).isEqualTo(expected);
        master.observe(expected, at);
      }
    }
  }
}
