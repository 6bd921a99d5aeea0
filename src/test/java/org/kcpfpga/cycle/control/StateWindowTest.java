package org.kcpfpga.cycle.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.cycle.RandomCores;
import org.kcpfpga.cycle.SmallestCore;
import org.kcpfpga.cycle.base.StreamBench;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.rnn.CellKind;

/** State read and written through the registers. */
@Tag("slow")
class StateWindowTest {
  private static final int SLVERR = 2;
  private static final int DESIGNS = 40;

  @Test
  void aStateTakenFromOneCoreGoesOnInAnotherAsIfNeverInterrupted() {
    long seed = RandomCores.SEED;
    Set<CellKind> kinds = new HashSet<>();
    for (int design = 0; design < DESIGNS; design++) {
      RandomCores.Sample sample = RandomCores.of(seed + design);
      AcceleratorPlan plan = sample.plan();
      if (plan.pipeline().recurrent()) {
        kinds.add(plan.design().cell());
        StreamBench before = new StreamBench(plan, sample.model(), seed, 0, 0);
        StreamBench after = new StreamBench(plan, sample.model(), seed, 0.1, 0.1);
        FixedNetwork reference = new FixedNetwork(sample.model(), plan.design().sequences());
        Random random = new Random(seed + design);
        String place = "seed " + (seed + design);
        assertThat(steps(plan, before, reference, random, true)).as(place).isTrue();
        awaitRest(before);
        for (int sequence = 0; sequence < plan.design().sequences(); sequence++) {
          List<Integer> state = readState(plan, before, sequence);
          assertState(plan, state, reference, sequence, place);
          awaitRest(after);
          writeState(plan, after, sequence, state, reference.hidden(sequence));
          awaitRest(after);
          assertThat(readState(plan, after, sequence)).as(place).isEqualTo(state);
        }
        assertThat(steps(plan, after, reference, random, false)).as(place).isTrue();
      }
    }
    assertThat(kinds)
        .containsExactlyInAnyOrderElementsOf(
            CellKind.plainKinds().stream().filter(CellKind::recurrent).toList());
  }

  /** Two steps of every sequence; whether the core gave what the functional model gives. */
  private static boolean steps(
      AcceleratorPlan plan,
      StreamBench bench,
      FixedNetwork reference,
      Random random,
      boolean start) {
    List<int[]> expected = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (int sequence = 0; sequence < plan.design().sequences(); sequence++) {
        int[] x = RandomCores.vector(plan.design(), random);
        expected.add(reference.step(x, start && round == 0, sequence));
        bench.frame(x, start && round == 0, sequence);
      }
    }
    bench.runUntil(expected.size());
    boolean same = true;
    for (int step = 0; step < expected.size(); step++) {
      same &= Arrays.equals(bench.steps.get(step), expected.get(step));
    }
    return same;
  }

  private static void awaitRest(StreamBench bench) {
    while (bench.read(RegisterMap.CONTROL) != RegisterMap.AT_REST) {
      bench.run(1);
    }
  }

  private static List<Integer> readState(AcceleratorPlan plan, StreamBench bench, int sequence) {
    List<Integer> state = new ArrayList<>();
    assertThat(bench.write(RegisterMap.SEQUENCE, sequence, 15)).isZero();
    assertThat(bench.read(RegisterMap.SEQUENCE)).isEqualTo(sequence);
    if (plan.pipeline().cell().stateBits() > 0) {
      for (int element = 0; element < plan.design().hiddenSize(); element++) {
        state.add(bench.read(RegisterMap.STATE_DATA));
      }
    }
    return state;
  }

  private static void assertState(
      AcceleratorPlan plan, List<Integer> state, FixedNetwork reference, int sequence, String at) {
    for (int element = 0; element < state.size(); element++) {
      long expected =
          plan.design().cell().keepsCell()
              ? reference.state(sequence)[element]
              : reference.hidden(sequence)[element];
      assertThat((long) state.get(element)).as(at + " element " + element).isEqualTo(expected);
    }
  }

  private static void writeState(
      AcceleratorPlan plan, StreamBench bench, int sequence, List<Integer> state, int[] hidden) {
    assertThat(bench.write(RegisterMap.SEQUENCE, sequence, 15)).isZero();
    if (plan.design().cell().keepsCell()) {
      // What is above the state's bits is ignored.
      int junk = 1 << plan.pipeline().cell().stateBits();
      state.forEach(c -> assertThat(bench.write(RegisterMap.STATE_DATA, c ^ junk, 15)).isZero());
    }
    for (int h : hidden) {
      while (bench.write(RegisterMap.HIDDEN_DATA, h, 15) != 0) {
        bench.run(1);
      }
    }
  }

  @Test
  void whileAFrameIsInFlightAllIsRefusedAndTheStateStays() {
    AcceleratorPlan plan = SmallestCore.plan();
    StreamBench bench = new StreamBench(plan, SmallestCore.model(), 1, 0, 1);
    assertThat(bench.read(RegisterMap.CONTROL)).isEqualTo(RegisterMap.AT_REST);
    bench.frame(new int[] {5, 2}, true);
    bench.run(100);
    assertThat(bench.read(RegisterMap.CONTROL)).isZero();
    assertThat(bench.write(RegisterMap.SEQUENCE, 0, 1)).isEqualTo(SLVERR);
    assertThat(bench.write(RegisterMap.STATE_DATA, 7, 1)).isEqualTo(SLVERR);
    assertThat(bench.write(RegisterMap.HIDDEN_DATA, 7, 1)).isEqualTo(SLVERR);
    assertThat(bench.write(RegisterMap.HIDDEN_DATA, 7, 14)).as("without strobe").isZero();
    assertThat(bench.readResponse(RegisterMap.STATE_DATA)).isEqualTo(SLVERR);
    assertThat(bench.pins.sAxilRdata).isZero();
    bench.stalls(0);
    bench.runUntil(1);
    assertThat(bench.read(RegisterMap.STATE_DATA)).isEqualTo(91);
    bench.frame(new int[] {5, 2}, false);
    bench.runUntil(2);
    assertThat(bench.steps.get(0)).containsExactly(1);
    assertThat(bench.steps.get(1)).containsExactly(5);
    assertThat(bench.write(RegisterMap.SEQUENCE, 1, 1)).as("S is 1").isEqualTo(SLVERR);
  }

  /** From the first element of h to the last the input waits, and only h is accepted. */
  @Test
  void theInputWaitsWhileAStateIsBeingLoaded() {
    long seed = 5;
    RandomCores.Sample sample = RandomCores.of(seed);
    while (!sample.plan().pipeline().recurrent() || sample.plan().design().hiddenSize() < 3) {
      sample = RandomCores.of(++seed);
    }
    StreamBench bench = new StreamBench(sample.plan(), sample.model(), 1, 0, 0);
    int size = sample.plan().design().hiddenSize();
    bench.run(1);
    for (int element = 0; element < size; element++) {
      assertThat(bench.pins.sAxisTready).isEqualTo(element == 0);
      if (element > 0) {
        assertThat(bench.write(RegisterMap.SEQUENCE, 0, 1)).isEqualTo(SLVERR);
        assertThat(bench.read(RegisterMap.CONTROL)).isZero();
      }
      while (bench.write(RegisterMap.HIDDEN_DATA, 0, 1) != 0) {
        bench.run(1);
      }
    }
    assertThat(bench.pins.sAxisTready).isTrue();
    awaitRest(bench);
  }
}
