package org.kcpfpga.design;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.kcpfpga.common.IntMath;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;

/**
 * Seeded random designs of every kind: 1 to 6 modes of 1 to 24, up to 8 terms and ranks up to 8,
 * all cells, widths from 4 to 18 bits, lanes or a budget, any bus that feeds them, several
 * sequences, full matrices as factors, compact or not, any level of register ranks, any front.
 */
public final class RandomDesign {
  private static final int MODES = OperatorShape.MAX_MODES;
  private static final int SEQUENCES = 4;

  /** The largest N and M, which bound the time of a co-simulation. */
  private static final int INPUT = 360;

  private static final int HIDDEN = 40;

  private final SplittableRandom random;
  private final RandomShapes shapes;

  private RandomDesign(SplittableRandom random) {
    this.random = random;
    this.shapes = new RandomShapes(random);
  }

  /** The next design of a generator; the same generator gives the same designs. */
  public static Design of(SplittableRandom random, String name) {
    return of(random, CellKind.plainKinds(), name);
  }

  /** The next design of a generator, of one of these kinds. */
  public static Design of(SplittableRandom random, List<CellKind> kinds, String name) {
    return new RandomDesign(random).design(kinds.get(random.nextInt(kinds.size())), name);
  }

  private Design design(CellKind cell, String name) {
    int modes = 1 + random.nextInt(MODES);
    int[] in = shapes.modes(modes, INPUT);
    int[] out = shapes.modes(modes, HIDDEN);
    OperatorShape input = shapes.shape(in, out, cell.gates());
    int size = RandomShapes.product(out);
    OperatorShape hidden = null;
    if (cell.recurrent()) {
      int hiddenModes = 1 + random.nextInt(MODES);
      hidden =
          shapes.shape(
              shapes.factors(size, hiddenModes), shapes.factors(size, hiddenModes), cell.gates());
    }
    boolean compact = random.nextInt(3) == 0;
    boolean budget = random.nextInt(compact ? 2 : 3) == 0;
    int multipliers = 1 + random.nextInt(compact && random.nextBoolean() ? 2 : 40);
    int lanes = shapes.pick(IntMath.divisors(in[modes - 1]));
    int bus = budget ? 0 : bus(RandomShapes.product(in), lanes);
    int q = shapes.pick(IntMath.divisors(size));
    int together = hidden == null ? 1 : hiddenLanes(q, budget ? multipliers : q, in);
    Lanes width = new Lanes(budget ? 0 : lanes, budget ? multipliers : 0, 0, 0, bus, q, together);
    Design drawn =
        new Design(
            name,
            cell,
            input,
            hidden,
            width,
            bits(),
            cell.recurrent() ? 1 + random.nextInt(SEQUENCES) : 1,
            implementation(compact, level(in, out)));
    return drawn.withFront(front(drawn)).checked(name);
  }

  private Implementation implementation(boolean compact, int level) {
    return new Implementation(
            random.nextInt(3) == 0,
            counters(),
            compact,
            level,
            random.nextInt(3) == 0 ? 512 : Implementation.BLOCK_BITS)
        .withMultiplierBlocks(level < Implementation.MAX_PIPELINE || compact);
  }

  /** Half of the buses are as wide as the lanes. */
  private int bus(int size, int lanes) {
    int[] wide = IntStream.of(IntMath.divisors(size)).filter(b -> b >= lanes && b <= 64).toArray();
    return wide.length == 0 || random.nextBoolean() ? 0 : shapes.pick(wide);
  }

  private BitWidths bits() {
    int[] widths = random.ints(4, BitWidths.MIN, BitWidths.MAX + 1).toArray();
    return new BitWidths(widths[0], widths[1], widths[2], widths[3]);
  }

  /** Lanes of h that the output takes; drawn from the shape, so that a seed gives what it gave. */
  private static int hiddenLanes(int outputs, int most, int[] in) {
    int[] choices = IntStream.of(IntMath.divisors(outputs)).filter(l -> l <= most).toArray();
    long shape = 31L * Arrays.hashCode(in) + outputs;
    return choices[new SplittableRandom(shape).nextInt(choices.length)];
  }

  /** A third of the designs; drawn from their shape, so that a seed gives what it always gave. */
  private static int level(int[] in, int[] out) {
    SplittableRandom shape = shape(in, out);
    return shape.nextInt(3) == 0 ? 1 + shape.nextInt(Implementation.MAX_PIPELINE) : 0;
  }

  /** One of the kinds that it can have; drawn from its shape too. */
  private static FrontKind front(Design design) {
    List<FrontKind> kinds = new ArrayList<>(List.of(FrontKind.MULTIPLIERS));
    if (FrontKind.packs(design.bits())) {
      kinds.add(FrontKind.PACKED);
    }
    if (FrontKind.isConstant(design)) {
      kinds.add(FrontKind.CONSTANT);
    }
    OperatorShape input = design.input();
    return kinds.get(shape(input.in(), input.ranks()).nextInt(kinds.size()));
  }

  private static SplittableRandom shape(int[] in, int[] out) {
    return new SplittableRandom(31L * Arrays.hashCode(in) + Arrays.hashCode(out));
  }

  /** Half of the designs have narrow counters, which come to their ends. */
  private CounterBits counters() {
    if (random.nextBoolean()) {
      return CounterBits.DEFAULT;
    }
    int span = CounterBits.MAX - CounterBits.MIN + 1;
    return new CounterBits(
        CounterBits.MIN + random.nextInt(span), CounterBits.MIN + random.nextInt(span));
  }
}
