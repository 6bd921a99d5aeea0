package org.kcpfpga.bench;

import java.nio.file.Path;
import java.util.Random;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.verilated.PlainLoop;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.RecordLayout;
import org.kcpfpga.verilated.build.Toys;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What co-simulation from Java costs: the same Verilated library, called by Java or by C++. */
@State(Scope.Benchmark)
public class HarnessBenchmark {
  /** The design of the tests that does next to nothing, so that only the harness is left. */
  static final String TOY = "toy";

  private static final int RESET_CYCLES = 4;

  /** A design file, or the toy. */
  @Param(TOY)
  public String core = TOY;

  int[] inputs;
  int[] outputs;
  VerilatedModel model;
  private PlainLoop loop;

  @Setup
  public void build() {
    if (core.equals(TOY)) {
      model = VerilatedModel.build(Toys.toy(VerilatedOptions.FAST));
      inputs = toyInputs(model.inputs());
    } else {
      Recording recording = Recording.of(Path.of(core));
      model = VerilatedCore.build(recording.deployment(), VerilatedOptions.FAST);
      inputs = recording.inputs();
    }
    outputs = new int[Recording.CYCLES * model.outputs().words()];
    loop = new PlainLoop(model, inputs);
  }

  /** Reset, then a beat of other words in every cycle, and every output taken. */
  private static int[] toyInputs(RecordLayout pins) {
    Random random = new Random(Recording.SEED);
    int[] inputs = new int[Recording.CYCLES * pins.words()];
    for (int cycle = RESET_CYCLES; cycle < Recording.CYCLES; cycle++) {
      int at = cycle * pins.words();
      inputs[at + pins.offset("aresetn")] = 1;
      inputs[at + pins.offset("m_axis_tready")] = 1;
      inputs[at + pins.offset("s_axis_tvalid")] = 1;
      for (int word = 0; word < 3; word++) {
        inputs[at + pins.offset("s_axis_tdata") + word] = random.nextInt(1 << 30);
      }
    }
    return inputs;
  }

  @TearDown
  public void close() {
    loop.close();
    model.close();
  }

  @Benchmark
  @OperationsPerInvocation(Recording.CYCLES)
  public int[] throughJava() {
    model.run(Recording.CYCLES, inputs, outputs);
    return outputs;
  }

  @Benchmark
  @OperationsPerInvocation(Recording.CYCLES)
  public int plainLoop() {
    return loop.run();
  }
}
