package org.kcpfpga.design;

import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.fixed.calibration.Scales;

/** {@link Scales} in JSON, with the keys that its components have. */
public final class ScalesKeys {
  private ScalesKeys() {}

  /** The scales of an object; every mistake in it is a user's that names the key. */
  public static Scales read(JsonKeys json) {
    boolean linear = json.isNull("hiddenOperator");
    return new Scales(
        json.integer("input"),
        operator(json.object("inputOperator")),
        linear ? null : operator(json.object("hiddenOperator")),
        json.integer("bias"),
        json.integer("state"),
        json.integer("output"));
  }

  private static Scales.Operator operator(JsonKeys json) {
    return new Scales.Operator(
        json.integers("u"), json.integers("v"), json.integers("contract"), json.integers("expand"));
  }
}
