package org.kcpfpga.bench;

import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.host.VerilatedCore;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.VerilatedOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Cycles per second of the cycle model and of the Verilated core, on the same pins. */
@State(Scope.Thread)
public class SimulationBenchmark {
  static final int CYCLES = 20_000;

  /** Named design. */
  @Param({"ytc-212"})
  public String design;

  private Recording recording;
  private CycleModel cycleModel;
  private VerilatedModel verilated;
  private int[] fromCycleModel;
  private int[] fromVerilated;

  /** Records the pins, and builds both models. */
  @Setup(Level.Trial)
  public void build() {
    recording = Recording.of(design, CYCLES);
    cycleModel = new CycleModel(recording.deployment.plan(), recording.deployment.quantised());
    verilated = VerilatedCore.build(recording.deployment, VerilatedOptions.FAST);
    fromCycleModel = new int[CYCLES * cycleModel.outputWords()];
    fromVerilated = new int[CYCLES * verilated.outputs().words()];
  }

  @TearDown(Level.Trial)
  public void close() {
    verilated.close();
  }

  @Benchmark
  @OperationsPerInvocation(CYCLES)
  public int[] cycleModel() {
    cycleModel.run(CYCLES, recording.inputs, fromCycleModel);
    return fromCycleModel;
  }

  @Benchmark
  @OperationsPerInvocation(CYCLES)
  public int[] verilated() {
    verilated.run(CYCLES, recording.inputs, fromVerilated);
    return fromVerilated;
  }
}
