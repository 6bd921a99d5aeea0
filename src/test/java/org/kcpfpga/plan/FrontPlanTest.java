package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.design.FrontKind;
import org.kcpfpga.planner.Planner;

/** A front whose cells are pairs, or constants: its cells, its DSPs, its arithmetic. */
class FrontPlanTest {
  private static final Stage.Widths BYTES = new Stage.Widths(8, 8, 21, 16);

  private static FrontPlan plan(FrontKind kind, int lanes, int columns, int tile) {
    return new FrontPlan(lanes, columns, tile, 3, 100, BYTES, Ranks.of(0), kind);
  }

  /**
   * Two columns, one a tile, are one pair. Three tiles of three: six columns side by side, and
   * three, of which one is left over.
   */
  @Test
  void cellsAreThoseCountedByHand() {
    FrontPlan two = plan(FrontKind.PACKED, 12, 2, 1);
    assertThat(two.arrayTile()).isEqualTo(2);
    assertThat(two.cells(0)).containsExactly(new FrontPlan.Cell(0, 2));
    assertThat(two.late(1)).isEqualTo(1);
    assertThat(two.multipliers()).isEqualTo(12);
    FrontPlan nine = plan(FrontKind.PACKED, 2, 9, 3);
    assertThat(nine.arrayTile()).isEqualTo(6);
    assertThat(nine.cells(0)).containsExactly(cell(0, 2), cell(2, 2), cell(4, 2));
    assertThat(nine.cells(6)).containsExactly(cell(6, 2), cell(8, 1));
    assertThat(nine.late(6)).isEqualTo(2);
    assertThat(nine.multipliers()).isEqualTo(10);
    // an even number of columns a tile: as without pairs
    assertThat(plan(FrontKind.PACKED, 2, 8, 4).arrayTile()).isEqualTo(4);
    assertThat(plan(FrontKind.MULTIPLIERS, 2, 9, 3).cells(3)).hasSize(3);
    assertThat(plan(FrontKind.CONSTANT, 2, 9, 9).multipliers()).isZero();
  }

  private static FrontPlan.Cell cell(int column, int columns) {
    return new FrontPlan.Cell(column, columns);
  }

  /** Two columns take one multiplier, and a front of constants none. */
  @ParameterizedTest
  @CsvSource({
    "ytc-212, PACKED, 28, 16", "ucf11, PACKED, 44, 26", "ucf11-r4, PACKED, 211, 139",
    "ucf50, PACKED, 79, 47", "ucf50, CONSTANT, 79, 15", "tiny, MULTIPLIERS, 28, 28"
  })
  void aPackedFrontTakesHalfOfTheMultipliersInAsManyCycles(
      String name, FrontKind kind, int products, int multipliers) {
    AcceleratorPlan usual = Planner.plan(DesignFile.read(Path.of("designs", name + ".json")));
    AcceleratorPlan plan = Planner.plan(usual.design().withFront(kind));
    assertThat(plan.pipeline().parallelProducts()).isEqualTo(products);
    assertThat(plan.pipeline().multipliers()).isEqualTo(multipliers);
    assertThat(plan.cycles()).isEqualTo(usual.cycles());
    assertThat(plan.pipeline().channels()).isEqualTo(usual.pipeline().channels());
    assertThat(plan.hash() == usual.hash()).isEqualTo(kind == FrontKind.MULTIPLIERS);
  }

  /** The arithmetic of a pair as the plan lays it out, on numbers of Java. */
  private static final class Pair {
    private final FrontPlan plan;
    private long pair;
    private long carry;

    Pair(FrontPlan plan) {
      this.plan = plan;
    }

    void add(int x, int f0, int f1) {
      int before = top();
      pair = wrapped(pair + x * word(f0, f1), plan.pairBits());
      int after = top();
      int step = before == 3 && after == 0 ? 1 : before == 0 && after == 3 ? -1 : 0;
      carry = wrapped(carry + step, plan.carryBits());
    }

    /** f1 * 2^field + f0, which must fit. */
    long word(int f0, int f1) {
      long word = ((long) f1 << plan.fieldBits()) + f0;
      assertFits(word, plan.packedBits());
      return word;
    }

    private int top() {
      return (int) (pair >> (plan.fieldBits() - 2)) & 3;
    }

    long lower() {
      long field = pair & ((1L << plan.fieldBits()) - 1);
      return wrapped((carry << plan.fieldBits()) + field, plan.columnBits());
    }

    long upper() {
      return wrapped((pair >> plan.fieldBits()) - carry, plan.columnBits());
    }
  }

  private static long wrapped(long value, int bits) {
    return value << (Long.SIZE - bits) >> (Long.SIZE - bits);
  }

  private static void assertFits(long value, int bits) {
    if (wrapped(value, bits) != value) {
      throw new AssertionError(value + " in " + bits + " bits");
    }
  }

  /**
   * -128 * -128 = 16384, -128 * 127 = -16256. With four of the first the lower sum is 65536, a
   * field and nothing in it: carry 1. The upper sum is -65024.
   */
  @Test
  void sumsThatLeaveTheirFieldAreThoseWorkedOutByHand() {
    FrontPlan plan = plan(FrontKind.PACKED, 4, 2, 2);
    assertThat(List.of(plan.fieldBits(), plan.packedBits(), plan.columnBits(), plan.pairBits()))
        .containsExactly(16, 25, 18, 34);
    Pair pair = new Pair(plan);
    // 127 * 65536 + -128 = 8322944; times -128, -1065336832 = -16256 * 65536 + 16384
    assertThat(pair.word(-128, 127)).isEqualTo(8322944);
    pair.add(-128, -128, 127);
    assertThat(pair.pair).isEqualTo(-1065336832);
    assertThat(List.of(pair.carry, pair.lower(), pair.upper()))
        .containsExactly(0L, 16384L, -16256L);
    for (int i = 0; i < 3; i++) {
      pair.add(-128, -128, 127);
    }
    assertThat(pair.pair & 0xffff).isZero();
    assertThat(List.of(pair.carry, pair.lower(), pair.upper()))
        .containsExactly(1L, 65536L, -65024L);
    pair = new Pair(plan);
    pair.add(-128, 127, -128);
    // below nothing: the field shows 65536 - 16256, and the carry says that it borrowed
    assertThat(pair.pair & 0xffff).isEqualTo(49280);
    assertThat(List.of(pair.carry, pair.lower(), pair.upper()))
        .containsExactly(-1L, -16256L, 16384L);
  }

  /** All 2^24 operands of a pair of bytes. */
  @Test
  void everyProductOfBytesComesApartExactly() {
    FrontPlan plan = plan(FrontKind.PACKED, 1, 2, 2);
    long right = 0;
    for (int x = -128; x < 128; x++) {
      for (int f0 = -128; f0 < 128; f0++) {
        for (int f1 = -128; f1 < 128; f1++) {
          Pair pair = new Pair(plan);
          pair.add(x, f0, f1);
          right += pair.lower() == x * f0 && pair.upper() == x * f1 ? 1 : 0;
        }
      }
    }
    assertThat(right).isEqualTo(1 << 24);
  }

  /** From every lower sum of bytes that a column of 16 can have, by every kind of product. */
  @Test
  void everySumOfBytesMovesOnExactly() {
    FrontPlan plan = plan(FrontKind.PACKED, 16, 2, 2);
    int[][] products = {{-128, -128}, {-128, 127}, {127, 127}, {1, -1}, {1, 1}, {-127, 127}};
    int edge = 15 << 14;
    long wrong = 0;
    for (int sum = -edge; sum <= edge; sum++) {
      for (int[] product : products) {
        Pair pair = new Pair(plan);
        pair.pair = ((long) -sum << plan.fieldBits()) + sum;
        pair.carry = sum >> plan.fieldBits();
        pair.add(product[0], product[1], -product[1] - 1);
        long lower = sum + product[0] * product[1];
        long upper = -sum + product[0] * (-product[1] - 1);
        wrong += pair.lower() == lower && pair.upper() == upper ? 0 : 1;
      }
    }
    assertThat(wrong).isZero();
  }

  /** Any widths that fit, any number of rows, operands at the ends of their range and between. */
  @Test
  void columnsOfAnyWidthAndLengthAreExact() {
    SplittableRandom r = RandomDesigns.random("FrontPlanTest", 9);
    for (int i = 0; i < 20_000; i++) {
      int factor = r.nextInt(4, 11);
      int activation = r.nextInt(4, Math.min(18, 24 - 2 * factor) + 1);
      int lanes = 1 + r.nextInt(r.nextBoolean() ? 4 : 40);
      Stage.Widths widths = new Stage.Widths(activation, factor, 40, 16);
      FrontPlan plan = new FrontPlan(lanes, 2, 2, 1, 1, widths, Ranks.of(0), FrontKind.PACKED);
      boolean extreme = r.nextBoolean();
      Pair pair = new Pair(plan);
      long lower = 0;
      long upper = 0;
      int f0 = operand(r, factor, true);
      int f1 = operand(r, factor, true);
      int x = operand(r, activation, true);
      for (int row = 0; row < lanes; row++) {
        pair.add(x, f0, f1);
        lower += (long) x * f0;
        upper += (long) x * f1;
        f0 = extreme ? f0 : operand(r, factor, r.nextBoolean());
        f1 = extreme ? f1 : operand(r, factor, r.nextBoolean());
        x = extreme ? x : operand(r, activation, r.nextBoolean());
      }
      assertThat(pair.lower()).as("%s", plan).isEqualTo(lower);
      assertThat(pair.upper()).as("%s", plan).isEqualTo(upper);
    }
  }

  private static int operand(SplittableRandom r, int bits, boolean extreme) {
    int edge = 1 << (bits - 1);
    return extreme ? (r.nextBoolean() ? -edge : edge - 1) : r.nextInt(-edge, edge);
  }
}
