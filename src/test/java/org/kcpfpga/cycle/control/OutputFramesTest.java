package org.kcpfpga.cycle.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.cycle.base.StreamBench;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.RandomDesign;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.SystemMap;
import org.kcpfpga.rnn.CellKind;

/** What the output says of frames, and the outputs of bad ones. */
class OutputFramesTest {
  private static final int BAD = 4;
  private static final int SLVERR = 2;

  private final Deployment deployment = deployment();
  private final int beats = deployment.plan().pipeline().stream().beats();

  /** An LSTM of two sequences, in frames of several beats. */
  private static Deployment deployment() {
    SplittableRandom random = new SplittableRandom(11);
    while (true) {
      Design design = RandomDesign.of(random, List.of(CellKind.LSTM), "answered");
      Design parts = design.withSystem(SystemPart.LENGTH, SystemPart.FRAMES);
      Deployment drawn = RandomDesigns.deployment(parts, 1);
      if (design.sequences() == 2 && drawn.plan().pipeline().stream().beats() > 2) {
        return drawn;
      }
    }
  }

  private static StreamBench bench(Deployment deployment, double idle) {
    return new StreamBench(deployment.plan(), deployment.quantised(), 1, idle, idle);
  }

  private int[] x(int frame) {
    int size = deployment.plan().design().inSize();
    return new SplittableRandom(frame).ints(size, -100, 100).toArray();
  }

  /** Starts of both sequences, a short frame, one of sequence 1, a long one, one of sequence 0. */
  private void frames(StreamBench bench) {
    bench.frame(x(0), true, 0);
    bench.frame(x(1), true, 1);
    bench.frame(x(2), true, 0, beats - 1);
    bench.frame(x(3), false, 1);
    bench.frame(x(4), false, 1, beats + 1);
    bench.frame(x(5), false, 0);
  }

  @Test
  void theOutputOfAFrameHasItsStartAndSequence() {
    StreamBench bench = bench(deployment, 0.2);
    frames(bench);
    bench.runUntil(4);
    bench.run(2000);
    assertThat(bench.users).containsExactly(1, 3, 2, 0);
    assertThat(bench.read(RegisterMap.STEPS)).isEqualTo(4);
    assertThat(bench.read(RegisterMap.CONTROL)).as("at rest").isEqualTo(1);
  }

  @Test
  void aBadFrameHasAnOutputOfZerosInItsPlace() {
    StreamBench plain = bench(deployment, 0.2);
    frames(plain);
    plain.runUntil(4);
    StreamBench bench = bench(deployment, 0.2);
    bench.write(SystemMap.OUTPUT_FRAMES, SystemMap.ANSWER_BAD, 1);
    frames(bench);
    bench.runUntil(6);
    assertThat(bench.users).containsExactly(1, 3, BAD | 1, 2, BAD | 2, 0);
    assertThat(bench.steps.get(2)).containsOnly(0);
    assertThat(bench.steps.get(4)).containsOnly(0);
    List<int[]> good = new ArrayList<>(bench.steps);
    good.remove(4);
    good.remove(2);
    assertThat(good).containsExactlyElementsOf(plain.steps);
    bench.run(2000);
    assertThat(bench.read(RegisterMap.STEPS)).isEqualTo(4);
    assertThat(bench.read(RegisterMap.DROPPED)).isEqualTo(2);
    assertThat(bench.read(RegisterMap.CONTROL)).as("at rest").isEqualTo(1);
  }

  /** Nobody takes an output: of bad frames, too, only so many come in, and none is lost. */
  @Test
  void badFramesWaitForTheirOutputs() {
    StreamBench bench = bench(deployment, 0);
    bench.write(SystemMap.OUTPUT_FRAMES, SystemMap.ANSWER_BAD, 1);
    bench.stalls(1);
    for (int k = 0; k < 300; k++) {
      bench.frame(x(k), false, 0, 1);
    }
    bench.run(300 * 400);
    assertThat(bench.pins.sAxisTready).isFalse();
    assertThat(bench.read(RegisterMap.CONTROL)).as("not at rest").isZero();
    assertThat(bench.write(SystemMap.OUTPUT_FRAMES, 0, 1)).isEqualTo(SLVERR);
    bench.stalls(0);
    bench.runUntil(300);
    bench.run(2000);
    assertThat(bench.users).containsOnly(BAD);
    assertThat(bench.read(RegisterMap.DROPPED)).isEqualTo(300);
  }

  @Test
  void tlastEndsWhatIsCounted() {
    StreamBench bench = bench(deployment, 0.1);
    bench.write(SystemMap.SEQUENCE_LENGTH, 3, 1);
    bench.write(SystemMap.INPUT_TLAST, 1, 1);
    bench.write(SystemMap.OUTPUT_FRAMES, SystemMap.ANSWER_BAD | SystemMap.END_SEQUENCES, 1);
    bench.framesOfTlast = 6;
    for (int k = 0; k < 3; k++) {
      bench.frame(x(k), false, 0, 6 * beats);
    }
    bench.runUntil(18);
    assertThat(bench.users.subList(0, 8)).containsExactly(1, 3, 0, 2, 0, 2, 1, 3);
    // cut within the third frame: its output is bad, and has tlast
    bench.framesOfTlast = 7;
    bench.frame(x(3), false, 0, 2 * beats + 1);
    bench.runUntil(21);
    assertThat(bench.users.subList(18, 21)).containsExactly(1, 3, BAD);
  }

  /** Of a core without the part, cycle by cycle, in a full pipeline and of a step alone. */
  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU", "RNN", "LINEAR", "MGU"})
  void itTakesNoCycle(CellKind kind) {
    SplittableRandom random = RandomDesigns.random("OutputFramesTest " + kind, 21);
    for (int i = 0; i < 4; i++) {
      Design design = RandomDesign.of(random, List.of(kind), "timed");
      Deployment without = RandomDesigns.deployment(design, 1);
      if (design.loadable()) {
        continue;
      }
      Deployment with = RandomDesigns.deployment(design.withSystem(SystemPart.values()), 1);
      List<Long> expected = times(without);
      assertThat(times(with)).as("%s", design).isEqualTo(expected);
    }
  }

  private static List<Long> times(Deployment deployment) {
    StreamBench bench = bench(deployment, 0);
    Design design = deployment.plan().design();
    int[] x = new SplittableRandom(2).ints(design.inSize(), -100, 100).toArray();
    for (int k = 0; k < 40; k++) {
      bench.frame(x, false, k % design.sequences());
    }
    bench.runUntil(40);
    return bench.stepCycles;
  }
}
