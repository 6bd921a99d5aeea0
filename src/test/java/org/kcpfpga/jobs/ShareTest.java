package org.kcpfpga.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.common.UserError;

class ShareTest {
  @Test
  void sharesInTheirOrderAreTheList() {
    List<Integer> all = IntStream.range(0, 10).boxed().toList();
    List<Share> shares = Share.of(10, 4);
    assertThat(shares).hasToString("[1/3, 2/3, 3/3]");
    assertThat(shares.stream().map(share -> share.of(all)))
        .containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6, 7, 8, 9));
    assertThat(Share.of(8, 4)).hasSize(2);
    assertThat(Share.of(0, 4)).containsExactly(Share.ALL);
    assertThat(Share.ALL.of(all)).isEqualTo(all);
  }

  @Test
  void aShareIsReadAsItIsWritten() {
    assertThat(Share.parse("--part", "2/3")).isEqualTo(new Share(2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "0/2", "3/2", "1/0", "-1/2", "1/2/3", "1 /2", "9999999/9999999"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Share.parse("--part", text))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("--part: " + text);
  }
}
