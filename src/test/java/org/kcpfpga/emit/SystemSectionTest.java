package org.kcpfpga.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.design.SystemPart;
import org.kcpfpga.image.Core;

/** What is written of the parts for a system. */
class SystemSectionTest {
  private static final Design TINY = DesignFile.read(Path.of("designs/tiny.json"));

  private static String document(Design design) {
    Core core = RandomDesigns.deployment(design, 1).core();
    return RegisterDocument.markdown(core);
  }

  @Test
  void everyPartHasItsSection() {
    String without = document(TINY);
    assertThat(without).doesNotContain("Snapshots").contains("There are no interrupts.");
    String text = document(TINY.withSystem(SystemPart.values()));
    assertThat(text)
        .contains("## What the core says of itself", "## Snapshots", "## Interrupt")
        .contains("## Sequences of a fixed length", "come in rounds of one frame; every L")
        .contains("the top bit (1)\nbad", "is 6 beats of zeros")
        .containsPattern("At most \\d+ frames")
        .contains("| 0x808 | input_size | ro | 0000000c | N |")
        .contains("| 0x800 | parts | ro | ")
        .contains("| 0x004 | version | ro | 00020001 |")
        .doesNotContain("There are no interrupts.")
        .doesNotContain("@{");
    assertThat(document(TINY.withSystem(SystemPart.SNAPSHOT))).doesNotContain("irq");
  }

  @Test
  void aLoadableCoreHasNoFractions() {
    Design loadable = TINY.withLoadableFactors().withSystem(SystemPart.CAPABILITIES);
    assertThat(document(loadable)).doesNotContain("| fractions |").contains("those of the");
  }
}
