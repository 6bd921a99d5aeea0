package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.kcpfpga.fixed.SaturationCounts;

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

  /** Counts in the order of {@link AcceleratorPlan#saturationNames()}. */
  public static long[] list(SaturationCounts counts) {
    LongStream.Builder all = LongStream.builder();
    for (int mode = counts.inputContract().length; mode >= 1; mode--) {
      all.add(counts.inputContract()[mode - 1]);
    }
    for (int mode = 1; mode < counts.inputExpand().length; mode++) {
      all.add(counts.inputExpand()[mode - 1]);
    }
    for (int mode = 1; mode < counts.hiddenExpand().length; mode++) {
      all.add(counts.hiddenExpand()[mode - 1]);
    }
    all.add(counts.pre()).add(counts.state()).add(counts.hidden());
    for (int mode = counts.hiddenContract().length; mode >= 1; mode--) {
      all.add(counts.hiddenContract()[mode - 1]);
    }
    return all.build().toArray();
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
