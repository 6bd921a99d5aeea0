package org.kcpfpga.fixed.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.accuracy.ErrorMeasure;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/**
 * More bits are never worse: the signal to noise ratio does not fall when a width grows. The mean
 * of several models is taken, since factors may happen to lie near a coarse grid.
 */
@Tag("slow")
class WidthsTest {
  private static final int W = 18;
  private static final double MOST_FALL_DB = 0.5;
  private static final int MODELS = 12;

  @ParameterizedTest
  @EnumSource(names = {"LINEAR", "LSTM", "GRU", "RNN"})
  void moreBitsAreNeverWorse(CellKind cell) {
    SplittableRandom r = RandomDesigns.random("WidthsTest " + cell, 5);
    List<Model> models = new ArrayList<>();
    for (int i = 0; i < MODELS; i++) {
      models.add(model(cell, r.nextLong()));
    }
    Tensor inputs = RandomDesigns.inputs(r, 12, 12, models.get(0).inSize());
    for (boolean refined : new boolean[] {false, true}) {
      String what = cell + (refined ? " refined" : "");
      grow(what + ", factor", models, inputs, refined, b -> new BitWidths(W, b, W, W));
      grow(what + ", latent", models, inputs, refined, b -> new BitWidths(W, W, b, W));
      grow(what + ", activation", models, inputs, refined, b -> new BitWidths(b, W, W, W));
      grow(what + ", factor for x of 8", models, inputs, refined, b -> new BitWidths(8, b, 16, 16));
    }
  }

  private static void grow(
      String what,
      List<Model> models,
      Tensor inputs,
      boolean refined,
      IntFunction<BitWidths> widths) {
    double best = -200;
    for (int bits = 8; bits <= W; bits++) {
      BitWidths now = widths.apply(bits);
      double db =
          models.stream().mapToDouble(m -> sqnr(m, inputs, refined, now)).average().orElseThrow();
      assertThat(db).as(what + ", " + bits + " bits").isGreaterThan(best - MOST_FALL_DB);
      best = Math.max(best, db);
    }
    System.out.printf(Locale.ROOT, "%s: %.1f dB at %d bits%n", what, best, W);
  }

  private static double sqnr(Model model, Tensor inputs, boolean refined, BitWidths bits) {
    Tensor fixed = new FixedNetwork(quantised(model, bits, refined, inputs)).run(inputs);
    ErrorMeasure error = new ErrorMeasure();
    error.add(FloatNetwork.run(model, inputs).values(), fixed.values());
    return error.sqnrDb();
  }

  private static QuantisedModel quantised(
      Model model, BitWidths bits, boolean refined, Tensor inputs) {
    return refined
        ? Quantiser.quantise(model, bits, Quantiser.scales(model, bits, inputs))
        : Quantiser.quantise(model, bits, inputs);
  }

  /** 4 x 4 x 7 inputs, 32 outputs. */
  private static Model model(CellKind cell, long seed) {
    int gates = cell.gates();
    OperatorShape w =
        new OperatorShape(new int[] {4, 4, 7}, new int[] {4 * gates, 4, 2}, 4, new int[] {2, 2, 2});
    OperatorShape u =
        cell.recurrent()
            ? new OperatorShape(
                new int[] {4, 4, 2}, new int[] {4 * gates, 4, 2}, 2, new int[] {2, 2, 2})
            : null;
    return Model.random(cell, w, u, 0, seed);
  }
}
