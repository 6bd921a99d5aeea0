package org.kcpfpga.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.Channel;

/** Designs just within and just beyond what the generator builds. */
class LimitsTest {
  private static Design linear(int in, int rows, int terms, int rank, int lanes) {
    return DesignFile.parse(
        "d.json",
        String.format(
            Locale.ROOT,
            """
            {"name": "large", "cell": "linear", "inputLanes": %d,
             "input": {"in": [%d], "out": [%d], "terms": %d, "ranks": [%d]}}
            """,
            lanes,
            in,
            rows,
            terms,
            rank));
  }

  private static void refused(Design design, String message) {
    assertThatThrownBy(() -> Planner.plan(design))
        .isInstanceOf(UserError.class)
        .hasMessage("design large: " + message);
  }

  @Test
  void theFrontHasAtMostTwoToThe16Multipliers() {
    // 4096 * 16 and 4096 * 17; the full A, of 2 rows, needs fewer, but time for an identity stage
    assertThat(Planner.plan(linear(4096, 2, 1, 16, 4096)).pipeline().front().multipliers())
        .isEqualTo(65_536);
    refused(
        linear(4096, 2, 1, 17, 4096),
        "inputLanes * terms * last rank: 69632 (expected: at most 65536 multipliers in the front)");
  }

  @Test
  void aRowOfTheFrontHoldsAtMostTwoToThe16BitsOfFactors() {
    // n / 1 factors of 8 bits
    assertThat(Planner.plan(linear(8192, 2, 1, 1, 1)).pipeline().front().folds()).isEqualTo(8192);
    refused(
        linear(8193, 2, 1, 1, 1),
        "inputLanes: 1 (expected: at least 3, or multipliers as a budget instead: a row of the"
            + " front holds at most 65536 bits of factors)");
    assertThat(Planner.plan(linear(8193, 2, 1, 1, 3)).pipeline().front().folds()).isEqualTo(2731);
    refused(
        linear(8209, 2, 1, 1, 1).withLanes(1),
        "inputLanes: 1 (expected: at least 8209, or multipliers as a budget instead: a row of the"
            + " front holds at most 65536 bits of factors)");
    Design budget = linear(8209, 2, 1, 1, 1).withMultipliers(4);
    assertThat(Planner.plan(budget).pipeline().multipliers()).isBetween(1, 4);
  }

  @Test
  void aWordHasAtMostTwoToThe16Bits() {
    // 4096 and 4097 latents of 16 bits
    Channel channel =
        Planner.plan(linear(2, 2, 4096, 1, 2)).pipeline().channels().get("input_expand1");
    assertThat(channel.wordTokens()).isEqualTo(4096);
    assertThat(channel.tokenBits()).isEqualTo(16);
    refused(
        linear(2, 2, 4097, 1, 2),
        "input_expand1_queue: 4097 tokens a word (expected: at most 65536 bits; fewer terms, ranks"
            + " or lanes)");
  }
}
