package org.kcpfpga.verify.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kcpfpga.verify.mutation.MutationRun.Outcome;
import org.kcpfpga.verify.mutation.MutationRun.Score;

class MutationRunTest {
  @Test
  void sharesAddUpToTheWhole() {
    Outcome first =
        new Outcome(
            Map.of("bank", new Score(3, 4), "top", new Score(1, 1)),
            List.of("1 a"),
            Map.of("2 b", "why"),
            List.of(),
            Map.of(),
            100);
    Outcome second =
        new Outcome(
            Map.of("bank", new Score(1, 2)),
            List.of("7 c"),
            Map.of(),
            List.of("8 d"),
            Map.of("9 e", "not so"),
            100);
    Outcome all = first.plus(second);
    assertThat(all.places()).isEqualTo(Map.of("bank", new Score(4, 6), "top", new Score(1, 1)));
    assertThat(all.all()).isEqualTo(new Score(5, 7));
    assertThat(all.equivalent()).containsExactly("1 a", "7 c");
    assertThat(all.explained()).isEqualTo(Map.of("2 b", "why"));
    assertThat(all.survivors()).containsExactly("8 d");
    assertThat(all.refuted()).isEqualTo(Map.of("9 e", "not so"));
    assertThat(all.cycles()).isEqualTo(100);
  }
}
