package org.kcpfpga.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reasons why mutants of {@code tiny} are not seen excuse these, and not their neighbours. */
class MutantReasonsTest {
  private static final Reasons REASONS = Reasons.read(Path.of("hdl/mutants.txt"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "82 hidden_expand1_queue: $auto$ff.cc:266:slice$2964: const0 -port Q -portbit 2 -wire"
            + " hidden_expand1_queue.level -wirebit 2",
        "89 hidden_contract1_queue: $auto$ff.cc:266:slice$2945: const0 -port Q -portbit 1 -wire"
            + " hidden_contract1_queue.level -wirebit 1",
        "211 lstm_cell: $add$tiny_cell.v:127$176: cnot1 -port Y -portbit 2 -ctrlbit 13 -wire"
            + " lstm_cell._GEN_3 -wirebit 5",
        "336 : $auto$opt_dff.cc:254:combine_resets$2885: const1 -port A -portbit 1",
        "365 lstm_cell.pre_requantiser: $ternary$tiny_cell_pre_requantiser.v:37$256: cnot0 -port B"
            + " -portbit 4 -ctrlbit 14",
        "416 hidden_expand2.buffer: $ternary$tiny_hidden_expand2_buffer.v:18$870: const1 -port S"
            + " -portbit 0",
        "459 lstm_cell.sigmoid_lane6: $add$tiny_sigmoid_unit.v:16$1242: cnot1 -port A -portbit 0"
            + " -ctrlbit 13",
        "532 hidden_contract1_queue: $not$tiny_hidden_contract1_queue.v:38$650: const1 -port Y"
            + " -portbit 0",
        "550 hidden_contract2.credits: $auto$ff.cc:266:slice$2926: const1 -port Q -portbit 2 -wire"
            + " hidden_contract2.credits.level -wirebit 2"
      })
  void whatNoRunSawHasAReasonInThatDesignOnly(String mutant) {
    assertThat(REASONS.of("tiny " + mutant)).isNotNull();
    assertThat(REASONS.of("linear " + mutant)).isNull();
  }

  /** The first two were seen by runs; the others dead-lock, or take from an empty queue. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "77 lstm_cell: $add$tiny_cell.v:127$176: inv -port Y -portbit 21 -wire lstm_cell._GEN_3"
            + " -wirebit 24",
        "561 hidden_expand1_queue: $eq$tiny_hidden_expand1_queue.v:17$780: const1 -port Y -portbit"
            + " 0 -wire hidden_expand1_queue.read_address_last -wirebit 0",
        "1 hidden_contract2.credits: $auto$ff.cc:266:slice$2926: const0 -port Q -portbit 3 -wire"
            + " hidden_contract2.credits.level -wirebit 3",
        "2 hidden_expand1_queue: $auto$ff.cc:266:slice$2964: const1 -port Q -portbit 2 -wire"
            + " hidden_expand1_queue.level -wirebit 2",
        "3 hidden_contract1_queue: $not$tiny_hidden_contract1_queue.v:38$650: const0 -port Y"
            + " -portbit 0"
      })
  void whatARunCanSeeHasNone(String mutant) {
    assertThat(REASONS.of("tiny " + mutant)).isNull();
  }
}
