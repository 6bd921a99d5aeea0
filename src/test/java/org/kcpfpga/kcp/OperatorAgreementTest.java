package org.kcpfpga.kcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.tensor.TestSeed;

/** All multiplications against each other and against the definition, over random shapes. */
class OperatorAgreementTest {
  private static final int[] SIZES = {1, 2, 3, 5, 7, 4, 1, 2};
  private static final int SHAPES = 300;

  @Test
  void allMultiplicationsAgreeOnRandomShapes() {
    Random random = TestSeed.random("allMultiplicationsAgreeOnRandomShapes", 1);
    int[] modesSeen = new int[OperatorShape.MAX_MODES + 1];
    for (int i = 0; i < SHAPES; i++) {
      OperatorShape shape = shape(random, 1 + i % OperatorShape.MAX_MODES);
      modesSeen[shape.modes()]++;
      KcpOperator operator = KcpOperator.random(shape, random.nextLong(), 1);
      double[] x = random.doubles(shape.inSize(), -1, 1).toArray();
      double[] expected = multiply(operator.dense(), x);

      assertClose(shape, operator.factored(x), expected);
      assertClose(shape, operator.modeByMode(x), expected);
      assertClose(shape, termsSummed(operator, x), expected);
    }
    assertThat(Arrays.stream(modesSeen).skip(1)).containsOnly(SHAPES / OperatorShape.MAX_MODES);
  }

  /** The other order of {@link FirstModesFirst}, with pieces of rows and rows left over. */
  @Test
  void factorsAgreeWithTheMatrixWhereRowsAreLong() {
    Random random = TestSeed.random("factorsAgreeWithTheMatrixWhereRowsAreLong", 3);
    int firstModesFirst = 0;
    for (int i = 0; i < 60; i++) {
      int modes = 3 + i % 2;
      int[] in = random.ints(modes, 1, 12).toArray();
      in[2] = 20 + random.nextInt(modes == 3 ? 400 : 40);
      int[] rows = random.ints(modes, 1, 5).toArray();
      int[] ranks = random.ints(modes, 1, 3).toArray();
      for (int mode = 0; mode < modes; mode++) {
        ranks[mode] = Math.min(ranks[mode], Math.max(in[mode], rows[mode]));
      }
      OperatorShape shape = new OperatorShape(in, rows, 1 + random.nextInt(3), ranks);
      firstModesFirst += new FirstModesFirst(shape, null, null).pays() ? 1 : 0;
      KcpOperator operator = KcpOperator.random(shape, random.nextLong(), 1);
      double[] x = random.doubles(shape.inSize(), -1, 1).toArray();

      assertClose(shape, operator.factored(x), multiply(operator.dense(), x));
    }
    assertThat(firstModesFirst).as("shapes in the other order").isGreaterThan(20);
  }

  /** A call takes over the arrays of the one before, which another thread may have made. */
  @Test
  void oneOperatorMultipliesInManyThreads() {
    OperatorShape shape =
        new OperatorShape(new int[] {5, 6, 70}, new int[] {2, 3, 4}, 2, new int[] {2, 2, 2});
    assertThat(new FirstModesFirst(shape, null, null).pays()).isTrue();
    KcpOperator operator = KcpOperator.random(shape, 7, 1);
    double[] spoilt = new double[shape.inSize()];
    Arrays.fill(spoilt, Double.NaN);
    long right =
        IntStream.range(0, 400)
            .parallel()
            .filter(
                seed -> {
                  double[] x = new Random(seed).doubles(shape.inSize(), -1, 1).toArray();
                  operator.factored(spoilt);
                  double[] fresh = KcpOperator.random(shape, 7, 1).factored(x);
                  return Arrays.equals(operator.factored(x), fresh);
                })
            .count();
    assertThat(right).isEqualTo(400);
  }

  @Test
  void mergingAnyModesLeavesTheProductAsItIs() {
    Random random = TestSeed.random("mergingAnyModesLeavesTheProductAsItIs", 3);
    int mergedModes = 0;
    for (int i = 0; i < SHAPES; i++) {
      OperatorShape shape = shape(random, 1 + i % OperatorShape.MAX_MODES);
      KcpOperator operator = KcpOperator.random(shape, random.nextLong(), 1);
      boolean[] modes = new boolean[shape.modes()];
      for (int mode = 0; mode < modes.length; mode++) {
        modes[mode] = random.nextBoolean();
        mergedModes += modes[mode] ? 1 : 0;
      }
      KcpOperator merged = operator.merged(modes);
      double[] x = random.doubles(shape.inSize(), -1, 1).toArray();
      double[] expected = multiply(operator.dense(), x);

      assertThat(merged.shape()).isEqualTo(shape.merged(modes));
      assertClose(shape, merged.factored(x), expected);
      assertClose(shape, merged.modeByMode(x), expected);
      assertClose(shape, termsSummed(merged, x), expected);
    }
    assertThat(mergedModes).isGreaterThan(SHAPES);
  }

  @Test
  void theDenseMatrixIsTheDefinitionEntryByEntry() {
    Random random = TestSeed.random("theDenseMatrixIsTheDefinitionEntryByEntry", 2);
    for (int i = 0; i < 40; i++) {
      OperatorShape shape = shape(random, 1 + i % 3);
      KcpOperator operator = KcpOperator.random(shape, random.nextLong(), 1);
      Tensor dense = operator.dense();
      for (int e = 0; e < 50; e++) {
        int o = random.nextInt(shape.rowSize());
        int j = random.nextInt(shape.inSize());
        assertThat(dense.at(o, j) - entry(operator, o, j)).isBetween(-1e-12, 1e-12);
      }
    }
  }

  /** The comparison must see a single wrong factor entry. */
  @Test
  void oneChangedFactorEntryChangesTheProduct() {
    OperatorShape shape =
        new OperatorShape(new int[] {3, 4}, new int[] {2, 5}, 2, new int[] {2, 3});
    KcpOperator right = KcpOperator.random(shape, 3, 1);
    KcpOperator wrong = KcpOperator.random(shape, 3, 1);
    wrong.u(2).values()[7] += 1e-3;
    double[] x = new Random(4).doubles(shape.inSize(), -1, 1).toArray();

    double[] difference = wrong.factored(x);
    double[] expected = multiply(right.dense(), x);
    for (int o = 0; o < difference.length; o++) {
      difference[o] -= expected[o];
    }
    assertThat(Arrays.stream(difference).map(Math::abs).max().getAsDouble()).isGreaterThan(1e-6);
  }

  @Test
  void randomOperatorsHaveTheWantedOutputVarianceAndRepeat() {
    OperatorShape shape =
        new OperatorShape(new int[] {4, 4, 7}, new int[] {8, 4, 4}, 3, new int[] {2, 3, 2});
    KcpOperator operator = KcpOperator.random(shape, 5, 0.5);

    double squares = Arrays.stream(operator.dense().values()).map(w -> w * w).sum();
    assertThat(squares / shape.rowSize() - 0.5).isBetween(-1e-6, 1e-6);
    assertThat(KcpOperator.random(shape, 5, 0.5).u(2)).isEqualTo(operator.u(2));
    assertThat(KcpOperator.random(shape, 6, 0.5).u(2)).isNotEqualTo(operator.u(2));
    for (double w : operator.v(1).values()) {
      assertThat((double) (float) w).as("a float32").isEqualTo(w);
    }
  }

  private static OperatorShape shape(Random random, int modes) {
    int[] in = new int[modes];
    int[] rows = new int[modes];
    int[] ranks = new int[modes];
    int largest = modes <= 3 ? SIZES.length : 4 - modes / 6;
    for (int i = 0; i < modes; i++) {
      in[i] = SIZES[random.nextInt(largest)];
      rows[i] = modes <= 2 && random.nextInt(4) == 0 ? 13 : SIZES[random.nextInt(largest)];
      ranks[i] = 1 + random.nextInt(Math.min(8, Math.max(in[i], rows[i])));
    }
    return new OperatorShape(in, rows, 1 + random.nextInt(8), ranks);
  }

  private static double[] multiply(Tensor matrix, double[] x) {
    double[] y = new double[matrix.extent(0)];
    for (int o = 0; o < y.length; o++) {
      for (int j = 0; j < x.length; j++) {
        y[o] += matrix.values()[o * x.length + j] * x[j];
      }
    }
    return y;
  }

  private static double[] termsSummed(KcpOperator operator, double[] x) {
    int modes = operator.shape().modes();
    List<double[]> contract = operator.contractStages(x);
    List<double[]> expand = operator.expandStages(contract.get(modes - 1));
    for (int i = 1; i <= modes; i++) {
      assertThat(contract.get(modes - i)).hasSize((int) operator.shape().contractValues(i));
      assertThat(expand.get(i - 1)).hasSize((int) operator.shape().expandValues(i));
    }
    double[] y = new double[operator.shape().rowSize()];
    double[] last = expand.get(modes - 1);
    for (int e = 0; e < last.length; e++) {
      y[e % y.length] += last[e];
    }
    return y;
  }

  /** W[o, j] = sum_k prod_i sum_r U_k^(i)[o_i, r] V_k^(i)[j_i, r]. */
  private static double entry(KcpOperator operator, int o, int j) {
    OperatorShape shape = operator.shape();
    double sum = 0;
    for (int k = 0; k < shape.terms(); k++) {
      double product = 1;
      int row = o;
      int column = j;
      for (int i = shape.modes(); i >= 1; i--) {
        double inner = 0;
        for (int r = 0; r < shape.rank(i); r++) {
          inner +=
              operator.u(i).at(k, row % shape.rows(i), r)
                  * operator.v(i).at(k, column % shape.in(i), r);
        }
        product *= inner;
        row /= shape.rows(i);
        column /= shape.in(i);
      }
      sum += product;
    }
    return sum;
  }

  private static void assertClose(OperatorShape shape, double[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int o = 0; o < expected.length; o++) {
      assertThat(actual[o] - expected[o]).as(shape + " row " + o).isBetween(-1e-11, 1e-11);
    }
  }
}
