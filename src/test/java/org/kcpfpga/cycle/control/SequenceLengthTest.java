package org.kcpfpga.cycle.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.cycle.base.StreamBench;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.RandomDesign;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.SystemMap;
import org.kcpfpga.rnn.CellKind;

/** Frames that start by a count give what frames give that start by tuser. */
class SequenceLengthTest {
  private static final int SLVERR = 2;
  private static final int REST = 100_000;

  private final Deployment deployment = deployment();
  private final int size = deployment.plan().design().inSize();
  private final int beats = deployment.plan().pipeline().stream().beats();

  /** A GRU of two sequences, in frames of several beats. */
  private static Deployment deployment() {
    SplittableRandom random = new SplittableRandom(8);
    while (true) {
      Design design = RandomDesign.of(random, List.of(CellKind.GRU), "counted");
      Deployment drawn = RandomDesigns.deployment(design.withSystem(SystemPart.LENGTH), 1);
      if (design.sequences() == 2 && drawn.plan().pipeline().stream().beats() > 2) {
        return drawn;
      }
    }
  }

  private StreamBench bench() {
    return new StreamBench(deployment.plan(), deployment.quantised(), 1, 0.1, 0.1);
  }

  private int[] x(int frame) {
    return new SplittableRandom(frame).ints(size, -100, 100).toArray();
  }

  /** The steps of so many frames of S = 2 sequences of three steps, started by tuser. */
  private List<int[]> byUser(int frames) {
    StreamBench bench = bench();
    for (int k = 0; k < frames; k++) {
      bench.frame(x(k), k % 6 < 2, k % 2);
    }
    bench.runUntil(frames);
    return bench.steps;
  }

  private StreamBench counting(int length) {
    StreamBench bench = bench();
    assertThat(bench.write(SystemMap.SEQUENCE_LENGTH, length, 1)).isZero();
    assertThat(bench.read(SystemMap.SEQUENCE_LENGTH)).isEqualTo(length);
    return bench;
  }

  @Test
  void roundsOfAllSequencesStartByTheirCount() {
    StreamBench bench = counting(3);
    for (int k = 0; k < 14; k++) {
      // tuser says nothing: always the start of sequence 1
      bench.frame(x(k), true, 1);
    }
    bench.runUntil(14);
    assertThat(bench.steps).containsExactlyElementsOf(byUser(14));
    bench.run(1000);
    assertThat(bench.read(RegisterMap.ERRORS)).isZero();
  }

  /** The count goes on over a bad frame: the third of sequence 1 is missing, no more. */
  @Test
  void aBadFrameIsCounted() {
    StreamBench bench = counting(3);
    for (int k = 0; k < 12; k++) {
      bench.frame(x(k), false, 0, k == 5 ? beats - 1 : beats);
    }
    bench.runUntil(11);
    List<int[]> expected = byUser(12);
    expected.remove(5);
    assertThat(bench.steps).containsExactlyElementsOf(expected);
    assertThat(bench.read(RegisterMap.ERRORS)).isEqualTo(RegisterMap.SHORT_FRAME);
  }

  /** One tlast for 6 frames; one that comes too early begins the next sequences. */
  @Test
  void aPacketIsAllSequences() {
    StreamBench bench = counting(3);
    bench.write(SystemMap.INPUT_TLAST, 1, 1);
    int[] all = new int[6 * size];
    for (int k = 0; k < 6; k++) {
      System.arraycopy(x(k), 0, all, k * size, size);
    }
    bench.frame(all, false, 0, 6 * beats);
    bench.frame(all, false, 0, 6 * beats);
    bench.runUntil(12);
    List<int[]> expected = byUser(6);
    assertThat(bench.steps.subList(0, 6)).containsExactlyElementsOf(expected);
    assertThat(bench.steps.subList(6, 12)).containsExactlyElementsOf(expected);
    assertThat(bench.read(RegisterMap.ERRORS)).isZero();
    // two whole frames and a piece: the piece is dropped, the whole ones stay
    bench.frame(all, false, 0, 2 * beats + 1);
    bench.frame(all, false, 0, 6 * beats);
    bench.runUntil(20);
    assertThat(bench.steps.subList(12, 14)).containsExactlyElementsOf(expected.subList(0, 2));
    assertThat(bench.steps.subList(14, 20)).containsExactlyElementsOf(expected);
    assertThat(bench.read(RegisterMap.ERRORS)).isEqualTo(RegisterMap.SHORT_FRAME);
    // at the end of a frame nothing is bad, but it is too early
    bench.write(RegisterMap.ERRORS, -1, 1);
    bench.frame(all, false, 0, 2 * beats);
    bench.frame(all, false, 0, 7 * beats);
    bench.runUntil(20 + 2 + 5);
    assertThat(bench.steps.subList(22, 27)).containsExactlyElementsOf(expected.subList(0, 5));
    assertThat(bench.read(RegisterMap.ERRORS)).isEqualTo(3);
  }

  @Test
  void itIsWrittenAtRestAndBeginsTheCountAnew() {
    StreamBench bench = counting(3);
    assertThat(bench.write(SystemMap.SEQUENCE_LENGTH, 0x10000, 1)).isEqualTo(SLVERR);
    assertThat(bench.read(SystemMap.SEQUENCE_LENGTH)).isEqualTo(3);
    bench.frame(x(0), false);
    bench.frame(x(1), false);
    while (bench.firstAccepted < 0) {
      bench.run(1);
    }
    assertThat(bench.write(SystemMap.SEQUENCE_LENGTH, 4, 1)).isEqualTo(SLVERR);
    assertThat(bench.write(SystemMap.INPUT_TLAST, 1, 1)).isEqualTo(SLVERR);
    bench.runUntil(2);
    for (int i = 0; bench.read(RegisterMap.CONTROL) == 0; i++) {
      assertThat(i).isLessThan(REST);
    }
    // the third frame would go on with sequence 0
    bench.write(SystemMap.SEQUENCE_LENGTH, 3, 1);
    bench.frame(x(0), false);
    bench.frame(x(1), false);
    bench.runUntil(4);
    assertThat(bench.steps.subList(2, 4)).containsExactlyElementsOf(bench.steps.subList(0, 2));
  }
}
