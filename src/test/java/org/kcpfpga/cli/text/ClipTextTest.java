package org.kcpfpga.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClipTextTest {
  @Test
  void stagesThatClippedAreNamedAndOthersAreNot() {
    Map<String, Long> clips = new LinkedHashMap<>();
    clips.put("input_front", 0L);
    assertThat(ClipText.of(clips, 8)).isEmpty();
    clips.put("cell_pre", 12L);
    clips.put("cell_state", 2L);
    assertThat(ClipText.of(clips, 8).strip())
        .isEqualTo("clipped: cell_pre 12 (1.50 a step), cell_state 2 (0.250 a step)");
  }
}
