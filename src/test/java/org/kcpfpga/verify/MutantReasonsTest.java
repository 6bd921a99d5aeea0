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
        "365 lstm_cell.pre_requantiser: $ternary$kcp_requantiser.v:47$921: cnot0 -port B"
            + " -portbit 4 -ctrlbit 14",
        "416 hidden_expand2.buffer: $ternary$tiny_hidden_expand2_buffer.v:28$870: const1 -port S"
            + " -portbit 0",
        "532 hidden_contract1_queue: $logic_not$kcp_queue.v:41$650: const1 -port Y" + " -portbit 0",
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
        "15 lstm_cell.pre_requantiser: $add$kcp_requantiser.v:37$913: inv -port Y -portbit 22 -wire"
            + " lstm_cell.pre_requantiser.token[2].saturates.sign -wirebit 0",
        "561 hidden_expand1_queue: $eq$kcp_queue.v:68$780: const1 -port Y -portbit 0",
        "1 hidden_contract2.credits: $auto$ff.cc:266:slice$2926: const0 -port Q -portbit 3 -wire"
            + " hidden_contract2.credits.level -wirebit 3",
        "2 hidden_expand1_queue: $auto$ff.cc:266:slice$2964: const1 -port Q -portbit 2 -wire"
            + " hidden_expand1_queue.level -wirebit 2",
        "3 hidden_contract1_queue: $logic_not$kcp_queue.v:41$650: const0 -port Y -portbit 0"
      })
  void whatARunCanSeeHasNone(String mutant) {
    assertThat(REASONS.of("tiny " + mutant)).isNull();
  }
}
