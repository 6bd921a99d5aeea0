package org.kcpfpga.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.format.FormatKind;
import org.kcpfpga.format.OperatorFormat;
import org.kcpfpga.rnn.CellKind;

class JobTest {
  /** LSTM, 12 inputs, 6 hidden: rows 8, 3. */
  private static final Study.Shape SHAPE =
      new Study.Shape(CellKind.LSTM, List.of(3, 4), List.of(2, 3), 1, 2);

  @ParameterizedTest
  @EnumSource(value = FormatKind.class, names = "DENSE", mode = EnumSource.Mode.EXCLUDE)
  void anOperatorIsTheLargestWithinItsBudget(FormatKind kind) {
    long before = 0;
    for (int budget = 40; budget <= 200; budget += 20) {
      long parameters = Job.within(SHAPE, kind, budget).parameters();
      assertThat(parameters).isBetween(before, (long) budget);
      before = parameters;
    }
    assertThat(before).as("%s in 200", kind).isGreaterThan(60);
  }

  @Test
  void cpTakesAllTermsThatFit() {
    // a term has 8 + 3 + 3 + 4 = 18 entries
    OperatorFormat cp = Job.within(SHAPE, FormatKind.CP, 60);
    assertThat(cp.parameters()).isEqualTo(54);
    assertThat(cp.shape().terms()).isEqualTo(3);
  }

  @Test
  void denseHasNoBudget() {
    assertThat(Job.within(SHAPE, FormatKind.DENSE, 0).parameters()).isEqualTo(24 * 12);
  }

  @Test
  void aBudgetBelowTheSmallestIsRefused() {
    assertThatThrownBy(() -> Job.within(SHAPE, FormatKind.KCP, 17))
        .isInstanceOf(UserError.class)
        .hasMessage("budgets: 17 (expected: enough for kcp of rank 1)");
  }
}
