package org.kcpfpga.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kcpfpga.design.DesignTexts.GOOD;
import static org.kcpfpga.design.DesignTexts.refused;
import static org.kcpfpga.design.DesignTexts.with;

import org.junit.jupiter.api.Test;

/** Keys that ask for a latency or for register ranks. */
class DesignWishesTest {
  @Test
  void aLatencyStandsBesideLanes() {
    String text = with("\"inputLanes\": 4", "\"inputLanes\": 4, \"latency\": 90");
    Design design = DesignFile.parse("d.json", text);
    assertThat(design.lanes().latency()).isEqualTo(90);
    assertThat(design.withMultipliers(5).lanes().latency()).isEqualTo(90);
    assertThat(DesignText.values(design)).containsEntry("latency", 90);
    assertThat(DesignText.values(DesignFile.parse("d.json", GOOD))).doesNotContainKey("latency");
    refused(
        text.replace("90", "90, \"compact\": true"),
        "d.json: latency: with compact (expected: only one of latency and compact)");
  }

  @Test
  void aDesignHasTheFewestRegisterRanksUnlessItNamesALevel() {
    assertThat(DesignFile.parse("d.json", GOOD).implementation().pipeline()).isEqualTo(0);
    String lanes = "\"inputLanes\": 4";
    String ranked = with(lanes, lanes + ", \"pipeline\": 1");
    assertThat(DesignFile.parse("d.json", ranked).implementation().pipeline()).isEqualTo(1);
    String two = with(lanes, lanes + ", \"pipeline\": 2");
    refused(two, "d.json: pipeline: 2 (expected: a level from 0 to 1)");
    String half = with(lanes, lanes + ", \"pipeline\": 0.5");
    refused(half, "d.json: pipeline: 0.5 (expected: a whole number)");
  }
}
