package org.kcpfpga.fixed.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;

/** Least squares by hand, and against all integers near by. */
class LatticeTest {
  private static double[][] h() {
    return new double[][] {{2, 1}, {1, 2}};
  }

  @Test
  void theEquationsAreSolved() {
    // 2 a + b = 4, a + 2 b = 5
    double[] x = new Lattice(h()).solve(new double[] {4, 5});
    assertThat(x[0]).isCloseTo(1, within(1e-12));
    assertThat(x[1]).isCloseTo(2, within(1e-12));
  }

  @Test
  void oneTakesUpTheErrorOfTheOther() {
    // the second becomes 1, 0.4 too small; so the first should be 1.4 + 0.4 / 2 = 1.6
    assertThat(new Lattice(h()).nearest(new double[] {1.4, 1.4}, -8, 7)).containsExactly(2, 1);
    // without products between them each is rounded by itself
    double[][] apart = {{2, 0}, {0, 2}};
    assertThat(new Lattice(apart).nearest(new double[] {1.4, 1.4}, -8, 7)).containsExactly(1, 1);
  }

  @Test
  void theEndsOfTheRangeHoldAndTheOthersMakeUpForThem() {
    // the second would be 9.4 and is 7; so the first should be 1 + 2.4 / 2 = 2.2
    assertThat(new Lattice(h()).nearest(new double[] {1, 9.4}, -8, 7)).containsExactly(2, 7);
    assertThat(new Lattice(h()).nearest(new double[] {-20, 0}, -8, 7)).containsExactly(-8, 0);
  }

  @Test
  void onTheWholeItIsNearerThanPlainRounding() {
    SplittableRandom r = RandomDesigns.random("LatticeTest", 7);
    double plain = 0;
    double fitted = 0;
    for (int i = 0; i < 200; i++) {
      double[][] h = random(r, 6);
      double[] c = r.doubles(6, -5, 5).toArray();
      double[] rounded = c.clone();
      for (int j = 0; j < 6; j++) {
        rounded[j] = Math.floor(c[j] + 0.5);
      }
      plain += error(h, rounded, c);
      fitted += error(h, new Lattice(copy(h)).nearest(c, -8, 7), c);
    }
    assertThat(fitted).isLessThan(0.7 * plain);
  }

  private static double[][] copy(double[][] h) {
    double[][] copy = new double[h.length][];
    for (int i = 0; i < h.length; i++) {
      copy[i] = h[i].clone();
    }
    return copy;
  }

  /** A A^T + I / 10. */
  private static double[][] random(SplittableRandom r, int size) {
    double[][] h = new double[size][size];
    for (int k = 0; k < size; k++) {
      double[] a = r.doubles(size, -1, 1).toArray();
      for (int i = 0; i < size; i++) {
        for (int j = 0; j < size; j++) {
          h[i][j] += a[i] * a[j] + (i == j && k == 0 ? 0.1 : 0);
        }
      }
    }
    return h;
  }

  private static double error(double[][] h, double[] x, double[] c) {
    double sum = 0;
    for (int i = 0; i < c.length; i++) {
      for (int j = 0; j < c.length; j++) {
        sum += h[i][j] * (x[i] - c[i]) * (x[j] - c[j]);
      }
    }
    return sum;
  }
}
