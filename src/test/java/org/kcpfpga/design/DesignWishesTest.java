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
    String three = with(lanes, lanes + ", \"pipeline\": 3");
    refused(three, "d.json: pipeline: 3 (expected: a level from 0 to 2)");
    String half = with(lanes, lanes + ", \"pipeline\": 0.5");
    refused(half, "d.json: pipeline: 0.5 (expected: a whole number)");
  }

  @Test
  void aFrontHasAMultiplierACellUnlessItNamesAnotherKind() {
    String usual = GOOD.replace("\"factor\": 10", "\"factor\": 7");
    assertThat(front(usual)).isEqualTo(FrontKind.MULTIPLIERS);
    String lanes = "\"inputLanes\": 4";
    // 9 + 2 * 7 = 23 bits
    assertThat(front(usual.replace(lanes, lanes + ", \"front\": \"packed\"")))
        .isEqualTo(FrontKind.PACKED);
    // all 12 elements of the last mode in a beat
    String whole = GOOD.replace(lanes, "\"inputLanes\": 12, \"front\": \"constant\"");
    assertThat(front(whole)).isEqualTo(FrontKind.CONSTANT);
    assertThat(DesignText.values(DesignFile.parse("d.json", whole)))
        .containsEntry("front", "constant");
  }

  private static FrontKind front(String text) {
    return DesignFile.parse("d.json", text).implementation().front();
  }

  @Test
  void aFrontThatCannotBeBuiltInAWayIsRefused() {
    String lanes = "\"inputLanes\": 4";
    refused(
        with(lanes, lanes + ", \"front\": \"dsp\""),
        "d.json: front: dsp (expected: one of multipliers, packed, constant)");
    // 9 + 2 * 10 = 29 bits
    refused(
        with(lanes, lanes + ", \"front\": \"packed\""),
        "d.json: front: packed with 9 and 10 bits (expected: activation + 2 * factor of at most 24"
            + " bits)");
    String expected = " (expected: factors rom and inputLanes 12, all of the last mode)";
    refused(
        with(lanes, lanes + ", \"front\": \"constant\""),
        "d.json: front: constant with several factors a cell" + expected);
    refused(
        with(lanes, "\"multipliers\": 400, \"front\": \"constant\""),
        "d.json: front: constant with several factors a cell" + expected);
    refused(
        with(lanes, "\"inputLanes\": 12, \"front\": \"constant\"")
            .replace("\"rom\"", "\"loadable\""),
        "d.json: front: constant with loadable factors" + expected);
  }
}
