package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kcpfpga.emit.RegisterBench.OKAY;
import static org.kcpfpga.emit.RegisterBench.SLVERR;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.Tools;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.TestSeed;

/** What {@code registers.md} says of the bus, on the Verilog. */
@Tag("slow")
class RegisterRulesTest {
  private static final int SIZE = 6;

  @TempDir Path folder;

  private final SplittableRandom random =
      new SplittableRandom(TestSeed.random("RegisterRulesTest", 3).nextLong());

  @BeforeEach
  void needsASimulator() {
    Tools.require("iverilog");
  }

  private static RegisterBench.Answer okay(int data) {
    return new RegisterBench.Answer(OKAY, data);
  }

  private static RegisterBench.Answer refused() {
    return new RegisterBench.Answer(SLVERR, 0);
  }

  private List<RegisterBench.Answer> answers(RegisterBench bench) throws Exception {
    return bench.run(folder).answers();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void onlyTheWordAddressCountsAndUnknownOnesAnswerAnError(boolean loadable) throws Exception {
    Core core = CoreDesigns.core(random, CellKind.LSTM, 1, loadable);
    List<RegisterMap.Register> map = RegisterMap.of(core.plan());
    List<RegisterBench.Answer> expected = new ArrayList<>();
    RegisterBench bench = new RegisterBench(core);
    for (int address : new int[] {0, 1, 2, 3}) {
      bench.read(address);
      expected.add(okay(RegisterMap.IDENTITY_VALUE));
    }
    int behind = map.get(map.size() - 1).address() + 4;
    List<Integer> unknown = new ArrayList<>(List.of(behind, behind + 1, 0x100, 0x800, 0xFFC));
    if (!loadable) {
      unknown.addAll(List.of(RegisterMap.LOAD_TARGET, RegisterMap.LOAD_DATA));
    }
    for (int address : unknown) {
      bench.read(address);
      bench.write(address, 1);
      expected.addAll(List.of(refused(), refused()));
    }
    assertThat(answers(bench)).isEqualTo(expected);
  }

  @Test
  void readOnlyRegistersTakeWritesAndStayAndWriteOnlyOnesReadZero() throws Exception {
    Core core = CoreDesigns.core(random, CellKind.LSTM, 1, true);
    RegisterBench bench = new RegisterBench(core);
    List<RegisterBench.Answer> expected = new ArrayList<>();
    for (RegisterMap.Register register : RegisterMap.of(core.plan())) {
      if (register.access().equals("ro")) {
        bench.read(register.address());
        bench.write(register.address(), -1);
        bench.read(register.address());
        RegisterBench.Answer answer = okay(constant(core, register.address()));
        expected.addAll(List.of(answer, okay(0), answer));
      } else if (register.access().equals("wo")) {
        bench.read(register.address());
        expected.add(okay(0));
      }
    }
    assertThat(expected).hasSizeGreaterThan(40);
    assertThat(answers(bench)).isEqualTo(expected);
  }

  private static int constant(Core core, int address) {
    return switch (address) {
      case RegisterMap.IDENTITY -> RegisterMap.IDENTITY_VALUE;
      case RegisterMap.VERSION -> RegisterMap.version(core.plan());
      case RegisterMap.PLAN_HASH -> core.plan().hash();
      default -> 0;
    };
  }

  /** Strobe 0 writes all 32 bits; without it nothing happens, and even a bad value is accepted. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 8, 9, 14, 15})
  void theLowestStrobeWritesTheWholeWord(int strobes) throws Exception {
    Core core = CoreDesigns.core(random, CellKind.LSTM, 3, false);
    RegisterBench bench = new RegisterBench(core);
    boolean written = (strobes & 1) != 0;
    bench.write(RegisterMap.SEQUENCE, 2, strobes);
    bench.read(RegisterMap.SEQUENCE);
    // a number whose upper bytes alone are too large
    bench.write(RegisterMap.SEQUENCE, 0x01000001, strobes);
    bench.read(RegisterMap.SEQUENCE);
    assertThat(answers(bench))
        .containsExactly(
            okay(0), okay(written ? 2 : 0), written ? refused() : okay(0), okay(written ? 2 : 0));
  }

  @Test
  void aBeginOfALoadThatIsRefusedClearsNoCounters() throws Exception {
    Core core = CoreDesigns.core(random, CellKind.LINEAR, 1, true);
    RegisterBench bench = new RegisterBench(core);
    LoadImage.program(core).forEach(write -> bench.write(write.address(), write.data()));
    int loads = LoadImage.program(core).size();
    int[] x = CoreDesigns.frame(random, core);
    bench.frame(x, true, 0);
    bench.await(1);
    bench.beat(x, 0, true, 0);
    bench.write(RegisterMap.CONTROL, 3);
    bench.read(RegisterMap.STEPS);
    bench.write(RegisterMap.CONTROL, 1);
    bench.read(RegisterMap.STEPS);
    bench.read(RegisterMap.CONTROL);
    List<RegisterBench.Answer> answers = answers(bench);
    assertThat(answers.subList(loads, answers.size()))
        .containsExactly(refused(), okay(1), okay(0), okay(0), okay(0));
  }

  /** Element by element, one step a read and one a write, from 0 on after every choice. */
  @Test
  void readsAndWritesOfTheStateStepAndTheSequenceRewindsThem() throws Exception {
    Core core = CoreDesigns.core(random, CellKind.LSTM, 1, false);
    RegisterBench bench = new RegisterBench(core);
    bench.write(RegisterMap.SEQUENCE, 0);
    for (int e = 0; e < SIZE; e++) {
      bench.write(RegisterMap.STATE_DATA, 100 + e);
    }
    List<RegisterBench.Answer> expected = new ArrayList<>();
    // behind the last comes the first
    for (int i = 0; i < SIZE + 2; i++) {
      bench.read(RegisterMap.STATE_DATA);
      expected.add(okay(100 + i % SIZE));
    }
    bench.write(RegisterMap.STATE_DATA, -7);
    bench.read(RegisterMap.STATE_DATA);
    bench.write(RegisterMap.SEQUENCE, 0);
    expected.addAll(List.of(okay(0), okay(103), okay(0)));
    for (int value : new int[] {100, 101, -7, 103}) {
      bench.read(RegisterMap.STATE_DATA);
      expected.add(okay(value));
    }
    List<RegisterBench.Answer> answers = answers(bench);
    assertThat(answers.subList(1 + SIZE, answers.size())).isEqualTo(expected);
  }

  /** A write of the sequence does not rewind h: elements 0 to 2 stay. */
  @Test
  void theSequenceIsRefusedWithinAnHAndDoesNotRewindIt() throws Exception {
    Core core = CoreDesigns.core(random, CellKind.GRU, 1, false);
    RegisterBench bench = new RegisterBench(core);
    int[] h = {1, 2, 3, 4, 5, 6};
    for (int e = 0; e < SIZE; e++) {
      bench.write(RegisterMap.HIDDEN_DATA, h[e]);
      if (e == 2) {
        bench.write(RegisterMap.SEQUENCE, 0);
      }
    }
    bench.idle(500);
    bench.write(RegisterMap.SEQUENCE, 0);
    for (int e = 0; e < SIZE; e++) {
      bench.read(RegisterMap.STATE_DATA);
    }
    List<RegisterBench.Answer> answers = answers(bench);
    assertThat(answers.get(3)).isEqualTo(refused());
    assertThat(answers.subList(8, 14).stream().map(RegisterBench.Answer::data))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  /** One edge of reset: sequences begin anew without start, counters and errors are 0. */
  @ParameterizedTest
  @ValueSource(strings = {"LSTM", "GRU", "RNN"})
  void theFirstFrameAfterResetIsAStart(CellKind kind) throws Exception {
    Core core = CoreDesigns.core(random, kind, 1, false);
    RegisterBench bench = new RegisterBench(core);
    List<Integer> expected = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      FixedNetwork network = new FixedNetwork(core.model());
      for (int step = 0; step < 2; step++) {
        int[] x = CoreDesigns.frame(random, core);
        bench.frame(x, false, 0);
        Arrays.stream(network.step(x, round == 1 && step == 0)).forEach(expected::add);
      }
      bench.await(2 + 2 * round);
      bench.reset();
    }
    bench.read(RegisterMap.STEPS);
    bench.read(RegisterMap.CONTROL);
    RegisterBench.Result result = bench.run(folder);
    assertThat(result.values()).isEqualTo(expected);
    assertThat(result.answers()).containsExactly(okay(0), okay(RegisterMap.AT_REST));
  }

  /** At rest; in mid-frame is a test of its own. */
  @Test
  void resetKeepsTheModelButNotTheChecksum() throws Exception {
    Core core = CoreDesigns.core(random, CellKind.LSTM, 1, true);
    RegisterBench bench = new RegisterBench(core);
    LoadImage.program(core).forEach(write -> bench.write(write.address(), write.data()));
    bench.read(RegisterMap.CHECKSUM);
    bench.reset();
    bench.read(RegisterMap.CHECKSUM);
    int[] x = CoreDesigns.frame(random, core);
    bench.frame(x, false, 0);
    bench.await(1);
    RegisterBench.Result result = bench.run(folder);
    List<RegisterBench.Answer> last =
        result.answers().subList(result.answers().size() - 2, result.answers().size());
    assertThat(last).containsExactly(okay(LoadImage.checksum(core)), okay(0));
    assertThat(result.values())
        .containsExactlyElementsOf(
            Arrays.stream(new FixedNetwork(core.model()).step(x, true)).boxed().toList());
  }

  /** What is above an element's bits in its slot is nothing to the core. */
  @Test
  void unusedBitsOfASlotAreIgnored() throws Exception {
    Core core = CoreDesigns.core(random, CellKind.LSTM, 1, false);
    assertThat(core.plan().design().bits().activation()).isEqualTo(8);
    Core odd = EmittedCores.core("modes of one");
    int bits = odd.plan().design().bits().activation();
    assertThat(bits).isLessThan(8);
    RegisterBench bench = new RegisterBench(odd);
    int[] x = random.ints(odd.plan().design().inSize(), -8, 8).toArray();
    int[] junk = Arrays.stream(x).map(v -> v ^ 1 << bits ^ 1 << 7).toArray();
    bench.frame(junk, true, 0);
    bench.await(1);
    List<Integer> expected =
        Arrays.stream(new FixedNetwork(odd.model()).step(x, true)).boxed().toList();
    assertThat(bench.run(folder).values()).isEqualTo(expected);
  }
}
