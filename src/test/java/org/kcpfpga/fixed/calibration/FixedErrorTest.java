package org.kcpfpga.fixed.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;

/** How far the integers are from the float network, for usual widths. */
class FixedErrorTest {
  private static final int CASES = 20;

  @ParameterizedTest
  @CsvSource({
    "LSTM, 8, 0.02", "GRU, 8, 0.02", "RNN, 8, 0.02", "LINEAR, 8, 0.02",
    "LSTM, 16, 0.002", "GRU, 16, 0.002", "RNN, 16, 0.002", "LINEAR, 16, 0.002"
  })
  void theErrorIsSmallWithAndWithoutMergedModes(CellKind cell, int factorBits, double most) {
    SplittableRandom r = RandomDesigns.random("FixedErrorTest " + cell, 4);
    BitWidths bits = new BitWidths(factorBits, factorBits, 16, 16);
    double squares = 0;
    int values = 0;
    for (int i = 0; i < CASES; i++) {
      Model model = model(cell, r.nextLong());
      Tensor inputs = RandomDesigns.inputs(r, 4, 8, model.inSize());
      Tensor exact = FloatNetwork.run(model, inputs);
      // of an output vector with the range of h
      double scale = !cell.recurrent() ? Ranges.largest(0, exact.values()) : 1;
      Model merged =
          model.merged(new boolean[] {i % 2 == 1, false, i % 3 == 1}, new boolean[] {true, i > 9});
      Tensor fixed = new FixedNetwork(Quantiser.quantise(merged, bits, inputs)).run(inputs);
      for (int e = 0; e < exact.size(); e++) {
        squares += Math.pow((exact.values()[e] - fixed.values()[e]) / scale, 2);
      }
      values += exact.size();
    }
    // root of the mean square: some random networks amplify an error from step to step
    double error = Math.sqrt(squares / values);
    System.out.println(cell + " " + factorBits + " bits: error " + error);
    assertThat(error).isPositive().isLessThan(most);
  }

  @ParameterizedTest
  @EnumSource(names = "LINEAR", mode = EnumSource.Mode.EXCLUDE)
  void oneHugeBiasIsClippedAloneAndChangesNothingElse(CellKind cell) {
    SplittableRandom r = RandomDesigns.random("FixedErrorTest huge " + cell, 4);
    BitWidths bits = new BitWidths(8, 8, 16, 16);
    for (double huge : new double[] {1e30, -1e30, 40}) {
      Model model = model(cell, r.nextLong());
      double[] biases = model.bias().values();
      biases[r.nextInt(biases.length)] = huge;
      Tensor inputs = RandomDesigns.inputs(r, 4, 8, model.inSize());
      QuantisedModel quantised = Quantiser.quantise(model, bits, inputs);
      assertThat(Clipped.of(model, quantised))
          .extracting(Clipped::name, Clipped::count)
          .containsExactly(tuple("bias", 1L));
      Tensor fixed = new FixedNetwork(quantised).run(inputs);
      Tensor exact = FloatNetwork.run(model, inputs);
      double squares = 0;
      for (int e = 0; e < exact.size(); e++) {
        squares += Math.pow(exact.values()[e] - fixed.values()[e], 2);
      }
      assertThat(Math.sqrt(squares / exact.size())).as("%s", huge).isLessThan(0.03);
    }
  }

  /** N = 4*4*7, M = 4*4; K = 3, R = 2. */
  private static Model model(CellKind cell, long seed) {
    int[] rows = {4 * cell.gates(), 2, 2};
    int[] hiddenRows = {4 * cell.gates(), 4};
    OperatorShape input = new OperatorShape(new int[] {4, 4, 7}, rows, 3, new int[] {2, 2, 2});
    OperatorShape hidden = new OperatorShape(new int[] {4, 4}, hiddenRows, 3, new int[] {2, 2});
    return Model.random(cell, input, cell.recurrent() ? hidden : null, 0, seed);
  }
}
