package org.kcpfpga.planner.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.design.Design;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.BankSums;
import org.kcpfpga.plan.MergedModes;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Ranks;
import org.kcpfpga.rnn.CellKind;

/** Banks: who is in them, who goes first, how wide they are. */
class AllocationTest {
  /** Every stage that an LSTM of two modes can have in a bank, in no order that matters. */
  private static final List<String> ALL =
      List.of(
          "hidden_expand1",
          "input_expand1",
          "hidden_contract1",
          "input_contract1",
          "input_expand2",
          "cell",
          "hidden_contract2",
          "hidden_expand2");

  private static final MergedModes FACTORS = new MergedModes(new boolean[2], new boolean[2]);

  @Test
  void theCellGoesFirstThenTheInputThenTheOutermostExpansion() {
    Pipeline pipeline = pipeline(FACTORS, 2, new Allocation.Bank(4, ALL));
    assertThat(pipeline.banks()).hasSize(1);
    assertThat(pipeline.banks().get(0).members())
        .containsExactly(
            "cell",
            "input_contract1",
            "hidden_contract2",
            "hidden_contract1",
            "hidden_expand2",
            "hidden_expand1",
            "input_expand2",
            "input_expand1");
  }

  @Test
  void withoutASystolicFrontTheBankContractsModeD() {
    List<String> all = List.of("input_front", "input_contract1");
    Pipeline pipeline = pipeline(FACTORS, 0, new Allocation.Bank(1, all));
    assertThat(pipeline.systolic()).isFalse();
    assertThat(pipeline.banks().get(0).members()).containsExactly("input_front", "input_contract1");
    assertThat(pipeline.input().contract().get(0).name()).isEqualTo("input_front");
    assertThat(pipeline.multipliers()).isEqualTo(1);
  }

  @Test
  void aBankIsAsLargeAndAsWideAsItsMembersNeed() {
    Pipeline pipeline =
        pipeline(
            FACTORS,
            2,
            new Allocation.Bank(7, List.of("hidden_contract2")),
            new Allocation.Bank(7, List.of("hidden_contract1", "input_expand1")),
            new Allocation.Bank(8, List.of("cell")));
    // A contract stage of mode d reads activations, 7 bits; K * R_2 = 2 products of a token.
    assertThat(pipeline.banks().get(0))
        .isEqualTo(
            new MultiplierBank(
                "bank0", 2, 7, 6, List.of("hidden_contract2"), BankSums.NONE, Ranks.of(0)));
    // Latents of 16 bits. Contraction: 1 of 2 tokens a beat, 2 entries each, or 2 * 2 = 4 <= 7.
    // Expansion of mode 1: 4 gates; with the reduction of 2 it would be 8.
    assertThat(pipeline.banks().get(1))
        .isEqualTo(
            new MultiplierBank(
                "bank1",
                4,
                16,
                6,
                List.of("hidden_contract1", "input_expand1"),
                BankSums.NONE,
                Ranks.of(0)));
    // The state has 18 bits; a slope 12: ceil of 16 * 2^14 / 256 + 1 = 1025, with sign.
    // The other operand is a gate of 16 bits, or the rest of an argument, 8 bits and a sign.
    assertThat(pipeline.banks().get(2))
        .isEqualTo(
            new MultiplierBank("bank2", 8, 18, 16, List.of("cell"), BankSums.NONE, Ranks.of(0)));
    assertThat(pipeline.banks().get(2).productBits()).isEqualTo(34);
    assertThat(pipeline.banks().get(2).shared()).isFalse();
    assertThat(pipeline.banks().get(1).shared()).isTrue();
    // front 2 lanes * 2 columns, banks 2 + 4 + 8
    assertThat(pipeline.multipliers()).isEqualTo(18);
  }

  @Test
  void aStageThatOnlyRenamesIsInNoBank() {
    MergedModes merged = new MergedModes(new boolean[] {false, true}, new boolean[] {true, false});
    Pipeline pipeline = pipeline(merged, 2, new Allocation.Bank(4, ALL));
    assertThat(pipeline.banks().get(0).members())
        .doesNotContain("input_expand2", "hidden_expand1")
        .hasSize(6);
    assertThat(pipeline.bankOf("input_expand2")).isNull();
    assertThat(pipeline.bankOf("hidden_expand1")).isNull();
    assertThat(pipeline.bankOf("cell")).isSameAs(pipeline.banks().get(0));
  }

  @Test
  void aBankWhoseMembersDoNotMultiplyIsLeftOut() {
    MergedModes merged = new MergedModes(new boolean[] {false, true}, new boolean[2]);
    Pipeline pipeline =
        pipeline(
            merged,
            2,
            new Allocation.Bank(3, List.of("input_expand2")),
            new Allocation.Bank(1, List.of("cell")));
    assertThat(pipeline.banks()).extracting(MultiplierBank::name).containsExactly("bank0");
    assertThat(pipeline.banks().get(0).members()).containsExactly("cell");
  }

  /** N = 3 * 4, M = 2 * 3, one term, every rank 2; 7, 6, 16 and 18 bits. */
  private static Pipeline pipeline(MergedModes forms, int frontLanes, Allocation.Bank... banks) {
    OperatorShape input =
        new OperatorShape(new int[] {3, 4}, new int[] {8, 3}, 1, new int[] {2, 2});
    OperatorShape hidden =
        new OperatorShape(new int[] {2, 3}, new int[] {8, 3}, 1, new int[] {2, 2});
    Design design =
        Design.of("hand", CellKind.LSTM, input, hidden, 2, 1, new BitWidths(7, 6, 16, 18));
    return PipelineBuilder.build(design, forms, new Allocation(frontLanes, List.of(banks)));
  }
}
