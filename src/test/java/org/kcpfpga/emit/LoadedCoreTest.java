package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kcpfpga.emit.RegisterBench.OKAY;
import static org.kcpfpga.emit.RegisterBench.SLVERR;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.Tools;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.image.Core;
import org.kcpfpga.image.LoadImage;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.tensor.TestSeed;

/** A loadable core computes with the model that was written last, and says what that was. */
@Tag("slow")
class LoadedCoreTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"LSTM, 1", "LSTM, 3", "GRU, 2", "RNN, 1", "LINEAR, 1"})
  void oneCoreRunsOneModelAfterTheOther(CellKind kind, int sequences) throws Exception {
    Tools.require("iverilog");
    SplittableRandom r = random("one core", kind.ordinal() + 8 * sequences);
    AcceleratorPlan plan = CoreDesigns.plan(kind, sequences, true);
    RegisterBench bench = new RegisterBench(CoreDesigns.core(r, plan, 1));
    List<Integer> expected = new ArrayList<>();
    List<Integer> checksums = new ArrayList<>();
    int steps = 0;
    for (double range : new double[] {1, 0.01, 40}) {
      Core model = CoreDesigns.core(r, plan, range);
      load(bench, model);
      checksums.add(LoadImage.checksum(model));
      FixedNetwork network = new FixedNetwork(model.model(), sequences);
      for (int step = 0; step < 3 * sequences; step++) {
        int[] x = CoreDesigns.frame(r, model);
        int slot = step % sequences;
        boolean start = step < sequences;
        bench.frame(x, start, slot);
        for (int value : network.step(x, start, slot)) {
          expected.add(value);
        }
        steps++;
      }
      bench.await(steps);
    }
    RegisterBench.Result result = bench.run(folder);

    assertThat(result.answers()).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(OKAY));
    assertThat(result.answers().stream().filter(a -> a.data() != 0).map(a -> a.data()).toList())
        .isEqualTo(checksums);
    assertThat(result.values()).isEqualTo(expected);
  }

  @Test
  void aLoadWhileAFrameIsInFlightIsRefusedAndChangesNothing() throws Exception {
    Tools.require("iverilog");
    SplittableRandom r = random("in flight", 0);
    Core core = CoreDesigns.core(r, CellKind.LSTM, 1, true);
    RegisterBench bench = new RegisterBench(core);
    load(bench, core);
    int[] x = CoreDesigns.frame(r, core);
    bench.beat(x, 0, true, 0);
    bench.write(RegisterMap.CONTROL, RegisterMap.BEGIN_LOAD);
    bench.write(RegisterMap.LOAD_TARGET, 1);
    bench.write(RegisterMap.LOAD_DATA, -1);
    bench.read(RegisterMap.CHECKSUM);
    for (int beat = 1; beat < core.plan().pipeline().stream().beats(); beat++) {
      bench.beat(x, beat, true, 0);
    }
    bench.await(1);
    int targets = LoadImage.of(core).size();
    bench.write(RegisterMap.LOAD_TARGET, targets);
    RegisterBench.Result result = bench.run(folder);

    List<RegisterBench.Answer> answers = result.answers();
    int last = answers.size() - 1;
    assertThat(answers.subList(last - 4, last - 1)).allMatch(a -> a.status() == SLVERR);
    assertThat(answers.get(last - 1).data()).isEqualTo(LoadImage.checksum(core));
    assertThat(answers.get(last).status()).isEqualTo(SLVERR);
    List<Integer> expected = new ArrayList<>();
    for (int value : new FixedNetwork(core.model()).step(x, true)) {
      expected.add(value);
    }
    assertThat(result.values()).isEqualTo(expected);
  }

  private static void load(RegisterBench bench, Core model) {
    LoadImage.program(model).forEach(write -> bench.write(write.address(), write.data()));
    bench.read(RegisterMap.CHECKSUM);
  }

  private static SplittableRandom random(String test, long number) {
    return new SplittableRandom(TestSeed.random("LoadedCoreTest " + test, number).nextLong());
  }
}
