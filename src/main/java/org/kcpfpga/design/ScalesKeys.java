package org.kcpfpga.design;

import org.kcpfpga.common.JsonKeys;
import org.kcpfpga.fixed.calibration.Scales;
import org.kcpfpga.fixed.fit.Balance;
import org.kcpfpga.fixed.fit.Steps;

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
        json.integers("u"),
        json.integers("v"),
        json.integers("contract"),
        json.integers("expand"),
        json.isNull("balance") ? null : balance(json.object("balance")),
        json.isNull("steps") ? null : steps(json.object("steps")));
  }

  private static Balance balance(JsonKeys json) {
    return new Balance(json.numberLists("u"), json.numberLists("v"));
  }

  private static Steps steps(JsonKeys json) {
    return new Steps(json.integerLists("u"), json.integerLists("v"));
  }
}
