package org.kcpfpga.bench;

import java.nio.file.Path;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Simulated cycles per second: the same recorded input pins into both implementations. */
public class SimulationBenchmark {

  /** The recording, and room for what a core answers to it. */
  @State(Scope.Benchmark)
  public static class Replay {
    /** A design file. */
    @Param("designs/ytc-212.json")
    public String design = "designs/ytc-212.json";

    Recording recording;
    int[] outputs;

    @Setup
    public void record() {
      recording = Recording.of(Path.of(design));
      outputs = new int[recording.outputs().length];
    }
  }

  /** The cycle model. */
  @State(Scope.Benchmark)
  public static class Software {
    CycleModel core;

    @Setup
    public void create(Replay replay) {
      Deployment deployment = replay.recording.deployment();
      core = new CycleModel(deployment.plan(), deployment.quantised());
    }
  }

  /** The Verilated core. */
  @State(Scope.Benchmark)
  public static class Rtl {
    VerilatedModel core;

    @Setup
    public void build(Replay replay) {
      core = VerilatedCore.build(replay.recording.deployment(), VerilatedOptions.FAST);
    }

    @TearDown
    public void close() {
      core.close();
    }
  }

  @Benchmark
  @OperationsPerInvocation(Recording.CYCLES)
  public int[] cycleModel(Replay replay, Software software) {
    software.core.run(Recording.CYCLES, replay.recording.inputs(), replay.outputs);
    return replay.outputs;
  }

  @Benchmark
  @OperationsPerInvocation(Recording.CYCLES)
  public int[] verilated(Replay replay, Rtl rtl) {
    rtl.core.run(Recording.CYCLES, replay.recording.inputs(), replay.outputs);
    return replay.outputs;
  }

  /** What the pins alone cost: all input words are read, all output words written, no core. */
  @Benchmark
  @OperationsPerInvocation(Recording.CYCLES)
  public int[] baseline(Replay replay) {
    int[] inputs = replay.recording.inputs();
    int words = inputs.length / Recording.CYCLES;
    int answers = replay.outputs.length / Recording.CYCLES;
    for (int cycle = 0; cycle < Recording.CYCLES; cycle++) {
      int mixed = 0;
      for (int word = 0; word < words; word++) {
        mixed ^= inputs[cycle * words + word];
      }
      for (int word = 0; word < answers; word++) {
        replay.outputs[cycle * answers + word] = mixed;
      }
    }
    return replay.outputs;
  }
}
