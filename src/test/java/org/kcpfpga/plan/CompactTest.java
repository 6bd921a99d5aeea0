package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.boundary.Memories;
import org.kcpfpga.plan.boundary.MemoryPlan;
import org.kcpfpga.plan.timing.Timing;
import org.kcpfpga.planner.Planner;

/** What the key {@code compact} changes, on an LSTM of one multiplier whose figures are by hand. */
class CompactTest {
  private static AcceleratorPlan plan(String cell, int multipliers, boolean compact) {
    String text =
        """
        {"name": "a", "cell": "%s", "multipliers": %d, "compact": %s,
         "input": {"in": [3, 4], "out": [2, 3], "terms": 1, "ranks": [2, 1]},
         "hidden": {"in": [3, 2], "out": [3, 2], "terms": 2, "ranks": [1, 1]},
         "bits": {"activation": 8, "factor": 9, "latent": 12, "state": 12}}
        """;
    return Planner.plan(
        DesignFile.parse("d", String.format(Locale.ROOT, text, cell, multipliers, compact)));
  }

  @Test
  void queuesAreShorterAndTheIntervalIsHardlyLonger() {
    AcceleratorPlan usual = plan("lstm", 1, false);
    AcceleratorPlan compact = plan("lstm", 1, true);
    assertThat(compact.pipeline().channels().keySet())
        .isEqualTo(usual.pipeline().channels().keySet());
    assertThat(tokens(compact)).isPositive().isLessThan(tokens(usual));
    assertThat(compact.cycles().interval())
        .isBetween(1L, usual.cycles().interval() * 17 / 16)
        .isEqualTo(Timing.of(compact.pipeline()).interval());
    assertThat(compact.hash()).isNotEqualTo(usual.hash());
  }

  private static int tokens(AcceleratorPlan plan) {
    return plan.pipeline().channels().values().stream()
        .mapToInt(channel -> channel.depth() * channel.wordTokens())
        .sum();
  }

  @Test
  void aCellThatIsSlowerThanItsGatesTakesThemOneByOne() {
    // eight products on one multiplier, and four gates
    CellPlan lstm = plan("lstm", 1, true).pipeline().cell();
    assertThat(lstm.interval()).isEqualTo(8);
    assertThat(lstm.beats()).isEqualTo(4);
    assertThat(lstm.beatGates()).isEqualTo(1);
    assertThat(plan("gru", 1, true).pipeline().cell().beats()).isEqualTo(3);
    assertThat(plan("rnn", 1, true).pipeline().cell().beats()).isEqualTo(1);
    assertThat(plan("lstm", 1, false).pipeline().cell().beats()).isEqualTo(1);
  }

  @Test
  void aBankOfOneMultiplierKeepsTheSumsOfItsMembers() {
    AcceleratorPlan plan = plan("lstm", 1, true);
    assertThat(plan.pipeline().banks()).hasSize(1);
    BankSums sums = plan.pipeline().banks().get(0).sums();
    // latents of 12 bits, factors of 9, and sums of 3, the length of mode 1: two bits
    assertThat(sums.bits()).isEqualTo(12 + 9 + 2);
    // input mode 1: R_1 = 2; hidden mode 2: K * R_2 = 2; hidden mode 1: a token of each of 2 terms
    assertThat(sums.first())
        .containsOnly(
            entry("input_contract1", 0),
            entry("hidden_contract2", 2),
            entry("hidden_contract1", 4),
            entry("input_front", 6),
            entry("hidden_expand2", 7),
            entry("hidden_expand1", 8),
            entry("input_expand2", 9),
            entry("input_expand1", 10));
    assertThat(sums.words()).isEqualTo(11);
    assertThat(Memories.of(plan))
        .contains(new MemoryPlan("bank0", "sums", 23, 11, MemoryPlan.Kind.DISTRIBUTED))
        .noneMatch(memory -> memory.name().equals("accumulators"));
    assertThat(plan("lstm", 1, false).pipeline().banks().get(0).sums()).isEqualTo(BankSums.NONE);
  }
}
