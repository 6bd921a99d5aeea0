package org.kcpfpga.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.TensorNetwork.Core;

/** Cores and sizes by hand, and what is refused. */
class OperatorFormatTest {
  private static final List<Integer> IN = List.of(8, 20, 20, 18);

  /** Gates in mode 1. */
  private static final List<Integer> ROWS = List.of(16, 4, 4, 4);

  /** The published counts of an LSTM of 57,600 inputs and 256 hidden units. */
  @Test
  void parametersArePublishedOnes() {
    assertThat(OperatorFormat.uniform(FormatKind.TT, IN, ROWS, 1, 4).parameters()).isEqualTo(3360);
    assertThat(OperatorFormat.uniform(FormatKind.BT, IN, ROWS, 2, 4).parameters()).isEqualTo(3392);
    assertThat(
            OperatorFormat.uniform(
                    FormatKind.KCP, List.of(4, 20, 20, 36), List.of(8, 8, 8, 2), 1, 2)
                .parameters())
        .isEqualTo(212);
    assertThat(OperatorFormat.uniform(FormatKind.DENSE, IN, ROWS, 1, 1).parameters())
        .isEqualTo(58_982_400);
  }

  /** r sum n_i m_i + (d - 2) r^3 + r^2 of one gate: 720 + 375 + 25. */
  @Test
  void aTreeHasALeafAModeAndJoinsThemByHand() {
    OperatorFormat format =
        OperatorFormat.uniform(
            FormatKind.HT, List.of(8, 10, 10, 9, 8), List.of(4, 4, 2, 4, 2), 1, 5);
    assertThat(format.parameters()).isEqualTo(1120);
    assertThat(format.network().cores().stream().map(Core::name))
        .containsExactly("A.5", "A.4", "B.4-5", "A.3", "A.2", "A.1", "B.1-2", "B.1-3", "B.1-5");
  }

  /** MACs of TT in the order of its source: sum of n_1..n_k m_k..m_d r_k r_k+1. */
  @Test
  void theOrderOfTheTrainCostsWhatItsSourceSays() {
    long expected = 0;
    int[] ranks = {1, 4, 4, 4, 1};
    for (int k = 0; k < 4; k++) {
      long product = (long) ranks[k] * ranks[k + 1];
      for (int i = 0; i <= k; i++) {
        product *= IN.get(i);
      }
      for (int i = k; i < 4; i++) {
        product *= ROWS.get(i);
      }
      expected += product;
    }
    assertThat(expected).isEqualTo(1_937_408);
    TensorNetwork train = OperatorFormat.uniform(FormatKind.TT, IN, ROWS, 1, 4).network();
    assertThat(train.multiplications()).isEqualTo(expected);
  }

  @Test
  void theRanksOfTheTreeComeLeavesFirst() {
    FormatShape shape =
        new FormatShape(List.of(9, 9, 9, 9), List.of(9, 9, 9, 9), 1, List.of(1, 2, 3, 4, 5, 6));
    List<Core> cores = OperatorFormat.of(FormatKind.HT, shape).network().cores();
    assertThat(cores.stream().map(core -> core.name() + List.of(sizes(core))))
        .containsExactly(
            "A.4[9, 9, 4]",
            "A.3[9, 9, 3]",
            "B.3-4[3, 4, 6]",
            "A.2[9, 9, 2]",
            "A.1[9, 9, 1]",
            "B.1-2[1, 2, 5]",
            "B.1-4[5, 6]");
  }

  private static Integer[] sizes(Core core) {
    return core.indices().stream().map(TensorNetwork.Index::extent).toArray(Integer[]::new);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TT | 2 3 | 2   | 1 | 1       | rows: [2] (expected: 2 modes, as many as in [2, 3])",
        "TT | 2 3 | 2 2 | 1 | 1 1     | ranks: [1, 1] (expected: 1 numbers)",
        "TT | 2 3 | 2 2 | 1 | 5       | ranks: number 1: 5 (expected: at most 4)",
        "TT | 2 3 | 2 2 | 2 | 1       | terms: 2 (expected: 1: only kcp, cp and bt have more)",
        "BT | 2 3 | 2 2 | 1 | 4 7     | ranks: number 2: 7 (expected: at most 6)",
        "HT | 2 3 | 2 2 | 1 | 5 1     | ranks: number 1: 5 (expected: at most 4)",
        "TR | 2 3 | 2 2 | 1 | 1 1 1   | ranks: [1, 1, 1] (expected: 4 numbers)",
        "TR | 2 3 | 2 2 | 1 | 9999 9999 1 1 | V.1: more than 2^24 entries (expected: at most"
            + " 16777216)",
        "KCP | 2 3 | 2 2 | 1 | 1 4    | ranks: number 2: 4 (expected: at most 3)",
        "CP | 2 0 | 2   | 1 |         | in: [2, 0] (expected: numbers from 1 on)",
        "CP | 2   | 2   | 0 |         | terms: 0 (expected: at least 1)",
        "CP | 9999 9999 | 2 | 1 |     | in: [9999, 9999] (expected: a product of at most 16777216)",
      })
  void whatDoesNotFitIsNamed(
      FormatKind kind, String in, String rows, int terms, String ranks, String message) {
    assertThatThrownBy(
            () ->
                OperatorFormat.of(
                    kind, new FormatShape(numbers(in), numbers(rows), terms, numbers(ranks))))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  @Test
  void ranksThatAreOfNoUseAreCutToWhatIs() {
    List<Integer> in = List.of(2, 1, 1);
    List<Integer> rows = List.of(1, 2, 3);
    assertThat(ranks(OperatorFormat.upTo(FormatKind.TT, in, rows, 1, 9))).containsExactly(2, 3);
    assertThat(ranks(OperatorFormat.upTo(FormatKind.BT, in, rows, 2, 2))).containsExactly(2, 2, 2);
    assertThat(ranks(OperatorFormat.upTo(FormatKind.KCP, in, rows, 2, 9))).containsExactly(2, 2, 3);
    assertThat(ranks(OperatorFormat.upTo(FormatKind.HT, in, rows, 1, 3)))
        .containsExactly(2, 2, 3, 3);
  }

  private static List<Integer> ranks(OperatorFormat format) {
    return format.shape().ranks();
  }

  private static List<Integer> numbers(String text) {
    return text == null
        ? List.of()
        : List.of(text.split(" ")).stream().map(Integer::valueOf).toList();
  }
}
