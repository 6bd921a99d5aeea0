package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.List;

/** The stages that requantise, in the order in which counters and reports list them. */
public final class Saturations {
  public static final String PRE = "cell_pre";
  public static final String STATE = "cell_state";
  public static final String HIDDEN = "cell_hidden";

  private Saturations() {}

  static List<String> names(int inputModes, int hiddenModes) {
    List<String> names = new ArrayList<>();
    for (int mode = inputModes; mode >= 1; mode--) {
      names.add(contract(Side.INPUT, mode, inputModes));
    }
    for (int mode = 1; mode < inputModes; mode++) {
      names.add(expand(Side.INPUT, mode));
    }
    for (int mode = 1; mode < hiddenModes; mode++) {
      names.add(expand(Side.HIDDEN, mode));
    }
    names.add(PRE);
    names.add(STATE);
    names.add(HIDDEN);
    for (int mode = hiddenModes; mode >= 1; mode--) {
      names.add(contract(Side.HIDDEN, mode, hiddenModes));
    }
    return List.copyOf(names);
  }

  /** The stage that contracts a mode: the front for the last mode of the input. */
  public static String contract(Side side, int mode, int modes) {
    boolean front = side == Side.INPUT && mode == modes;
    return side.label() + (front ? "_front" : "_contract" + mode);
  }

  /** The stage that expands a mode. */
  public static String expand(Side side, int mode) {
    return side.label() + "_expand" + mode;
  }
}
