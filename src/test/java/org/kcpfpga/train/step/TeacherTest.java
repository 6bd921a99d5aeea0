package org.kcpfpga.train.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.datasets.LabelledInputs;
import org.kcpfpga.tensor.Tensor;

class TeacherTest {
  private static final Distillation WEIGHTS = new Distillation(0.5, 2, 1);

  /** Three sequences of two steps, two classes, one unit; a batch of the last and the first. */
  @Test
  void aBatchHasTheAnswersToItsOwnSequences() {
    float[] logits = {1, 2, 3, 4, 5, 6};
    float[] hidden = {10, 11, 20, 21, 30, 31};
    Teacher teacher = new Teacher(3, 2, logits, hidden, WEIGHTS);
    LabelledInputs data = new LabelledInputs(Tensor.zeros(3, 2, 1), Tensor.zeros(3));
    Batch batch = new Batches(data, teacher).plain(new int[] {1, 2, 0}, 1, 5);
    assertThat(batch.targets().logits()).containsExactly(5, 6, 1, 2);
    // [T, B, M]
    assertThat(batch.targets().hidden()).containsExactly(30, 10, 31, 11);
    Batch dropped =
        new Batches(data, teacher)
            .dropped(batch, new Batches.Dropout(0, 0), 1, new Batches.Position(1, 0, 0));
    assertThat(dropped.targets()).isSameAs(batch.targets());
    assertThat(new Batches(data).plain(new int[] {1}, 0, 1).targets()).isNull();
  }

  /** softmax((2 log 3, 0) / 2) = (3/4, 1/4); large logits do not overflow. */
  @Test
  void answersAreSoftened() {
    float[] logits = {(float) (2 * Math.log(3)), 0, 5000, 5000};
    float[] p = new Targets(logits, null, WEIGHTS).probabilities(2);
    assertThat(p[0]).isCloseTo(0.75f, within(1e-6f));
    assertThat(p[1]).isCloseTo(0.25f, within(1e-6f));
    assertThat(p[2]).isEqualTo(0.5f);
    assertThat(p[3]).isEqualTo(0.5f);
  }

  @ParameterizedTest
  @CsvSource({
    "-0.1, 2, 0, --teacher",
    "1.1, 2, 0, --teacher",
    "NaN, 2, 0, --teacher",
    "0.5, 0, 0, --temperature",
    "0.5, 1, -1, --states"
  })
  void wrongWeightsAreRefused(double share, double temperature, double states, String option) {
    assertThatThrownBy(() -> new Distillation(share, temperature, states))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(option + ": ");
  }
}
