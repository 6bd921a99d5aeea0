package org.kcpfpga.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.tensor.Tensor;

/**
 * How the exact values of a stage fill its format.
 *
 * @param name stage
 * @param limit the format holds values of at least -limit and below it
 * @param counts of values in equal parts of the format, from -limit to limit
 * @param below values under the format
 * @param above values over it
 */
public record SignalHistogram(String name, double limit, long[] counts, long below, long above) {
  /** Parts that a format is divided in. */
  public static final int BINS = 32;

  /** The histograms of all requantising stages, over the first sequences of the inputs. */
  public static List<SignalHistogram> of(Deployment deployment, Tensor inputs) {
    int bits = deployment.quantised().bits().latent();
    Map<String, Counter> counters = new LinkedHashMap<>();
    StageSignals.visit(
        deployment,
        inputs,
        (stage, exact, fixed, fraction) -> {
          // the largest value is 2^(bits - 1) - 1 units of 2^-fraction
          double limit = Math.scalb(1.0, bits - 1 - fraction);
          Counter counter = counters.computeIfAbsent(stage, n -> new Counter(limit));
          for (double value : exact) {
            counter.add(value);
          }
        });
    List<SignalHistogram> all = new ArrayList<>();
    counters.forEach(
        (name, c) -> all.add(new SignalHistogram(name, c.limit, c.counts, c.below, c.above)));
    return all;
  }

  private static final class Counter {
    private final double limit;
    private final long[] counts = new long[BINS];
    private long below;
    private long above;

    Counter(double limit) {
      this.limit = limit;
    }

    void add(double value) {
      // bin = floor((value / limit + 1) / 2 * bins)
      double bin = Math.floor((value / limit + 1) / 2 * BINS);
      if (bin < 0) {
        below++;
      } else if (bin >= BINS) {
        above++;
      } else {
        counts[(int) bin]++;
      }
    }
  }
}
