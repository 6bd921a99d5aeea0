package org.kcpfpga.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;

/**
 * Steps of all cells but one by hand; {@link FixedNetworkTest} has the LSTM.
 *
 * <p>Every width is 8: 4 fraction bits of a pre-activation, 6 of a gate, 7 of h. Of x = (64, -32)
 * the latent is (64*32 - 32*16 + 8) >> 4 = 96; of h it is (8*h + 4) >> 3 = h.
 */
class FixedCellTest {
  private static final BitWidths BITS = new BitWidths(8, 8, 8, 8);
  private static final int[] X = {64, -32};

  /** Sums of x have 10 fraction bits, sums of h 8, the biases 6. */
  private static QuantisedModel model(
      CellKind cell, int output, int[] u, int[] hiddenU, int[] bias, int[] hiddenBias) {
    CellScales.Fractions fractions =
        new CellScales.Fractions(10, hiddenU == null ? 10 : 8, 6, 0, output);
    return new QuantisedModel(
        cell,
        BITS,
        new QuantisedModel.Fractions(7, 0, output),
        operator(new int[] {32, 16}, 4, u, 10),
        hiddenU == null ? null : operator(new int[] {8}, 3, hiddenU, 8),
        bias,
        hiddenBias,
        CellScales.of(cell, BITS, fractions));
  }

  private static QuantisedOperator operator(int[] v, int shift, int[] u, int sumFraction) {
    return new QuantisedOperator(
        new OperatorShape(new int[] {v.length}, new int[] {u.length}, 1, new int[] {1}),
        new int[][] {u},
        new int[][] {v},
        new int[] {shift},
        new int[1],
        new int[1],
        new int[] {sumFraction},
        new boolean[1]);
  }

  private static QuantisedModel gru(int hiddenCandidate) {
    return model(
        CellKind.GRU,
        7,
        new int[] {16, -8, 12},
        new int[] {8, -8, hiddenCandidate},
        new int[] {10, 20, -5},
        new int[] {7});
  }

  private static void assertClips(FixedNetwork network, long pre, long state, long hidden) {
    SaturationCounts counts = network.saturations();
    assertThat(counts.pre()).as("pre").isEqualTo(pre);
    assertThat(counts.state()).as("state").isEqualTo(state);
    assertThat(counts.hidden()).as("hidden").isEqualTo(hidden);
  }

  @Test
  void theScalesOfAGruAlignItsProducts() {
    // (1 - z) n: 12 bits -> << 1, z h: 13; 13 -> h 7: >> 6; xn 4 -> 4 + 6: << 6
    assertThat(gru(16).scales())
        .isEqualTo(
            new CellScales(
                new CellScales.Joint(0, 2, 4, 6), new CellScales.Pointwise(0, 1, 6, 0, 6)));
  }

  @Test
  void aGruResetsTheHiddenPartOfItsCandidate() {
    FixedNetwork network = new FixedNetwork(gru(16));
    // r: 96*16 + (10<<4) = 1696, +32 >>6 = 27, sigmoid(27/16) = 0.8439 -> 54
    // z: 96*-8 + (20<<4) = -448, +32 >>6 = -7, sigmoid(-7/16) = 0.3923 -> 25
    // xn: 96*12 - (5<<4) = 1072, +32 >>6 = 17; un: 7<<4 = 112, +32 >>6 = 2
    // n: (17<<6) + 54*2 = 1196, +32 >>6 = 19, tanh(19/16) = 0.8298 -> 53
    // h: ((64-25)*53 << 1) + 25*0 = 4134, +32 >>6 = 65
    assertThat(network.step(X, true)).containsExactly(65);
    // hidden sums << 2: 65*(8, -8, 16)*4 = 2080, -2080, 4160
    // r: 1696+2080 = 3776, +32 >>6 = 59, sigmoid(59/16) = 0.9756 -> 62
    // z: -448-2080 = -2528, +32 >>6 = -39, sigmoid(-39/16) = 0.0804 -> 5
    // xn: 17; un: 4160+112 = 4272, +32 >>6 = 67
    // n: (17<<6) + 62*67 = 5242, +32 >>6 = 82, tanh(82/16) = 0.9999 -> 64
    // h: ((64-5)*64 << 1) + 5*65 = 7877, +32 >>6 = 123
    assertThat(network.step(X, false)).containsExactly(123);
    assertThat(network.state(0)).isEmpty();
    assertClips(network, 0, 0, 0);
  }

  @Test
  void aGruCountsWhatItClipsInEachPlace() {
    FixedNetwork network = new FixedNetwork(gru(127));
    network.load(0, new int[] {127});
    // hidden sums << 2: 127*(8, -8, 127)*4 = 4064, -4064, 64516
    // r: 1696+4064 = 5760, +32 >>6 = 90, sigmoid(90/16) = 0.9964 -> 64
    // z: -448-4064 = -4512, +32 >>6 = -70, sigmoid(-70/16) = 0.0124 -> 1
    // xn: 17; un: 64516+112, +32 >>6 = 1010, clipped to 127
    // n: (17<<6) + 64*127 = 9216, +32 >>6 = 144, clipped to 127, tanh(127/16) -> 64
    // h: ((64-1)*64 << 1) + 1*127 = 8191, +32 >>6 = 128, clipped to 127
    assertThat(network.step(X, false)).containsExactly(127);
    assertClips(network, 1, 1, 1);
  }

  @Test
  void aGruThatResetsBeforeMultipliesWhatIsLeftOfH() {
    FixedNetwork network =
        new FixedNetwork(
            model(
                CellKind.GRU_RESET_BEFORE,
                7,
                new int[] {16, -8, 12},
                new int[] {8, -8, 16},
                new int[] {10, 20, -5},
                null));
    // r 54 and z 25 as above, r h = 0; n: 96*12 - (5<<4) = 1072, +32 >>6 = 17, tanh = 0.7864 -> 50
    // h: ((64-25)*50 << 1) + 25*0 = 3900, +32 >>6 = 61
    assertThat(network.step(X, true)).containsExactly(61);
    // r: 1696 + (61*8 << 2) = 3648, +32 >>6 = 57, sigmoid(57/16) = 0.9724 -> 62
    // z: -448 - (61*8 << 2) = -2400, +32 >>6 = -37, sigmoid(-37/16) = 0.0901 -> 6
    // r h: 62*61 = 3782, +32 >>6 = 59
    // n: 1072 + (59*16 << 2) = 4848, +32 >>6 = 76, tanh(76/16) = 0.9999 -> 64
    // h: ((64-6)*64 << 1) + 6*61 = 7790, +32 >>6 = 122
    assertThat(network.step(X, false)).containsExactly(122);
    assertClips(network, 0, 0, 0);
  }

  @Test
  void aMinimalGatedUnitTakesAsMuchAsItForgets() {
    FixedNetwork network =
        new FixedNetwork(
            model(
                CellKind.MGU, 7, new int[] {16, 12}, new int[] {8, 16}, new int[] {10, -5}, null));
    // f 54 and n 50 as above; h: (54*50 << 1) + (64-54)*0 = 5400, +32 >>6 = 84
    assertThat(network.step(X, true)).containsExactly(84);
    // f: 1696 + (84*8 << 2) = 4384, +32 >>6 = 69, sigmoid(69/16) = 0.9868 -> 63
    // f h: 63*84 = 5292, +32 >>6 = 83
    // n: 1072 + (83*16 << 2) = 6384, +32 >>6 = 100, tanh(100/16) -> 64
    // h: (63*64 << 1) + (64-63)*84 = 8148, +32 >>6 = 127
    assertThat(network.step(X, false)).containsExactly(127);
    assertClips(network, 0, 0, 0);
  }

  @Test
  void anRnnIsTheTanhOfItsSumShiftedToH() {
    FixedNetwork network =
        new FixedNetwork(
            model(CellKind.RNN, 7, new int[] {16}, new int[] {-8}, new int[] {10}, null));
    // 96*16 + (10<<4) = 1696, +32 >>6 = 27, tanh(27/16) = 0.9340 -> 60; gate 6 -> h 7: << 1
    assertThat(network.step(X, true)).containsExactly(120);
    // 1696 + (120*-8 << 2) = -2144, +32 >>6 = -33, tanh(-33/16) = -0.9682 -> -62; << 1
    assertThat(network.step(X, false)).containsExactly(-124);
    assertClips(network, 0, 0, 0);
  }

  @Test
  void oneIsBeyondTheRangeOfH() {
    FixedNetwork network =
        new FixedNetwork(
            model(CellKind.RNN, 7, new int[] {16}, new int[] {-8}, new int[] {127}, null));
    // 96*16 + (127<<4) = 3568, +32 >>6 = 56, tanh(56/16) = 0.9982 -> 64; << 1 = 128, clipped
    assertThat(network.step(X, true)).containsExactly(127);
    assertClips(network, 0, 0, 1);
  }

  @Test
  void aLinearCellRoundsItsSumToTheFractionOfTheOutput() {
    QuantisedModel model =
        model(CellKind.LINEAR, 5, new int[] {16, -24}, null, new int[] {10, 20}, null);
    FixedNetwork network = new FixedNetwork(model);
    // 96*16 + (10<<4) = 1696, +16 >>5 = 53; 96*-24 + (20<<4) = -1984, +16 >>5 = -62
    assertThat(network.step(X, true)).containsExactly(53, -62);
    assertThat(network.step(X, false)).containsExactly(53, -62);
    assertThat(model.hiddenValue(53)).isEqualTo(53.0 / 32);
    assertClips(network, 0, 0, 0);
    assertThat(network.saturations().hiddenContract()).isEmpty();
  }

  @Test
  void anOutputFinerThanTheSumIsAnExactLeftShift() {
    int[] noBias = {0, 0};
    FixedNetwork network =
        new FixedNetwork(model(CellKind.LINEAR, 11, new int[] {16, -24}, null, noBias, null));
    // latent (32 + 8) >> 4 = 2; 2*16 << 1 = 64, 2*-24 << 1 = -96
    assertThat(network.step(new int[] {1, 0}, true)).containsExactly(64, -96);
    // 96*16 << 1 and 96*-24 << 1 are clipped
    assertThat(network.step(X, true)).containsExactly(127, -128);
    assertClips(network, 0, 0, 2);
  }

  @Test
  void aGruOfWideLatentsTakesTheGatesOfEachElementFromItsOwnRows() {
    // 8 fraction bits of a pre-activation, 10 of a gate, 7 of h; all sums are their biases
    BitWidths wide = new BitWidths(8, 8, 12, 8);
    CellScales.Fractions fractions = new CellScales.Fractions(8, 8, 8, 0, 7);
    CellScales scales = CellScales.of(CellKind.GRU, wide, fractions);
    // z h: 10 + 7 -> 20: << 3; 20 -> h 7: >> 13
    assertThat(scales)
        .isEqualTo(
            new CellScales(
                new CellScales.Joint(0, 0, 0, 0), new CellScales.Pointwise(3, 0, 10, 0, 13)));
    FixedNetwork network =
        new FixedNetwork(
            new QuantisedModel(
                CellKind.GRU,
                wide,
                new QuantisedModel.Fractions(7, 0, 7),
                operator(new int[] {32, 16}, 4, new int[6], 8),
                operator(new int[] {8, 8}, 3, new int[6], 8),
                new int[] {0, 256, -256, 0, 128, -256},
                new int[] {256, -256},
                scales));
    // r: sigmoid(0) = 0.5 -> 512, sigmoid(1) = 0.7311 -> 749
    // z: sigmoid(-1) = 0.2689 -> 275, sigmoid(0) -> 512
    // n of 0: (128<<10) + 512*256 = 262144, >>10 = 256, tanh(1) = 0.7616 -> 780
    // n of 1: (-256<<10) - 749*256 = -453888, +512 >>10 = -443 = -448 + 5;
    //   tanh(-1.75) -> -964, tanh(-1.6875) -> -956: -964 + (8*5 + 8 >> 4) = -961
    // h: (1024-275)*780 = 584220, +4096 >>13 = 71; (1024-512)*-961 = -492032, +4096 >>13 = -60
    assertThat(network.step(X, true)).containsExactly(71, -60);
    // 584220 + (275*71 << 3) = 740420, +4096 >>13 = 90
    // -492032 + (512*-60 << 3) = -737792, +4096 >>13 = -90
    assertThat(network.step(X, false)).containsExactly(90, -90);
    assertClips(network, 0, 0, 0);
  }
}
