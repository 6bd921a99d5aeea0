package org.kcpfpga.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.gates.Mutant;
import org.kcpfpga.gates.Mutants;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.host.Frame;
import org.kcpfpga.host.Traffic;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.VerilatedOptions;

/** The runs of one model, which its mutants go through until they show. */
final class MutationBench {
  /**
   * A run of frames.
   *
   * @param parts what part of the range the inputs take: last bits show where nothing clips
   */
  private record Run(int frames, double gap, double stall, int parts) {}

  /** What shows at once, then what only thousands of sums show; few mutants reach the last. */
  private static final List<Run> RUNS =
      List.of(
          new Run(250, 0.3, 0.3, 1),
          new Run(250, 0, 0, 16),
          new Run(250, 0.7, 0, 4),
          new Run(250, 0, 0.97, 1),
          new Run(250, 0.2, 0.8, 16));

  private static final List<Run> LONG_RUNS =
      List.of(
          new Run(3000, 0, 0, 1),
          new Run(3000, 0, 0.1, 16),
          new Run(3000, 0.1, 0, 64),
          new Run(3000, 0, 0, 128));

  /** Cycles of a master that keeps only the rules of AXI: thousands of dropped frames. */
  private static final int ANY_CYCLES = 400_000;

  private static final int BLOCK = 8192;
  private static final int CORES = 2;

  private final Deployment deployment;
  private final Mutants mutants;

  /** The blocks of every run. */
  private final List<List<PinBlock>> runs = new ArrayList<>();

  MutationBench(Deployment deployment, Mutants mutants, int seed) {
    this.deployment = deployment;
    this.mutants = mutants;
    record(seed);
  }

  Mutants mutants() {
    return mutants;
  }

  /** Cycles of all runs of one mutant. */
  long cycles() {
    return runs.stream().flatMap(List::stream).mapToLong(PinBlock::cycles).sum();
  }

  /** The pins of the runs, from the models. */
  private void record(int seed) {
    CycleModel cycle = new CycleModel(deployment.plan(), deployment.quantised());
    SplittableRandom random = new SplittableRandom(seed);
    RUNS.forEach(run -> record(run, cycle, random));
    recordAnyMaster(cycle, random);
    LONG_RUNS.forEach(run -> record(run, cycle, random));
  }

  private void record(Run one, CycleModel cycle, SplittableRandom random) {
    RandomFrames source = new RandomFrames(deployment, random);
    List<Frame> frames = source.within(one.frames(), one.parts());
    Traffic traffic = new Traffic(one.gap(), one.stall(), random.nextLong(), 1_000_000);
    Replay expected = new Replay(deployment, frames);
    ModelRun run =
        new ModelRun(deployment, cycle, source.withWrongLengths(frames), expected, traffic);
    List<PinBlock> blocks = new ArrayList<>();
    while (!run.finished()) {
      blocks.add(run.next());
    }
    runs.add(blocks);
    if (run.verdict().wrong() > 0) {
      throw new IllegalStateException("cycle model: " + run.verdict().first());
    }
  }

  private void recordAnyMaster(CycleModel cycle, SplittableRandom random) {
    AnyMaster master = new AnyMaster(deployment, random);
    cycle.run(1, new int[cycle.inputWords()], new int[cycle.outputWords()]);
    List<PinBlock> blocks = new ArrayList<>();
    for (int at = 0; at < ANY_CYCLES; at += BLOCK) {
      int[] inputs = new int[BLOCK * cycle.inputWords()];
      int[] outputs = new int[BLOCK * cycle.outputWords()];
      int[] pins = new int[cycle.outputWords()];
      for (int i = 0; i < BLOCK; i++) {
        int[] in = master.drive();
        cycle.run(1, in, pins);
        master.observe(pins, at + i);
        System.arraycopy(in, 0, inputs, i * in.length, in.length);
        System.arraycopy(pins, 0, outputs, i * pins.length, pins.length);
      }
      blocks.add(new PinBlock(BLOCK, inputs, outputs));
    }
    runs.add(blocks);
  }

  /** Those of some mutants that no run shows; several cores share the work. */
  List<Mutant> unseen(List<Mutant> some) {
    List<VerilatedModel> cores =
        IntStream.range(0, CORES).mapToObj(i -> mutants.verilated(VerilatedOptions.FAST)).toList();
    try {
      if (differs(cores.get(0), 0)) {
        throw new IllegalStateException("the core without a mutation differs from its model");
      }
      List<Callable<List<Mutant>>> shares = new ArrayList<>();
      for (int share = 0; share < CORES; share++) {
        VerilatedModel core = cores.get(share);
        int rest = share;
        shares.add(
            () ->
                some.stream()
                    .filter(mutant -> mutant.number() % CORES == rest)
                    .filter(mutant -> !differs(core, mutant.number()))
                    .toList());
      }
      return Parallel.run(CORES, shares, done -> {}).stream()
          .flatMap(List::stream)
          .sorted(Comparator.comparingInt(Mutant::number))
          .toList();
    } finally {
      cores.forEach(VerilatedModel::close);
    }
  }

  /** Whether a mutant shows at the pins; every run begins with a reset. */
  private boolean differs(VerilatedModel core, int number) {
    int words = core.inputs().words();
    int[] reset = new int[words];
    reset[words - 1] = number;
    for (List<PinBlock> run : runs) {
      core.run(1, reset, new int[core.outputs().words()]);
      for (PinBlock block : run) {
        int[] found = block.of(core, selecting(block, words, number));
        if (!Arrays.equals(found, block.outputs())) {
          return true;
        }
      }
    }
    return false;
  }

  /** The inputs of a block with the selection behind those of every cycle. */
  private static int[] selecting(PinBlock block, int words, int number) {
    int[] inputs = new int[block.cycles() * words];
    for (int cycle = 0; cycle < block.cycles(); cycle++) {
      System.arraycopy(block.inputs(), cycle * (words - 1), inputs, cycle * words, words - 1);
      inputs[(cycle + 1) * words - 1] = number;
    }
    return inputs;
  }
}
