package org.kcpfpga.fixed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.rnn.CellKind;

/** The functional model of every cell against the BigInteger reference, bit for bit. */
@Tag("slow")
class FixedAgreementTest {
  private static final int CASES = 60;
  private static final int STEPS = 8;

  @ParameterizedTest
  @EnumSource
  void theReferenceAgreesBitForBit(CellKind cell) {
    SplittableRandom r = RandomDesigns.random("FixedAgreementTest " + cell, 11 + cell.ordinal());
    int merged = 0;
    int mergedLast = 0;
    int moved = 0;
    long[] clips = new long[3];
    int[] sizes = new int[3];
    for (int i = 0; i < CASES; i++) {
      RandomModels.Case one = RandomModels.of(r, cell);
      QuantisedModel model = one.quantised();
      boolean[] identity = RandomModels.identity(one.model().input());
      sizes[0] = Math.max(sizes[0], identity.length);
      sizes[1] = Math.max(sizes[1], model.input().shape().terms());
      sizes[2] = Math.max(sizes[2], IntStream.of(model.input().shape().ranks()).max().getAsInt());
      merged += anyOf(identity) ? 1 : 0;
      mergedLast += identity[identity.length - 1] ? 1 : 0;
      FixedNetwork network = new FixedNetwork(model);
      ReferenceCell reference = new ReferenceCell(model);
      for (int step = 0; step < STEPS; step++) {
        int[] x = one.vector(r, i % 3 == 0);
        boolean start = step == 0 || r.nextInt(8) == 0;
        moved += agree("case " + i + " step " + step + " " + one, network, reference, x, start);
      }
      SaturationCounts counts = network.saturations();
      clips[0] += counts.pre();
      clips[1] += counts.state();
      clips[2] += counts.hidden();
    }
    // or it would compare zeros, and never reach the ends
    assertThat(moved).isGreaterThan(CASES * STEPS);
    assertThat(merged).isGreaterThan(CASES / 4);
    assertThat(mergedLast).isGreaterThan(CASES / 8);
    assertThat(sizes[0]).as("modes").isEqualTo(6);
    assertThat(sizes[1]).as("terms").isEqualTo(8);
    assertThat(sizes[2]).as("ranks").isGreaterThanOrEqualTo(8);
    assertThat(clips[0] > 0).isEqualTo(cell.recurrent());
    assertThat(clips[1] > 0).isEqualTo(cell.definition().roundsState());
    assertThat(clips[2]).isPositive();
  }

  /** The comparison must see a single wrong bias. */
  @ParameterizedTest
  @EnumSource
  void oneWrongBiasIsSeen(CellKind cell) {
    SplittableRandom r = RandomDesigns.random("FixedAgreementTest bias " + cell, 21);
    int different = 0;
    for (int i = 0; i < 10; i++) {
      RandomModels.Case one = RandomModels.of(r, cell);
      QuantisedModel model = one.quantised();
      int[] x = one.vector(r, false);
      int[] expected = new ReferenceCell(model).step(x, true);
      // of the last gate: what the first one makes of a zero h is zero whatever its bias
      model.bias()[model.bias().length - 1] ^= 1 << (model.bits().latent() - 2);
      different += Arrays.equals(new FixedNetwork(model).step(x, true), expected) ? 0 : 1;
    }
    assertThat(different).isPositive();
  }

  /** Compares one step; the number of outputs that are not zero. */
  private static int agree(
      String place, FixedNetwork network, ReferenceCell reference, int[] x, boolean start) {
    int[] expected = reference.step(x, start);
    assertThat(network.step(x, start)).as(place).isEqualTo(expected);
    long[] state =
        network.state(0).length == 0
            ? new long[0]
            : Arrays.stream(reference.state()).mapToLong(c -> c.longValueExact()).toArray();
    assertThat(network.state(0)).as(place).isEqualTo(state);
    assertThat(network.saturations())
        .as(place)
        .usingRecursiveComparison()
        .isEqualTo(reference.saturations());
    return (int) IntStream.of(expected).filter(h -> h != 0).count();
  }

  private static boolean anyOf(boolean[] flags) {
    for (boolean flag : flags) {
      if (flag) {
        return true;
      }
    }
    return false;
  }
}
