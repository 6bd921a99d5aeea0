package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kcpfpga.emit.RegisterBench.OKAY;
import static org.kcpfpga.emit.RegisterBench.SLVERR;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.Tools;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.TestSeed;

/** The windows of a core: state is read and written at rest, and goes on where it was put. */
@Tag("slow")
class StateWindowTest {
  private static final int SIZE = 6;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = CellKind.class,
      names = {"LSTM", "GRU", "RNN"})
  void aSequenceGoesOnFromTheStateThatWasLoaded(CellKind kind) throws Exception {
    Tools.require("iverilog");
    SplittableRandom r = random("goes on", kind.ordinal());
    Core core = CoreDesigns.core(r, kind, 2, false);
    FixedNetwork network = new FixedNetwork(core.model(), 2);
    RegisterBench bench = new RegisterBench(core);
    List<Integer> expected = new ArrayList<>();
    step(r, core, network, bench, expected, true, 0);
    step(r, core, network, bench, expected, false, 1);
    bench.await(2);
    int[] h = network.hidden(0);
    List<Integer> state = new ArrayList<>();
    boolean keeps = kind != CellKind.RNN;
    bench.write(RegisterMap.SEQUENCE, 0);
    for (int i = 0; keeps && i < SIZE; i++) {
      bench.read(RegisterMap.STATE_DATA);
      state.add(kind.keepsCell() ? (int) network.state(0)[i] : h[i]);
    }
    // the state of sequence 0 becomes that of sequence 1
    bench.write(RegisterMap.SEQUENCE, 1);
    for (int i = 0; kind.keepsCell() && i < SIZE; i++) {
      bench.write(RegisterMap.STATE_DATA, state.get(i));
    }
    for (int i = 0; i < SIZE; i++) {
      bench.write(RegisterMap.HIDDEN_DATA, h[i]);
    }
    bench.idle(500);
    bench.read(RegisterMap.SEQUENCE);
    for (int i = 0; keeps && i < SIZE; i++) {
      bench.read(RegisterMap.STATE_DATA);
    }
    for (int i = 0; kind.keepsCell() && i < SIZE; i++) {
      network.keep(1, i, state.get(i));
    }
    network.load(1, h);
    step(r, core, network, bench, expected, false, 1);
    step(r, core, network, bench, expected, false, 0);
    bench.await(4);
    RegisterBench.Result result = bench.run(folder);
    assertThat(result.answers()).allMatch(answer -> answer.status() == OKAY);
    int reads = state.size();
    List<Integer> data = result.answers().stream().map(RegisterBench.Answer::data).toList();
    assertThat(data.subList(1, 1 + reads)).isEqualTo(state);
    assertThat(data.subList(data.size() - reads, data.size())).isEqualTo(state);
    assertThat(data.get(data.size() - reads - 1)).isEqualTo(1);
    assertThat(result.values()).isEqualTo(expected);
  }

  @Test
  void aLoadedStateIsNoLongerNewAfterReset() throws Exception {
    Tools.require("iverilog");
    SplittableRandom r = random("no longer new", 5);
    Core core = CoreDesigns.core(r, CellKind.GRU, 2, false);
    FixedNetwork network = new FixedNetwork(core.model(), 2);
    RegisterBench bench = new RegisterBench(core);
    int most = 1 << core.plan().design().bits().activation() - 1;
    int[] h = r.ints(SIZE, -most, most).toArray();
    bench.write(RegisterMap.SEQUENCE, 1);
    Arrays.stream(h).forEach(value -> bench.write(RegisterMap.HIDDEN_DATA, value));
    network.load(1, h);
    List<Integer> expected = new ArrayList<>();
    step(r, core, network, bench, expected, false, 1);
    step(r, core, network, bench, expected, true, 0);
    bench.await(2);
    assertThat(bench.run(folder).values()).isEqualTo(expected);
  }

  @Test
  void onlyHiddenDataIsTakenWhileAStateIsLoaded() throws Exception {
    Tools.require("iverilog");
    Core core = CoreDesigns.core(random("while loaded", 6), CellKind.LSTM, 1, false);
    RegisterBench bench = new RegisterBench(core);
    bench.read(RegisterMap.CONTROL);
    bench.write(RegisterMap.HIDDEN_DATA, 1, 14);
    bench.read(RegisterMap.CONTROL);
    bench.write(RegisterMap.HIDDEN_DATA, 1);
    bench.read(RegisterMap.CONTROL);
    bench.write(RegisterMap.STATE_DATA, 1);
    bench.write(RegisterMap.SEQUENCE, 0);
    bench.read(RegisterMap.STATE_DATA);
    for (int i = 1; i < SIZE; i++) {
      bench.write(RegisterMap.HIDDEN_DATA, 1);
    }
    bench.idle(500);
    bench.read(RegisterMap.CONTROL);
    bench.write(RegisterMap.SEQUENCE, 1);
    bench.write(RegisterMap.SEQUENCE, 1, 14);
    List<RegisterBench.Answer> answers = bench.run(folder).answers();
    List<Integer> statuses = answers.stream().map(RegisterBench.Answer::status).toList();
    assertThat(statuses.subList(0, 5)).containsOnly(OKAY);
    assertThat(statuses.subList(5, 8)).containsOnly(SLVERR);
    assertThat(statuses.subList(8, 14)).containsOnly(OKAY);
    assertThat(statuses.subList(14, 16)).containsExactly(SLVERR, OKAY);
    assertThat(List.of(0, 2, 4, 13).stream().map(i -> answers.get(i).data()).toList())
        .containsExactly(1, 1, 0, 1);
  }

  @Test
  void aFrameInFlightRefusesTheWindows() throws Exception {
    Tools.require("iverilog");
    Core core = CoreDesigns.core(random("in flight", 7), CellKind.LSTM, 1, false);
    RegisterBench bench = new RegisterBench(core);
    int[] x = new int[core.plan().pipeline().stream().size()];
    bench.beat(x, 0, true, 0);
    bench.read(RegisterMap.CONTROL);
    bench.write(RegisterMap.SEQUENCE, 0);
    bench.write(RegisterMap.STATE_DATA, 0);
    bench.read(RegisterMap.STATE_DATA);
    bench.write(RegisterMap.HIDDEN_DATA, 0);
    List<RegisterBench.Answer> answers = bench.run(folder).answers();
    assertThat(answers.get(0)).isEqualTo(new RegisterBench.Answer(OKAY, 0));
    assertThat(answers.subList(1, 5)).containsOnly(new RegisterBench.Answer(SLVERR, 0));
  }

  @ParameterizedTest
  @EnumSource(CellKind.class)
  void aRomCoreShowsTheChecksumOfItsImages(CellKind kind) throws Exception {
    Tools.require("iverilog");
    Core core = CoreDesigns.core(random("checksum", 9), kind, 1, false);
    RegisterBench bench = new RegisterBench(core);
    bench.read(RegisterMap.CHECKSUM);
    assertThat(bench.run(folder).answers())
        .containsExactly(new RegisterBench.Answer(OKAY, LoadImage.checksum(core)));
  }

  private static SplittableRandom random(String name, int number) {
    return new SplittableRandom(TestSeed.random("StateWindowTest " + name, number).nextLong());
  }

  private static void step(
      SplittableRandom r,
      Core core,
      FixedNetwork network,
      RegisterBench bench,
      List<Integer> expected,
      boolean start,
      int sequence) {
    int[] x = CoreDesigns.frame(r, core);
    bench.frame(x, start, sequence);
    Arrays.stream(network.step(x, start, sequence)).forEach(expected::add);
  }
}
