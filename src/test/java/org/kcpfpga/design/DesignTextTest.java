package org.kcpfpga.design;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;

class DesignTextTest {
  @Test
  void aDesignThatIsWrittenIsReadBack() throws IOException {
    SplittableRandom r = RandomDesigns.random("DesignTextTest", 6);
    for (int i = 0; i < 200; i++) {
      Design design = RandomDesigns.design(r, RandomDesigns.Limits.SMALL);
      String text = new ObjectMapper().writeValueAsString(DesignText.values(design));
      assertThat(DesignFile.parse("d.json", text)).isEqualTo(design);
    }
  }
}
