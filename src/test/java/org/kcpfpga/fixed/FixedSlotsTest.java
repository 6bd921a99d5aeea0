package org.kcpfpga.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.rnn.CellKind;

/** Several sequences in one network, and states that are read and loaded again. */
class FixedSlotsTest {
  private static final int CASES = 12;
  private static final int STEPS = 5;

  @ParameterizedTest
  @EnumSource
  void interleavedSequencesAreThoseRunAlone(CellKind cell) {
    SplittableRandom r = RandomDesigns.random("FixedSlotsTest " + cell, 1);
    for (int i = 0; i < CASES; i++) {
      RandomModels.Case one = RandomModels.of(r, cell);
      QuantisedModel model = one.quantised();
      int slots = 1 + r.nextInt(5);
      FixedNetwork together = new FixedNetwork(model, slots);
      List<FixedNetwork> alone = new ArrayList<>();
      for (int slot = 0; slot < slots; slot++) {
        alone.add(new FixedNetwork(model));
      }
      for (int step = 0; step < STEPS * slots; step++) {
        int slot = r.nextInt(slots);
        boolean start = r.nextInt(4) == 0;
        int[] x = one.vector(r, i % 3 == 0);
        FixedNetwork own = alone.get(slot);
        assertThat(together.step(x, start, slot)).as(one.toString()).isEqualTo(own.step(x, start));
        assertThat(together.hidden(slot)).isEqualTo(own.hidden(0));
        assertThat(together.state(slot)).isEqualTo(own.state(0));
      }
      assertThat(together.saturations())
          .usingRecursiveComparison()
          .isEqualTo(sum(alone.stream().map(FixedNetwork::saturations).toList()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRunThatIsStoppedAndLoadedGoesOnAsIfItHadNot(CellKind cell) {
    SplittableRandom r = RandomDesigns.random("FixedSlotsTest load " + cell, 2);
    for (int i = 0; i < CASES; i++) {
      RandomModels.Case one = RandomModels.of(r, cell);
      QuantisedModel model = one.quantised();
      FixedNetwork whole = new FixedNetwork(model);
      FixedNetwork first = new FixedNetwork(model);
      FixedNetwork rest = new FixedNetwork(model, 3);
      int stop = r.nextInt(1, STEPS);
      for (int step = 0; step < STEPS; step++) {
        int[] x = one.vector(r, false);
        int[] expected = whole.step(x, step == 0);
        if (step == stop) {
          load(rest, 2, first);
          assertThat(rest.hidden(2)).isEqualTo(first.hidden(0));
          assertThat(rest.state(2)).isEqualTo(first.state(0));
        }
        int[] actual = step < stop ? first.step(x, step == 0) : rest.step(x, false, 2);
        assertThat(actual).as(one.toString()).isEqualTo(expected);
      }
      assertThat(rest.state(2)).isEqualTo(whole.state(0));
      // h of the last step before the stop was contracted twice
      FixedNetwork loaded = new FixedNetwork(model);
      load(loaded, 0, first);
      assertThat(sum(List.of(first.saturations(), rest.saturations())))
          .usingRecursiveComparison()
          .isEqualTo(sum(List.of(whole.saturations(), loaded.saturations())));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aStartForgetsWhatWasLoaded(CellKind cell) {
    SplittableRandom r = RandomDesigns.random("FixedSlotsTest start " + cell, 3);
    RandomModels.Case one = RandomModels.of(r, cell);
    FixedNetwork fresh = new FixedNetwork(one.quantised());
    FixedNetwork loaded = new FixedNetwork(one.quantised());
    int size = one.model().hiddenSize();
    loaded.load(0, IntStream.range(0, size).map(e -> e % 8).toArray());
    IntStream.range(0, size).forEach(e -> loaded.keep(0, e, 3));
    int[] x = one.vector(r, false);
    assertThat(loaded.step(x, true)).isEqualTo(fresh.step(x, false));
    assertThat(loaded.state(0)).isEqualTo(fresh.state(0));
  }

  @Test
  void aSlotThatWasNeverSteppedIsZero() {
    RandomModels.Case one = RandomModels.of(new SplittableRandom(1), CellKind.LSTM);
    FixedNetwork network = new FixedNetwork(one.quantised(), 2);
    network.step(one.vector(new SplittableRandom(2), false), true, 0);
    assertThat(network.hidden(1)).containsOnly(0);
    assertThat(network.state(1)).containsOnly(0).hasSize(one.model().hiddenSize());
  }

  @Test
  void statesOfAnotherLengthAndNoSlotsAreRefused() {
    RandomModels.Case one = RandomModels.of(new SplittableRandom(1), CellKind.LSTM);
    int size = one.model().hiddenSize();
    FixedNetwork network = new FixedNetwork(one.quantised());
    assertThatThrownBy(() -> network.load(0, new int[size + 1]))
        .hasMessage("h: " + (size + 1) + " values (expected: " + size + ")");
    assertThatThrownBy(() -> new FixedNetwork(one.quantised(), 0))
        .hasMessage("sequences: 0 (expected: at least 1)");
  }

  private static SaturationCounts sum(List<SaturationCounts> counts) {
    return counts.stream().reduce(FixedSlotsTest::sum).orElseThrow();
  }

  private static SaturationCounts sum(SaturationCounts a, SaturationCounts b) {
    return new SaturationCounts(
        sum(a.inputContract(), b.inputContract()),
        sum(a.inputExpand(), b.inputExpand()),
        sum(a.hiddenContract(), b.hiddenContract()),
        sum(a.hiddenExpand(), b.hiddenExpand()),
        a.pre() + b.pre(),
        a.state() + b.state(),
        a.hidden() + b.hidden());
  }

  private static long[] sum(long[] a, long[] b) {
    return IntStream.range(0, a.length).mapToLong(i -> a[i] + b[i]).toArray();
  }

  /** Gives a slot the state that slot 0 of another network has. */
  private static void load(FixedNetwork network, int slot, FixedNetwork from) {
    long[] c = from.state(0);
    for (int e = 0; e < c.length; e++) {
      network.keep(slot, e, c[e]);
    }
    network.load(slot, from.hidden(0));
  }
}
