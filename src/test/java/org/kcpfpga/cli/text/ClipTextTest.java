package org.kcpfpga.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClipTextTest {
  private static final Map<String, Long> ALL =
      Map.of("input_front", 900L, "cell_pre", 4800L, "cell_state", 30_000L);

  @Test
  void stagesThatClippedAreNamedWithTheirShareAndOthersAreNot() {
    Map<String, Long> clips = new LinkedHashMap<>();
    clips.put("input_front", 0L);
    assertThat(ClipText.of(clips, ALL)).isEmpty();
    clips.put("cell_pre", 12L);
    clips.put("cell_state", 2L);
    assertThat(ClipText.of(clips, ALL).strip())
        .isEqualTo("clipped: cell_pre 12 of 4,800 (0.25 %), cell_state 2 of 30,000 (under 0.01 %)");
    assertThat(ClipText.share(clips, ALL)).isEqualTo(14.0 / 35_700);
  }
}
