package org.kcpfpga.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UserErrorTest {
  @Test
  void aMistakeIsOneLineOfPlaceValueAndExpectation() {
    assertThat(UserError.at("m.json: terms", 0, "at least 1"))
        .hasMessage("m.json: terms: 0 (expected: at least 1)");
    assertThat(UserError.at("m.json: terms", null, "at least 1"))
        .hasMessage("m.json: terms: null (expected: at least 1)");
    assertThat(UserError.at("terms", 0, "at least 1").within("m.json"))
        .hasMessage("m.json: terms: 0 (expected: at least 1)");
  }

  @Test
  void noCharacterBreaksTheLineOrSpeaksToTheTerminal() {
    assertThat(UserError.at("a\nb\u0085c", "\u009b31m\u001b[0m", "d\u2028e\u2029f"))
        .hasMessage("a b c:  31m [0m (expected: d e f)");
    assertThat(new UserError("a\0b")).hasMessage("a b");
    assertThat(UserError.at("name", "\u00e9\ud83d\ude00", "a text"))
        .as("other characters stay")
        .hasMessage("name: \u00e9\ud83d\ude00 (expected: a text)");
  }

  @Test
  void longPartsAreCutSoThatTheExpectationIsSeen() {
    String value = "v".repeat(200);
    String place = "p".repeat(1000);
    assertThat(UserError.at(place, value, "e")).hasMessage(place + ": " + value + " (expected: e)");
    assertThat(UserError.at(place + "p", value + "v", "e"))
        .hasMessage(place + "...: " + value + "... (expected: e)");
  }

  @Test
  void aLineHasAtMost2000Characters() {
    assertThat(new UserError("x".repeat(2000))).hasMessage("x".repeat(2000));
    assertThat(new UserError("x".repeat(2001))).hasMessage("x".repeat(2000) + "...");
  }
}
