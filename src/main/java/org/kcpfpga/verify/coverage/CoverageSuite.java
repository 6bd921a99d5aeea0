package org.kcpfpga.verify.coverage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.kcpfpga.common.Parallel;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.Implementation;
import org.kcpfpga.design.Lanes;
import org.kcpfpga.design.RandomDesign;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.link.Frame;
import org.kcpfpga.link.Traffic;
import org.kcpfpga.link.simulated.VerilatedCore;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verify.cosim.Cosim;
import org.kcpfpga.verify.cosim.CosimResult;
import org.kcpfpga.verify.cosim.RandomFrames;
import org.kcpfpga.verify.cosim.SaturatingModel;
import org.kcpfpga.verify.cosim.StallPattern;
import org.kcpfpga.verilated.VerilatedModel;
import org.kcpfpga.verilated.build.VerilatedFailure;
import org.kcpfpga.verilated.build.VerilatedOptions;

/**
 * Co-simulations that stand for all tests, with counters in the RTL: every core with a calm and a
 * loud model, all stall patterns, registers read and written, models loaded, dropped frames.
 */
public final class CoverageSuite {
  /** Frames of a run. */
  private static final int NAMED_FRAMES = 60;

  private static final int RANDOM_FRAMES = 60;

  /** Seeds of random designs that together have every fold kind of every cell of one pass. */
  private static final long[] SEEDS = {
    5, 8, 14, 19, 20, 21, 22, 26, 28, 29, 36, 38, 48, 52, 53, 68, 78, 81, 93, 94, 100, 112, 132,
    135, 137, 166, 189, 205, 218, 273, 356, 442, 578, 600, 705, 706, 770, 805, 935, 1054, 1071,
    1091, 1099, 1146, 1200, 1659
  };

  /** The same of every cell of two passes. */
  private static final long[] TWO_PASS_SEEDS = {
    1, 2, 3, 4, 6, 10, 11, 13, 14, 22, 23, 26, 31, 51, 68, 78, 81, 89, 92, 119, 137, 205
  };

  private final Path folder;
  private final RtlCoverage rtl = new RtlCoverage();
  private final FunctionalBins bins = new FunctionalBins();
  private long cycles;

  /** A suite whose Verilog is written into a folder. */
  private CoverageSuite(Path folder) {
    this.folder = folder;
  }

  /**
   * A core to be run.
   *
   * @param coverage what is counted
   * @param frames of each run
   */
  public record Subject(Design design, VerilatedOptions.Coverage coverage, int frames, long seed) {

    /** A named design. */
    public static Subject named(Design design, boolean toggles, long seed) {
      return new Subject(
          design,
          toggles ? VerilatedOptions.Coverage.TOGGLES : VerilatedOptions.Coverage.LINES,
          NAMED_FRAMES,
          seed);
    }
  }

  /**
   * What was covered.
   *
   * @param cycles of all runs
   */
  public record Outcome(
      CoverageScore lines,
      CoverageScore branches,
      CoverageScore toggles,
      double corePercent,
      long coreLines,
      FunctionalBins bins,
      int cores,
      long cycles) {}

  /** The cores of the whole suite; toggles are counted in the small ones only. */
  public static List<Subject> subjects(Design tiny, Design linear, boolean toggles, long seed) {
    List<Subject> all = new ArrayList<>();
    for (Design design :
        List.of(
            tiny, tiny.withLoadableFactors(), linear, linear.withLoadableFactors(), gru(), rnn())) {
      all.add(Subject.named(design, toggles, seed));
    }
    addRandom(all, SEEDS, 1);
    addRandom(all, TWO_PASS_SEEDS, 2);
    for (Subject subject : List.copyOf(all)) {
      StreamPlan stream = Planner.plan(subject.design()).pipeline().stream();
      if (stream.beatUnits() > 1) {
        all.add(Subject.named(waits(stream), false, subject.seed()));
      }
    }
    return all;
  }

  private static void addRandom(List<Subject> all, long[] seeds, int passes) {
    for (long own : seeds) {
      Design design = random(own, passes);
      all.add(new Subject(design, VerilatedOptions.Coverage.LINES, RANDOM_FRAMES, own));
    }
  }

  /** A random design of a cell whose step takes so many passes. */
  static Design random(long seed, int passes) {
    List<CellKind> kinds =
        CellKind.plainKinds().stream()
            .filter(kind -> kind.definition().passes() == passes)
            .toList();
    return RandomDesign.of(new SplittableRandom(seed), kinds, "random");
  }

  /** Three sequences, a bus wider than the lanes, odd widths. */
  static Design gru() {
    OperatorShape input =
        new OperatorShape(new int[] {3, 8}, new int[] {6, 3}, 2, new int[] {2, 3});
    OperatorShape hidden = new OperatorShape(new int[] {6}, new int[] {18}, 1, new int[] {2});
    BitWidths bits = new BitWidths(7, 9, 13, 12);
    return new Design(
        "gru",
        CellKind.GRU,
        input,
        hidden,
        Lanes.of(4, 2).withBus(6),
        bits,
        3,
        Implementation.DEFAULT);
  }

  /** A budget too small for a systolic front. */
  private static Design rnn() {
    OperatorShape input =
        new OperatorShape(new int[] {2, 3, 2}, new int[] {2, 2, 2}, 2, new int[] {1, 2, 1});
    OperatorShape hidden =
        new OperatorShape(new int[] {4, 2}, new int[] {4, 2}, 1, new int[] {2, 1});
    BitWidths bits = new BitWidths(8, 6, 12, 10);
    return new Design(
        "rnn",
        CellKind.RNN,
        input,
        hidden,
        Lanes.budget(3, 2),
        bits,
        2,
        Implementation.DEFAULT.withLoadable(true));
  }

  /**
   * A core with the same gearbox, but before a front that waits at any place: a fibre is p
   * elements, a group of them shares no factor with a bus beat, and what comes behind takes at
   * least twice as long as the input.
   */
  private static Design waits(StreamPlan stream) {
    int beat = stream.beatUnits();
    int group =
        IntStream.of(2, 3, 5, 7).filter(prime -> beat % prime > 0).findFirst().orElseThrow();
    int[] in = {beat, group, stream.lanes()};
    int[] out = {2 * beat, group, 1};
    OperatorShape input = new OperatorShape(in, out, 4, new int[] {2, 2, 1});
    OperatorShape hidden = new OperatorShape(out, out, 1, new int[] {1, 2, 1});
    BitWidths bits = new BitWidths(stream.elementBits(), 8, 16, 16);
    return new Design(
        "waits",
        CellKind.RNN,
        input,
        hidden,
        Lanes.of(stream.lanes(), 1).withBus(stream.busLanes()),
        bits,
        stream.sequences(),
        Implementation.DEFAULT);
  }

  /**
   * Runs them.
   *
   * @param folder for the Verilog
   * @param threads cores at a time
   * @param done is told of each core
   * @throws VerilatedFailure if RTL and model differ
   */
  public static CoverageCounts run(
      List<Subject> subjects, Path folder, int threads, Consumer<String> done) {
    CoverageSuite suite = new CoverageSuite(folder);
    List<Callable<String>> tasks = new ArrayList<>();
    for (Subject subject : subjects) {
      tasks.add(() -> suite.run(subject, tasks.size()));
    }
    Parallel.run(Math.max(1, Math.min(tasks.size(), threads)), tasks, done);
    return new CoverageCounts(
        suite.rtl.counts(), suite.bins.counts(), subjects.size(), suite.cycles);
  }

  private String run(Subject subject, int of) {
    Design design = subject.design();
    Model model = Model.random(design.cell(), design.input(), design.hidden(), 0, subject.seed());
    SplittableRandom random = new SplittableRandom(subject.seed());
    int[] shape = {2, 3, design.inSize()};
    Tensor samples = Tensor.of(shape, random.doubles(6L * design.inSize()).toArray());
    Deployment calm = Deployment.of(design, model, samples);
    List<Deployment> models = List.of(calm, SaturatingModel.of(calm));
    try {
      if (design.loadable()) {
        cover(subject, models, 0, random);
      } else {
        cover(subject, models.subList(0, 1), 0, random);
        cover(subject, models.subList(1, 2), 1, random);
      }
    } catch (RuntimeException e) {
      throw new VerilatedFailure("seed " + subject.seed() + ", " + design + ": " + e, e);
    }
    return design.name() + ", seed " + subject.seed() + ", of " + of + " cores";
  }

  /**
   * One build, on which all patterns are run with one model, or with several that it can load, in
   * turn.
   *
   * @param first number of the first model; the frames of model 0 are calm
   */
  private void cover(Subject subject, List<Deployment> models, int first, SplittableRandom random) {
    EmittedDesign design = Emitter.emit(models.get(0).core());
    String name = subject.design().name() + "-" + Integer.toHexString(design.hashCode());
    VerilatedOptions options = VerilatedOptions.CHECKED.with(subject.coverage());
    try (VerilatedModel core = VerilatedCore.build(design, folder.resolve(name), options)) {
      for (StallPattern pattern : StallPattern.values()) {
        for (int number = 0; number < models.size(); number++) {
          run(subject, models.get(number), core, pattern, first + number == 0, random);
        }
      }
      rtl.add(design, core.coverage());
    }
  }

  private void run(
      Subject subject,
      Deployment deployment,
      VerilatedModel core,
      StallPattern pattern,
      boolean calm,
      SplittableRandom random) {
    RandomFrames source = new RandomFrames(deployment, random);
    int count = subject.frames();
    List<Frame> frames = calm ? source.calm(count) : source.whole(count);
    Traffic traffic = pattern.traffic(random.nextLong(), deployment);
    CosimResult result =
        Cosim.run(deployment, core, source.withWrongLengths(frames), frames, traffic);
    if (!result.equal()) {
      throw new VerilatedFailure(pattern + ": " + result.first());
    }
    count(deployment, pattern, result);
  }

  private synchronized void count(Deployment deployment, StallPattern pattern, CosimResult result) {
    bins.add(deployment, pattern, result.saturations());
    cycles += result.cycles();
  }
}
