package org.kcpfpga.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kcpfpga.cycle.base.StreamBench;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.boundary.TopPorts;

/**
 * The smallest core, worked by hand in values and cycles.
 *
 * <p>Step 1, x = (5, 2): 5*3 - 2*2 = 11, halved and rounded up 6; pre-activations 60, 120, 180,
 * 240. Sigmoid starts at 8192 and rises 256 per 256: i = 8252, f = 8312, o = 8432; tanh rises 1023
 * per 256: g = 719. c = 8252*719 / 2^16 = 91; its tanh 364; h = 8432*364 / 2^21 = 1.
 *
 * <p>Step 2, the same x: h adds 100, 200, 300, -100, so 160, 320, 480, 140. The second segments
 * rise by 255 and 1014: i = 8352, f = 8512, g = 1910, o = 8332. c = (4*8512*91 + 8352*1910) / 2^16
 * = 291; its tanh 1162; h = 8332*1162 / 2^21 = 5.
 *
 * <p>All but the front share one multiplier. Cycles of step 1, with its beats accepted in 0 and 1:
 * the front takes them in 1 and 2, the sum is pushed in 2 + 3, buffered in 6; the hidden side
 * expands a gate a cycle in 7 to 10, the input side, which comes after it, in 11 to 14, pushed 3
 * later; the cell issues in 18, pushes h in 36, and it leaves in 37. Step 2: its input is expanded
 * in 15 to 18; h is contracted in 37, pushed in 40, buffered in 41, expanded in 42 to 45, joined in
 * 49, pushed in 67, out in 68.
 *
 * <p>The queue of the front has one word, which step 1 gives back in 6: the front takes the beats
 * of step 2 from 7 on, until when the gearbox, which holds two, is full.
 */
class SmallestCoreTest {
  private static final int IN_DATA = 2;
  private static final int WORDS_IN = 17;
  private static final int WORDS_OUT = 12;
  private static final int OUT_READY = 0;
  private static final int OUT_VALID = 1;
  private static final int OUT_DATA = 2;
  private static final int OUT_LAST = 3;

  private final AcceleratorPlan plan = SmallestCore.plan();

  @Test
  void thePlanIsTheOneWorkedOnPaper() {
    assertThat(plan.pipeline().banks()).hasSize(1);
    MultiplierBank bank = plan.pipeline().banks().get(0);
    assertThat(bank.lanes()).isEqualTo(1);
    assertThat(bank.members())
        .containsExactly("cell", "hidden_contract1", "hidden_expand1", "input_expand1");
    assertThat(plan.pipeline().cell().latency()).isEqualTo(18);
    assertThat(plan.cycles().latency()).isEqualTo(38);
    assertThat(plan.cycles().interval()).isEqualTo(31);
    assertThat(TopPorts.of(plan)).hasSize(WORDS_IN + WORDS_OUT);
  }

  @Test
  void bothStepsHaveTheValuesAndCyclesWorkedByHand() {
    int reset = 2;
    int cycles = reset + 80;
    int[] in = new int[cycles * WORDS_IN];
    int[] out = new int[cycles * WORDS_OUT];
    for (int cycle = 1; cycle < cycles; cycle++) {
      in[cycle * WORDS_IN] = 1;
      in[cycle * WORDS_IN + 5] = 1;
    }
    beat(in, reset, 5, false, true);
    beat(in, reset + 1, 2, true, false);
    beat(in, reset + 2, 5, false, false);
    beat(in, reset + 3, 2, true, false);
    CycleModel model = new CycleModel(plan, SmallestCore.model());
    assertThat(model.inputWords()).isEqualTo(WORDS_IN);
    assertThat(model.outputWords()).isEqualTo(WORDS_OUT);
    model.run(cycles, in, out);
    assertThat(model.cycles()).isEqualTo(cycles);
    for (int cycle = 0; cycle < cycles; cycle++) {
      int at = cycle * WORDS_OUT;
      int value = cycle == reset + 37 ? 1 : cycle == reset + 68 ? 5 : 0;
      int valid = value == 0 ? 0 : 1;
      boolean ready = cycle >= reset && (cycle < reset + 4 || cycle > reset + 7);
      assertThat(out[at + OUT_READY]).as("ready in " + cycle).isEqualTo(ready ? 1 : 0);
      assertThat(out[at + OUT_VALID]).as("valid in " + cycle).isEqualTo(valid);
      assertThat(out[at + OUT_DATA]).as("data in " + cycle).isEqualTo(value);
      assertThat(out[at + OUT_LAST]).as("last in " + cycle).isEqualTo(valid);
    }
  }

  /**
   * x = (-128, -128): 2 * 128 * 128 is one above the largest latent. 32767 * 127 clips in all; so
   * does i * g / 2^4; o * tanh(c) / 2^21 rounds to 128. The front's sum is rounded in 5. Ranks
   * count from the cell's issue in 18: c stands at rank 9, and h is rounded in rank 18.
   */
  @Test
  void saturationsCountInTheCyclesWorkedByHand() {
    StreamBench bench = new StreamBench(plan, SmallestCore.clippingModel(), 1, 0, 0);
    bench.frame(new int[] {-128, -128}, true);
    for (int cycle = 0; cycle < 50; cycle++) {
      assertClips(bench, "input_front", cycle > 5 + 1 ? 1 : 0, cycle);
      assertClips(bench, "cell_pre", cycle > 18 + 2 ? 4 : 0, cycle);
      assertClips(bench, "cell_state", cycle > 18 + 9 ? 1 : 0, cycle);
      assertClips(bench, "cell_hidden", cycle > 18 + 18 + 1 ? 1 : 0, cycle);
      assertClips(bench, "hidden_contract1", 0, cycle);
      bench.run(1);
    }
    assertThat(plan.saturationNames()).hasSize(5);
    assertThat(bench.steps.get(0)).containsExactly(127);
  }

  private static void assertClips(StreamBench bench, String stage, int count, int cycle) {
    assertThat(bench.model.saturations(stage)).as(stage + " in " + cycle).isEqualTo(count);
  }

  private static void beat(int[] in, int cycle, int value, boolean last, boolean user) {
    int at = cycle * WORDS_IN;
    in[at + 1] = 1;
    in[at + IN_DATA] = value | 0xABCDEF00;
    in[at + 3] = last ? 1 : 0;
    in[at + 4] = user ? 1 : 0;
  }
}
