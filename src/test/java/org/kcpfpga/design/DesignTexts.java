package org.kcpfpga.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.kcpfpga.common.UserError;

/** Texts of design files, right ones and with one place changed, for tests. */
public final class DesignTexts {
  static final String GOOD =
      """
      {"name": "small-1", "cell": "lstm",
       "input": {"in": [3, 12], "out": [2, 3], "terms": 2, "ranks": [2, 1]},
       "hidden": {"in": [3, 2], "out": [6, 1], "terms": 1, "ranks": [2, 2]},
       "inputLanes": 4, "outputLanes": 3,
       "bits": {"activation": 9, "factor": 10, "latent": 11, "state": 12},
       "sequences": 1, "factors": "rom"}
      """;

  public static final String LINEAR =
      """
      {"name": "small-2", "cell": "linear",
       "input": {"in": [3, 12], "out": [2, 3], "terms": 2, "ranks": [2, 1]},
       "inputLanes": 4}
      """;

  private DesignTexts() {}

  static String bus(int lanes) {
    return with("\"inputLanes\": 4", "\"inputLanes\": 4, \"busLanes\": " + lanes);
  }

  static String without(String part) {
    return with(part, "");
  }

  /** The good file with the first occurrence of a part replaced, which must be there. */
  public static String with(String part, String other) {
    int at = GOOD.indexOf(part);
    assertThat(at).as(part).isNotNegative();
    return GOOD.substring(0, at) + other + GOOD.substring(at + part.length());
  }

  static void refused(String text, String beginning) {
    assertThatThrownBy(() -> DesignFile.parse("d.json", text))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(beginning);
  }

  static void refusedMentioning(String text, String... parts) {
    assertThatThrownBy(() -> DesignFile.parse("d.json", text))
        .isInstanceOf(UserError.class)
        .hasMessageContainingAll(parts);
  }
}
