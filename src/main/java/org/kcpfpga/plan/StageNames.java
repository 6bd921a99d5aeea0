package org.kcpfpga.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.fixed.SaturationCounts;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.rnn.CellKind;

/** The stages that requantise, in the order in which counters and reports list them. */
public final class StageNames {
  public static final String PRE = "cell_pre";

  /** c of an LSTM; of a GRU the pre-activation of its candidate. */
  public static final String STATE = "cell_state";

  /** The output vector. */
  public static final String HIDDEN = "cell_hidden";

  private StageNames() {}

  public static List<String> names(Pipeline pipeline) {
    List<String> names = new ArrayList<>();
    if (pipeline.systolic()) {
      names.add(pipeline.front().name());
    }
    pipeline.input().contract().forEach(stage -> names.add(stage.name()));
    expands(pipeline.input().expand(), names);
    expands(pipeline.hidden().expand(), names);
    CellKind kind = pipeline.cell().kind();
    if (kind.recurrent()) {
      names.add(PRE);
    }
    if (kind.definition().roundsState()) {
      names.add(STATE);
    }
    names.add(HIDDEN);
    pipeline.hidden().contract().forEach(stage -> names.add(stage.name()));
    return List.copyOf(names);
  }

  private static void expands(List<ExpandPlan> stages, List<String> names) {
    stages.stream().filter(ExpandPlan::requantises).forEach(stage -> names.add(stage.name()));
  }

  /** Counts by name, in the order of {@link AcceleratorPlan#saturationNames()}. */
  public static Map<String, Long> of(AcceleratorPlan plan, SaturationCounts counts) {
    Map<String, Long> all = new LinkedHashMap<>();
    side(all, Side.INPUT, counts.inputContract(), counts.inputExpand());
    side(all, Side.HIDDEN, counts.hiddenContract(), counts.hiddenExpand());
    all.put(PRE, counts.pre());
    all.put(STATE, counts.state());
    all.put(HIDDEN, counts.hidden());
    Map<String, Long> ordered = new LinkedHashMap<>();
    plan.saturationNames().forEach(name -> ordered.put(name, all.get(name)));
    return ordered;
  }

  /**
   * Values that each stage requantises, in the same order, in {@code steps} steps of which {@code
   * starts} begin a sequence: these have no h to expand.
   */
  public static Map<String, Long> requantised(AcceleratorPlan plan, long steps, long starts) {
    Map<String, Long> all = new LinkedHashMap<>();
    CellPlan cell = plan.pipeline().cell();
    long passes = cell.passes();
    side(all, Side.INPUT, plan.inputShape(), steps, passes * steps);
    if (plan.hiddenShape() != null) {
      side(all, Side.HIDDEN, plan.hiddenShape(), passes * steps, passes * (steps - starts));
    }
    all.put(PRE, steps * cell.kind().definition().preActivations() * cell.size());
    all.put(STATE, steps * cell.size());
    all.put(HIDDEN, steps * cell.size());
    Map<String, Long> ordered = new LinkedHashMap<>();
    plan.saturationNames().forEach(name -> ordered.put(name, all.get(name)));
    return ordered;
  }

  private static void side(
      Map<String, Long> all, Side side, OperatorShape shape, long contracts, long expands) {
    int modes = shape.modes();
    for (int mode = 1; mode <= modes; mode++) {
      all.put(contract(side, mode, mode == modes), contracts * shape.contractValues(mode));
      all.put(expand(side, mode), expands * shape.expandValues(mode));
    }
  }

  private static void side(Map<String, Long> all, Side side, long[] contract, long[] expand) {
    for (int mode = 1; mode <= contract.length; mode++) {
      all.put(contract(side, mode, mode == contract.length), contract[mode - 1]);
      all.put(expand(side, mode), expand[mode - 1]);
    }
  }

  /**
   * The stage that contracts a mode.
   *
   * @param first whether it is mode d: the front, on the side of the input
   */
  public static String contract(Side side, int mode, boolean first) {
    return side.label() + (side == Side.INPUT && first ? "_front" : "_contract" + mode);
  }

  /** The stage that expands a mode. */
  public static String expand(Side side, int mode) {
    return side.label() + "_expand" + mode;
  }
}
