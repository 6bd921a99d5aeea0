package org.kcpfpga.fixed.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.accuracy.ErrorMeasure;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.fixed.RandomModels;
import org.kcpfpga.kcp.KcpOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.FloatNetwork;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;

/** Balanced and fitted factors: nearer to the model, whatever its factors look like. */
class RefinementTest {
  private static final BitWidths EIGHT = BitWidths.DEFAULT;

  @ParameterizedTest
  @CsvSource({"8, 32", "9, 36.5", "10, 38.5"})
  void theTrainedModelIsNearWithNarrowFactors(int factor, double least) {
    Model model = ModelFile.read(Path.of("models/fashion-kcp-lstm.safetensors"));
    Tensor inputs = Npy.read(Path.of("models/fashion/inputs.npy")).first(200);
    BitWidths bits = new BitWidths(8, factor, 16, 16);
    assertThat(sqnr(model, refined(model, bits, inputs.first(32)), inputs)).isGreaterThan(least);
  }

  @ParameterizedTest
  @EnumSource(names = {"LINEAR", "LSTM", "GRU", "RNN", "MGU", "GRU_RESET_BEFORE"})
  void inputsThatCalibrationNeverSawGainToo(CellKind cell) {
    SplittableRandom r = RandomDesigns.random("RefinementTest " + cell, 3);
    BitWidths bits = new BitWidths(16, 8, 16, 16);
    double gain = 0;
    for (int i = 0; i < 8; i++) {
      Model model = model(cell, r.nextLong());
      Tensor samples = RandomDesigns.inputs(r, 8, 8, model.inSize());
      Tensor others = RandomDesigns.inputs(r, 8, 8, model.inSize());
      double plain = sqnr(model, Quantiser.quantise(model, bits, samples), others);
      gain += sqnr(model, refined(model, bits, samples), others) - plain;
    }
    System.out.println(cell + ": " + gain / 8 + " dB");
    assertThat(gain / 8).isGreaterThan(3);
  }

  @Test
  void aTermOfUnevenFactorsIsAsGoodAsAnEvenOne() {
    SplittableRandom r = RandomDesigns.random("RefinementTest uneven", 4);
    for (int i = 0; i < 5; i++) {
      Model even = model(CellKind.LSTM, r.nextLong());
      Tensor inputs = RandomDesigns.inputs(r, 4, 8, even.inSize());
      double best = sqnr(even, refined(even, EIGHT, inputs), inputs);
      Model uneven = Model.of(CellKind.LSTM, uneven(even.input()), even.hidden(), even.tensors());
      assertThat(sqnr(uneven, Quantiser.quantise(uneven, EIGHT, inputs), inputs))
          .isLessThan(best - 6);
      assertThat(sqnr(uneven, refined(uneven, EIGHT, inputs), inputs)).isGreaterThan(best - 0.5);
    }
  }

  /** U^(1) of the first term times 2^-4, its V^(1) times 2^4. */
  private static KcpOperator uneven(KcpOperator o) {
    return o.with(
        List.of(first(o.u(1), -4), o.u(2), o.u(3)), List.of(first(o.v(1), 4), o.v(2), o.v(3)));
  }

  private static Tensor first(Tensor factors, int exponent) {
    double[] values = factors.values().clone();
    for (int i = 0; i < values.length / factors.extent(0); i++) {
      values[i] = Math.scalb(values[i], exponent);
    }
    return Tensor.of(factors.shape(), values);
  }

  @Test
  void factorsThatAreIntegersAlreadyAreTakenAsTheyAre() {
    Model model = model(CellKind.LSTM, 5);
    Model whole =
        Model.of(CellKind.LSTM, whole(model.input()), whole(model.hidden()), model.tensors());
    Tensor inputs = RandomDesigns.inputs(new SplittableRandom(6), 4, 8, whole.inSize());
    Scales scales = Quantiser.scales(whole, EIGHT, inputs);
    assertThat(scales.inputOperator().balance()).isNull();
    assertThat(scales.inputOperator().steps()).isNull();
    assertThat(scales.hiddenOperator().steps()).isNull();
    assertThat(Quantiser.quantise(whole, EIGHT, scales))
        .usingRecursiveComparison()
        .isEqualTo(Quantiser.quantise(whole, EIGHT, inputs));
  }

  private static KcpOperator whole(KcpOperator o) {
    List<Tensor> u = new ArrayList<>();
    List<Tensor> v = new ArrayList<>();
    for (int mode = 1; mode <= o.shape().modes(); mode++) {
      u.add(rounded(o.u(mode)));
      v.add(rounded(o.v(mode)));
    }
    return o.with(u, v);
  }

  /** To 1/16, at most 7. */
  private static Tensor rounded(Tensor factors) {
    double[] values = factors.values();
    return Tensor.of(
        factors.shape(),
        Arrays.stream(values)
            .map(v -> Math.max(-7, Math.min(7, Math.rint(16 * v) / 16)))
            .toArray());
  }

  @Test
  void aStateThatGrowsKeepsItsSmallSteps() {
    Model random = model(CellKind.LSTM, 7);
    double[] bias = random.bias().values();
    // gates i and f wide open: c grows by g in every step, up to about 300
    Arrays.fill(bias, 0, bias.length / 2, 12);
    Tensor inputs = RandomDesigns.inputs(new SplittableRandom(8), 1, 300, random.inSize());
    BitWidths narrow = new BitWidths(8, 8, 16, 8);
    assertThat(sqnr(random, Quantiser.quantise(random, narrow, inputs), inputs)).isLessThan(15);
    assertThat(sqnr(random, refined(random, narrow, inputs), inputs)).isGreaterThan(20);
  }

  /** What its registers of shifts hold, see {@code ShiftMap}. */
  @ParameterizedTest
  @EnumSource
  void aLoadableCoreHoldsWhateverTheModelIs(CellKind cell) {
    SplittableRandom r = RandomDesigns.random("RefinementTest any " + cell, 9);
    for (int i = 0; i < 40; i++) {
      RandomModels.Case one = RandomModels.of(r, cell);
      Model model = extreme(one.model(), r);
      QuantisedModel quantised = refined(model, one.bits(), one.samples());
      String place = "case " + i + " " + one;
      shifts(place, quantised.input());
      if (quantised.hidden() != null) {
        shifts(place, quantised.hidden());
      }
      CellScales.Joint joint = quantised.scales().joint();
      assertThat(joint.inputAlign()).as(place).isBetween(0, 15);
      assertThat(joint.hiddenAlign()).as(place).isBetween(0, 15);
      assertThat(joint.biasAlign()).as(place).isBetween(0, 31);
      assertThat(joint.preShift()).as(place).isBetween(-16, 47);
      if (cell.keepsCell()) {
        CellScales.Pointwise pointwise = quantised.scales().pointwise();
        assertThat(pointwise.forgetAlign()).as(place).isBetween(0, 15);
        assertThat(pointwise.updateAlign()).as(place).isBetween(0, 31);
        assertThat(pointwise.stateShift()).as(place).isBetween(0, 63);
        assertThat(pointwise.argumentShift()).as(place).isBetween(-16, 47);
      }
    }
  }

  private static void shifts(String place, QuantisedOperator operator) {
    assertThat(Arrays.stream(operator.contractShift())).as(place).allMatch(s -> s >= 0 && s < 64);
    assertThat(Arrays.stream(operator.expandShift())).as(place).allMatch(s -> s >= 0 && s < 64);
  }

  /** Every factor, and the biases, by a power of two from 2^-12 to 2^12. */
  private static Model extreme(Model model, SplittableRandom r) {
    KcpOperator hidden = model.hidden() == null ? null : extreme(model.hidden(), r);
    int bias = r.nextInt(-12, 13);
    for (int i = 0; i < model.bias().size(); i++) {
      model.bias().values()[i] = Math.scalb(model.bias().values()[i], bias);
    }
    return Model.of(model.cell(), extreme(model.input(), r), hidden, model.tensors());
  }

  private static KcpOperator extreme(KcpOperator o, SplittableRandom r) {
    List<Tensor> u = new ArrayList<>();
    List<Tensor> v = new ArrayList<>();
    int common = r.nextInt(-6, 7);
    for (int mode = 1; mode <= o.shape().modes(); mode++) {
      u.add(o.identity(mode) ? o.u(mode) : all(o.u(mode), common + r.nextInt(-6, 7)));
      v.add(all(o.v(mode), common + r.nextInt(-6, 7)));
    }
    return o.with(u, v);
  }

  private static Tensor all(Tensor factors, int exponent) {
    double[] values = factors.values();
    return Tensor.of(
        factors.shape(), Arrays.stream(values).map(v -> Math.scalb(v, exponent)).toArray());
  }

  private static QuantisedModel refined(Model model, BitWidths bits, Tensor samples) {
    return Quantiser.quantise(model, bits, Quantiser.scales(model, bits, samples));
  }

  private static double sqnr(Model model, QuantisedModel quantised, Tensor inputs) {
    ErrorMeasure error = new ErrorMeasure();
    error.add(
        FloatNetwork.run(model, inputs).values(), new FixedNetwork(quantised).run(inputs).values());
    return error.sqnrDb();
  }

  /** 4 x 4 x 7 inputs, 32 outputs. */
  private static Model model(CellKind cell, long seed) {
    int gates = cell.gates();
    OperatorShape w =
        new OperatorShape(new int[] {4, 4, 7}, new int[] {4 * gates, 4, 2}, 4, new int[] {2, 2, 2});
    OperatorShape u =
        new OperatorShape(new int[] {4, 4, 2}, new int[] {4 * gates, 4, 2}, 2, new int[] {2, 2, 2});
    return Model.random(cell, w, cell.recurrent() ? u : null, 0, seed);
  }
}
