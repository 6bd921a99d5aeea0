package org.kcpfpga.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.Design;
import org.kcpfpga.fixed.calibration.Quantiser;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.rnn.ModelFile;
import org.kcpfpga.rnn.Readout;
import org.kcpfpga.tensor.Npy;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verify.cosim.SaturatingModel;

/** The functional model by hand, against a BigInteger reference, and against the float network. */
class FixedNetworkTest {
  private static final int DESIGNS = 60;
  private static final int STEPS = 4;

  /** N = 2, M = 1, every width 8: 4 fraction bits of a pre-activation, 6 of a gate, 7 of h. */
  private static QuantisedModel byHand() {
    BitWidths bits = new BitWidths(8, 8, 8, 8);
    OperatorShape input = new OperatorShape(new int[] {2}, new int[] {4}, 1, new int[] {1});
    OperatorShape hidden = new OperatorShape(new int[] {1}, new int[] {4}, 1, new int[] {1});
    int[] none = {0};
    return new QuantisedModel(
        CellKind.LSTM,
        bits,
        new QuantisedModel.Fractions(7, 6, 7),
        new QuantisedOperator(
            input,
            new int[][] {{16, 32, -16, 8}},
            new int[][] {{32, 16}},
            new int[] {4},
            none,
            none,
            new int[] {10},
            new boolean[1]),
        new QuantisedOperator(
            hidden,
            new int[][] {{8, -8, 16, 4}},
            new int[][] {{64}},
            new int[] {3},
            none,
            none,
            new int[] {8},
            new boolean[1]),
        new int[] {10, 20, -5, 0},
        null,
        CellScales.of(CellKind.LSTM, bits, new CellScales.Fractions(10, 8, 6, 6, 7)));
  }

  @Test
  void theScalesOfTheHandWorkedCellAlignItsFractions() {
    // joint sum: 10 bits; hidden sum 8 -> << 2, bias 6 -> << 4; joint 10 -> pre-activation 4: >> 6
    // state sum: 6 + 6 bits both; -> state 6: >> 6; state 6 -> argument 4: >> 2; 12 -> h 7: >> 5
    assertThat(byHand().scales())
        .isEqualTo(
            new CellScales(
                new CellScales.Joint(0, 2, 4, 6), new CellScales.Pointwise(0, 0, 6, 2, 5)));
  }

  @Test
  void theFirstStepIsTheOneWorkedByHand() {
    FixedNetwork network = new FixedNetwork(byHand());
    // z = 64*32 - 32*16 = 1536, >> 4 = 96
    // i: 96*16 + (10<<4) = 1696, (1696+32)>>6 = 27, sigmoid(27/16) = 0.8439 -> 54
    // f: 96*32 + (20<<4) = 3392, (3392+32)>>6 = 53, sigmoid(53/16) = 0.9649 -> 62
    // g: 96*-16 - (5<<4) = -1616, (-1616+32)>>6 = -25, tanh(-25/16) = -0.9158 -> -59
    // o: 96*8 = 768, (768+32)>>6 = 12, sigmoid(12/16) = 0.6792 -> 43
    // c = 62*0 + 54*-59 = -3186, (-3186+32)>>6 = -50
    // argument (-50+2)>>2 = -12, tanh(-12/16) = -0.6351 -> -41; h = 43*-41 = -1763, +16 >>5 = -55
    assertThat(network.step(new int[] {64, -32}, true)).containsExactly(-55);
    assertThat(network.state(0)).containsExactly(-50);
    // h goes at once into the hidden contraction: -55*64 = -3520, (-3520+4)>>3 = -440, clipped
    assertThat(network.saturations().hiddenContract()).containsExactly(1);
    assertThat(total(network.saturations())).isEqualTo(1);
  }

  @Test
  void theSecondStepFeedsHBackAndCountsWhatItClips() {
    FixedNetwork network = new FixedNetwork(byHand());
    network.step(new int[] {64, -32}, true);
    // z of the first h: -440, clipped to -128
    // hidden sums << 2: -128*(8, -8, 16, 4)*4 = -4096, 4096, -8192, -2048
    // i: 1696-4096 = -2400, +32 >>6 = -37, sigmoid(-37/16) = 0.0901 -> 6
    // f: 3392+4096 = 7488, +32 >>6 = 117, sigmoid(117/16) = 0.9993 -> 64
    // g: -1616-8192 = -9808, +32 >>6 = -153 -> clipped to -128, tanh(-8) -> -64
    // o: 768-2048 = -1280, +32 >>6 = -20, sigmoid(-20/16) = 0.2227 -> 14
    // c = 64*-50 + 6*-64 = -3584, +32 >>6 = -56
    // argument (-56+2)>>2 = -14, tanh(-14/16) = -0.7039 -> -45; h = 14*-45 = -630, +16 >>5 = -20
    assertThat(network.step(new int[] {64, -32}, false)).containsExactly(-20);
    assertThat(network.state(0)).containsExactly(-56);
    // and z of this h: -20*64 = -1280, (-1280+4)>>3 = -160, clipped too
    SaturationCounts counts = network.saturations();
    assertThat(counts.hiddenContract()).containsExactly(2);
    assertThat(counts.pre()).isEqualTo(1);
    assertThat(total(counts)).isEqualTo(3);
  }

  @Test
  void theReferenceToo() {
    ReferenceCell reference = new ReferenceCell(byHand());
    assertThat(reference.step(new int[] {64, -32}, true)).containsExactly(-55);
    assertThat(reference.step(new int[] {64, -32}, false)).containsExactly(-20);
    assertThat(reference.state()[0]).isEqualTo(-56);
  }

  @Test
  void theReferenceAgreesBitForBitOnRandomDesigns() {
    SplittableRandom r = RandomDesigns.random("FixedNetworkTest", 5);
    long clips = 0;
    long moved = 0;
    for (int design = 0; design < DESIGNS; design++) {
      Design chosen = RandomDesigns.design(r);
      Deployment calm = RandomDesigns.deployment(chosen, r.nextLong());
      boolean extreme = design % 3 == 0;
      QuantisedModel model = (extreme ? SaturatingModel.of(calm) : calm).quantised();
      FixedNetwork network = new FixedNetwork(model);
      ReferenceCell reference = new ReferenceCell(model);
      for (int step = 0; step < STEPS; step++) {
        int[] x = vector(r, chosen, extreme);
        boolean start = step == 0 || r.nextInt(4) == 0;
        int[] expected = reference.step(x, start);
        String place = "design " + design + " step " + step + " " + chosen;
        assertThat(network.step(x, start)).as(place).isEqualTo(expected);
        assertThat(network.state(0))
            .as(place)
            .isEqualTo(Arrays.stream(reference.state()).mapToLong(c -> c.longValue()).toArray());
        moved += Arrays.stream(expected).filter(h -> h != 0).count();
      }
      assertThat(network.saturations())
          .usingRecursiveComparison()
          .isEqualTo(reference.saturations());
      clips += total(network.saturations());
    }
    // or it would compare zeros, and never reach the ends
    assertThat(moved).isGreaterThan(DESIGNS * STEPS);
    assertThat(clips).isGreaterThan(DESIGNS);
  }

  /** Any activations, or only those at the ends of their range. */
  private static int[] vector(SplittableRandom r, Design design, boolean extreme) {
    int end = 1 << (design.bits().activation() - 1);
    return r.ints(design.inSize(), -end, end)
        .map(value -> extreme ? (value < 0 ? -end : end - 1) : value)
        .toArray();
  }

  @Test
  void theStartOfASequenceForgetsTheState() {
    SplittableRandom r = RandomDesigns.random("FixedNetworkTest start", 6);
    for (int i = 0; i < 10; i++) {
      Design design = RandomDesigns.design(r);
      QuantisedModel model = RandomDesigns.deployment(design, i).quantised();
      int[] x = vector(r, design, false);
      FixedNetwork used = new FixedNetwork(model);
      for (int step = 0; step < 3; step++) {
        used.step(vector(r, design, false), step == 0);
      }
      FixedNetwork fresh = new FixedNetwork(model);
      assertThat(used.step(x, true)).isEqualTo(fresh.step(x, true));
      assertThat(used.state(0)).isEqualTo(fresh.state(0));
    }
  }

  @Test
  void theFirstStepEverIsAStartEvenWithoutTheFlag() {
    FixedNetwork network = new FixedNetwork(byHand());
    assertThat(network.step(new int[] {64, -32}, false)).containsExactly(-55);
  }

  @Test
  void sequencesOfOneRunAreIndependent() {
    FixedNetwork network = new FixedNetwork(byHand());
    // 64/128 and -32/128 are the activations of the hand-worked steps
    double[] x = {0.5, -0.25, 0.5, -0.25, 0.5, -0.25, 0.5, -0.25};
    Tensor h = network.run(Tensor.of(new int[] {2, 2, 2}, x));
    assertThat(h.shape()).containsExactly(2, 2, 1);
    assertThat(h.values()).containsExactly(-55.0 / 128, -20.0 / 128, -55.0 / 128, -20.0 / 128);
  }

  @Test
  void theTrainedModelLosesAtMostOnePercentOfItsAccuracy() {
    Model model = ModelFile.read(Path.of("models/fashion-kcp-lstm.safetensors"));
    Tensor inputs = Npy.read(Path.of("models/fashion/inputs.npy"));
    Tensor labels = Npy.read(Path.of("models/fashion/labels.npy"));
    QuantisedModel quantised = Quantiser.quantise(model, BitWidths.DEFAULT, inputs);
    Tensor hidden = new FixedNetwork(quantised).run(inputs);
    int correct = Readout.correct(Readout.logits(model, hidden), labels);
    // 177 of 200 in floating point
    assertThat(correct).isBetween(175, 179);
  }

  private static long total(SaturationCounts counts) {
    return LongStream.of(counts.inputContract()).sum()
        + LongStream.of(counts.inputExpand()).sum()
        + LongStream.of(counts.hiddenContract()).sum()
        + LongStream.of(counts.hiddenExpand()).sum()
        + counts.pre()
        + counts.state()
        + counts.hidden();
  }
}
