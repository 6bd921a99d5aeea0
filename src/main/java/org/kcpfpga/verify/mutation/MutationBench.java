package org.kcpfpga.verify.mutation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.kcpfpga.common.Parallel;
import org.kcpfpga.cycle.CycleModel;
import org.kcpfpga.gates.Mutant;
import org.kcpfpga.gates.Mutants;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.verify.cosim.ModelRun;
import org.kcpfpga.verify.cosim.PinBlock;
import org.kcpfpga.verify.cosim.RandomAxiMaster;
import org.kcpfpga.verify.cosim.RandomFrames;
import org.kcpfpga.verify.cosim.Replay;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedOptions;

/** The runs of one model, which its mutants go through until they show. */
final class MutationBench {
  /**
   * A run of frames.
   *
   * @param parts what part of the range the inputs take: last bits show where nothing clips
   * @param visits probability that state is read, and written, before a frame: its last bits show
   *     nowhere else
   */
  private record Run(int frames, double gap, double stall, int parts, double visits) {}

  /** Parts of the bench, shortest first: few mutants reach the last. */
  enum Part {
    /** What shows at once. */
    SHORT(
        new Run(250, 0.3, 0.3, 1, 0.1),
        new Run(250, 0, 0, 16, 0.1),
        new Run(250, 0.7, 0, 4, 0.1),
        new Run(250, 0, 0.97, 1, 0.1),
        new Run(250, 0.2, 0.8, 16, 0.1)),
    /** A master that keeps only the rules of AXI: thousands of dropped frames. */
    ANY_MASTER(),
    /** What only thousands of sums show. */
    LONG(
        new Run(3000, 0, 0, 1, 1),
        new Run(3000, 0, 0.1, 16, 1),
        new Run(3000, 0.1, 0, 64, 1),
        new Run(3000, 0, 0, 128, 0.1));

    private final List<Run> runs;

    Part(Run... runs) {
      this.runs = List.of(runs);
    }
  }

  private static final int ANY_CYCLES = 400_000;
  private static final int BLOCK = 8192;

  private final Deployment deployment;
  private final Mutants mutants;
  private final Path images;
  private final CycleModel cycle;
  private final SplittableRandom random;
  private long cycles;

  /**
   * A bench for a model.
   *
   * @param drawn the model of whose core the mutants are, and whose checksum they have
   * @param images folder of the model's memory images
   */
  MutationBench(Deployment drawn, Deployment deployment, Mutants mutants, Path images, int seed) {
    this.deployment = deployment;
    this.mutants = mutants;
    this.images = images;
    this.cycle = new CycleModel(deployment.plan(), deployment.quantised());
    this.random = new SplittableRandom(seed);
    cycle.signAs(new CycleModel(drawn.plan(), drawn.quantised()));
  }

  /** Cycles of all runs of one mutant, until now. */
  long cycles() {
    return cycles;
  }

  /** The pins of the runs of a part, from the models. */
  private List<List<PinBlock>> record(Part part) {
    List<List<PinBlock>> runs = new ArrayList<>();
    part.runs.forEach(run -> runs.add(record(run)));
    if (part == Part.ANY_MASTER) {
      runs.add(recordAnyMaster());
    }
    cycles += runs.stream().flatMap(List::stream).mapToLong(PinBlock::cycles).sum();
    return runs;
  }

  private List<PinBlock> record(Run one) {
    RandomFrames source = new RandomFrames(deployment, random);
    List<Frame> frames = source.within(one.frames(), one.parts());
    Traffic traffic = new Traffic(one.gap(), one.stall(), random.nextLong(), 1_000_000);
    Replay expected = new Replay(deployment, frames);
    ModelRun run =
        new ModelRun(deployment, cycle, source.withWrongLengths(frames), expected, traffic)
            .visiting(one.visits());
    List<PinBlock> blocks = new ArrayList<>();
    while (!run.finished()) {
      blocks.add(run.next());
    }
    if (run.verdict().wrong() > 0) {
      throw new IllegalStateException("cycle model: " + run.verdict().first());
    }
    return blocks;
  }

  private List<PinBlock> recordAnyMaster() {
    RandomAxiMaster master = new RandomAxiMaster(deployment, random);
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
    return blocks;
  }

  /** Those of some mutants that no run of a part shows; so many cores share the work. */
  List<Mutant> unseen(Part part, List<Mutant> some, int count) {
    List<List<PinBlock>> runs = record(part);
    List<VerilatedModel> cores =
        IntStream.range(0, count)
            .mapToObj(i -> mutants.verilated(images, VerilatedOptions.FAST))
            .toList();
    try {
      if (differs(runs, cores.get(0), 0)) {
        throw new IllegalStateException("the core without a mutation differs from its model");
      }
      List<Callable<List<Mutant>>> shares = new ArrayList<>();
      for (int share = 0; share < count; share++) {
        VerilatedModel core = cores.get(share);
        int rest = share;
        shares.add(
            () ->
                some.stream()
                    .filter(mutant -> mutant.number() % count == rest)
                    .filter(mutant -> !differs(runs, core, mutant.number()))
                    .toList());
      }
      return Parallel.run(count, shares, done -> {}).stream()
          .flatMap(List::stream)
          .sorted(Comparator.comparingInt(Mutant::number))
          .toList();
    } finally {
      cores.forEach(VerilatedModel::close);
    }
  }

  /** Whether a mutant shows at the pins; every run begins with a reset. */
  private static boolean differs(List<List<PinBlock>> runs, VerilatedModel core, int number) {
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
