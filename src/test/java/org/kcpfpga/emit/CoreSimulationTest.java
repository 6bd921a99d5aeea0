package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.Tools;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.Implementation;
import org.kcpfpga.design.Lanes;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.fixed.calibration.Quantiser;
import org.kcpfpga.image.Core;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Side;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.TestSeed;

/** Whole cores, simulated, give the values and the counters of the functional model. */
@Tag("slow")
class CoreSimulationTest {
  private static final List<CellKind> KINDS = CellKind.plainKinds();
  private static final int FRAMES = 14;

  /** The most cycles that a beat comes late. */
  private static final int LATE = 20;

  /** Steps behind those, as the plan never runs out of input. */
  private static final int BEHIND = 40;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18})
  void aRandomCoreGivesTheValuesOfTheFunctionalModel(int number) throws Exception {
    Tools.require("iverilog");
    SplittableRandom r =
        new SplittableRandom(TestSeed.random("CoreSimulationTest " + number, number).nextLong());
    Core core = core(r, KINDS.get(number % KINDS.size()));
    new Run(r, core).check(folder);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void aRandomCoreTakesTheCyclesOfItsPlan(int number) throws Exception {
    Tools.require("iverilog");
    SplittableRandom r =
        new SplittableRandom(
            TestSeed.random("CoreSimulationTest cycles " + number, number).nextLong());
    Core core = core(r, KINDS.get(number % KINDS.size()));
    new Run(r, core).checkCycles(folder);
  }

  /** Frames, good and bad, and what the functional model makes of the good ones. */
  private static final class Run {
    private final SplittableRandom r;
    private final Core core;
    private final StreamPlan stream;
    private final FixedNetwork network;
    private final List<CoreBench.Beat> beats = new ArrayList<>();
    private final List<Integer> expected = new ArrayList<>();
    private int errors;
    private long dropped;
    private long steps;

    Run(SplittableRandom r, Core core) {
      this.r = r;
      this.core = core;
      this.stream = core.plan().pipeline().stream();
      this.network = new FixedNetwork(core.model(), stream.sequences());
    }

    /** Sequences take turns, input is always offered, output always taken. */
    void checkCycles(Path folder) throws Exception {
      int sequences = stream.sequences();
      int span = core.plan().cycles().period();
      int all = span + core.plan().cycles().lead();
      for (int step = 0; step < all + BEHIND; step++) {
        send(new int[stream.size()], false, step % sequences, stream.beats(), 0);
      }
      List<Long> ends =
          new CoreBench(core, folder)
              .run(beats, 0).deliveries().stream()
                  .filter(CoreBench.Delivery::last)
                  .map(CoreBench.Delivery::cycle)
                  .toList();
      assertThat(ends).hasSize(all + BEHIND);
      long spent = ends.get(all - 1) - ends.get(all - 1 - span);
      String what = core.plan().design() + "\n" + core.plan().forms() + core.plan().pipeline();
      assertThat((spent + span - 1) / span).as(what).isEqualTo(core.plan().cycles().interval());
    }

    void check(Path folder) throws Exception {
      boolean faults = r.nextBoolean();
      for (int i = 0; i < FRAMES; i++) {
        frame(faults && i % 3 == 2 ? 1 + r.nextInt(3) : 0);
      }
      frame(0);
      CoreBench.Result result = new CoreBench(core, folder).run(beats, 30 * r.nextInt(3));
      List<Integer> values = new ArrayList<>();
      int size = core.plan().design().hiddenSize() / core.plan().design().lanes().output();
      for (int i = 0; i < result.deliveries().size(); i++) {
        CoreBench.Delivery delivery = result.deliveries().get(i);
        Arrays.stream(delivery.values()).forEach(values::add);
        assertThat(delivery.last()).isEqualTo(i % size == size - 1);
      }
      String what = core.plan().design() + "\n" + core.plan().forms() + core.plan().pipeline();
      assertThat(values).as(what).isEqualTo(expected);
      assertThat(registers(result)).as(what).isEqualTo(registers());
    }

    private List<String> registers(CoreBench.Result result) {
      List<RegisterMap.Register> map = RegisterMap.of(core.plan());
      return IntStream.range(0, map.size())
          .filter(i -> known(map.get(i)))
          .mapToObj(i -> map.get(i).name() + " " + result.registers().get(i))
          .toList();
    }

    private boolean known(RegisterMap.Register register) {
      int address = register.address();
      return address == RegisterMap.ERRORS
          || address == RegisterMap.STEPS
          || address == RegisterMap.DROPPED
          || address >= RegisterMap.SATURATIONS && counts(register.name());
    }

    /** Frames that are dropped were contracted before. */
    private boolean counts(String name) {
      return dropped == 0
          || !name.contains(Side.INPUT.label() + "_front")
              && !name.contains(Side.INPUT.label() + "_contract");
    }

    private List<String> registers() {
      List<String> all =
          new ArrayList<>(List.of("errors " + errors, "steps " + steps, "dropped " + dropped));
      Map<String, Long> clips = StageNames.of(core.plan(), network.saturations());
      clips.forEach(
          (name, count) -> {
            if (counts(name)) {
              all.add("saturations_" + name + " " + count);
            }
          });
      return all;
    }

    /** 0 good, 1 short, 2 long, 3 of a sequence that is not there. */
    private void frame(int fault) {
      int[] x = new int[stream.size()];
      int bits = stream.elementBits();
      Arrays.setAll(x, i -> r.nextInt(-(1 << (bits - 1)), 1 << (bits - 1)));
      boolean start = r.nextInt(4) == 0;
      int sequence = r.nextInt(stream.sequences());
      boolean wrong = fault == 3 && stream.sequences() < 1 << stream.slotBits();
      if (fault == 1 && stream.beats() > 1) {
        send(x, start, sequence, 1 + r.nextInt(stream.beats() - 1), LATE);
        errors |= RegisterMap.SHORT_FRAME;
        dropped++;
      } else if (fault == 2) {
        send(x, start, sequence, stream.beats() + 1 + r.nextInt(3), LATE);
        errors |= RegisterMap.LONG_FRAME;
        dropped++;
      } else if (wrong) {
        send(x, start, stream.sequences(), stream.beats(), LATE);
        errors |= RegisterMap.WRONG_SEQUENCE;
        dropped++;
      } else {
        send(x, start, sequence, stream.beats(), LATE);
        Arrays.stream(network.step(x, start, sequence)).forEach(expected::add);
        steps++;
      }
    }

    private void send(int[] x, boolean start, int sequence, int count, int late) {
      int lanes = stream.busLanes();
      for (int beat = 0; beat < count; beat++) {
        int[] elements = new int[lanes];
        for (int lane = 0; lane < lanes; lane++) {
          elements[lane] = x[(beat * lanes + lane) % x.length];
        }
        int user = beat == 0 ? (start ? 1 : 0) | sequence << 1 : r.nextInt(1 << stream.userBits());
        int gap = late > 0 && r.nextInt(6) == 0 ? r.nextInt(late) : 0;
        beats.add(new CoreBench.Beat(gap, beat == count - 1, user, elements));
      }
    }
  }

  static Core core(SplittableRandom r, CellKind kind) {
    Design design = design(r, kind);
    AcceleratorPlan plan = Planner.plan(design);
    Model model =
        Model.random(kind, design.input(), design.hidden(), 0, r.nextLong())
            .merged(plan.forms().input(), plan.forms().hidden());
    double[] samples = r.doubles(6L * design.inSize()).toArray();
    Tensor inputs = Tensor.of(new int[] {2, 3, design.inSize()}, samples);
    return new Core(plan, Quantiser.quantise(model, design.bits(), inputs));
  }

  /** Small shapes of every kind; ranks that equal rows, so that modes are merged, often. */
  private static Design design(SplittableRandom r, CellKind kind) {
    int[] in = modes(r, 1 + r.nextInt(3));
    int[] out = modes(r, in.length);
    int size = Arrays.stream(out).reduce(1, (a, b) -> a * b);
    OperatorShape input = shape(r, in, out, kind.gates());
    int[] split = split(r, size);
    OperatorShape hidden = kind.recurrent() ? shape(r, split, split, kind.gates()) : null;
    int last = in[in.length - 1];
    int lanes = pick(r, last, 1);
    boolean budget = r.nextInt(3) == 0;
    int bus = r.nextBoolean() ? 0 : pick(r, input.inSize(), budget ? 1 : lanes);
    BitWidths bits =
        new BitWidths(r.nextInt(4, 19), r.nextInt(4, 19), r.nextInt(4, 19), r.nextInt(4, 19));
    return new Design(
            "random",
            kind,
            input,
            hidden,
            new Lanes(
                budget ? 0 : lanes, budget ? 1 + r.nextInt(24) : 0, 0, 0, bus, pick(r, size, 1), 1),
            bits,
            kind.recurrent() ? 1 + r.nextInt(4) : 1,
            Implementation.DEFAULT)
        .checked("random");
  }

  private static OperatorShape shape(SplittableRandom r, int[] in, int[] out, int gates) {
    int[] rows = out.clone();
    rows[0] *= gates;
    int[] ranks = new int[in.length];
    Arrays.setAll(
        ranks,
        i -> r.nextBoolean() ? rows[i] : 1 + r.nextInt(Math.min(3, Math.max(in[i], rows[i]))));
    return new OperatorShape(in, rows, 1 + r.nextInt(3), ranks);
  }

  private static int[] modes(SplittableRandom r, int count) {
    int[] modes = new int[count];
    Arrays.setAll(modes, i -> 1 + r.nextInt(count == 1 ? 12 : 5));
    return modes;
  }

  private static int[] split(SplittableRandom r, int size) {
    if (r.nextInt(3) == 0) {
      return new int[] {size};
    }
    int first = pick(r, size, 1);
    return new int[] {first, size / first};
  }

  /** A divisor of {@code n}, at least {@code least}. */
  private static int pick(SplittableRandom r, int n, int least) {
    int[] divisors = IntStream.rangeClosed(least, n).filter(i -> n % i == 0).toArray();
    return divisors[r.nextInt(divisors.length)];
  }
}
