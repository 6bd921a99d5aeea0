package org.kcpfpga.verify.coverage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.ContractPlan;
import org.kcpfpga.plan.ExpandPlan;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.MultiplierBank;
import org.kcpfpga.plan.Side;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.plan.StageNames;

/** How a stage spreads its work over multipliers and cycles. */
public enum FoldKind {
  /** The systolic front, one beat a fibre. */
  FRONT,
  /** The systolic front, whose cells choose among several factors. */
  FOLDED_FRONT,
  /** Multipliers of its own, all of an index or output in one cycle. */
  OWN,
  /** Multipliers of its own, several cycles each. */
  OWN_FOLDED,
  /** A bank shared with other stages, one cycle each. */
  SHARED,
  /** A bank shared with other stages, several cycles each. */
  SHARED_FOLDED,
  /** A mode contracted by the full matrix U V^T. */
  MERGED,
  /** Expansion by the identity: no multiplier, no rounding. */
  IDENTITY,
  /** A cell with multipliers of its own. */
  OWN_CELL,
  /** A cell whose products take cycles from the stages of its bank. */
  SHARED_CELL;

  private static final List<String> CELL =
      List.of(StageNames.PRE, StageNames.STATE, StageNames.HIDDEN);

  /**
   * The kinds that a core has, each with the stages that show it and can clip; empty for an
   * identity.
   */
  static Map<FoldKind, List<String>> of(AcceleratorPlan plan) {
    List<String> counted = plan.saturationNames();
    Map<FoldKind, List<String>> all = new EnumMap<>(FoldKind.class);
    for (Stage stage : plan.pipeline().stages()) {
      List<String> names = stage == plan.pipeline().cell() ? CELL : List.of(stage.name());
      List<String> clipping = names.stream().filter(counted::contains).toList();
      for (FoldKind kind : of(plan, stage)) {
        if (kind == IDENTITY || !clipping.isEmpty()) {
          all.computeIfAbsent(kind, k -> new ArrayList<>()).addAll(clipping);
        }
      }
    }
    return all;
  }

  private static List<FoldKind> of(AcceleratorPlan plan, Stage stage) {
    MultiplierBank bank = plan.pipeline().bankOf(stage.name());
    return stage.match(new Kinds(plan, bank != null && bank.shared()));
  }

  /** The kinds of a stage; {@code shared}: others use its multipliers too. */
  private record Kinds(AcceleratorPlan plan, boolean shared)
      implements Stage.Cases<List<FoldKind>> {
    @Override
    public List<FoldKind> front(FrontPlan front) {
      return List.of(front.folded() ? FOLDED_FRONT : FRONT);
    }

    @Override
    public List<FoldKind> contract(ContractPlan contract) {
      FoldKind banked = banked(shared, contract.accumulatorWords());
      return merged(plan, contract) ? List.of(banked, MERGED) : List.of(banked);
    }

    @Override
    public List<FoldKind> expand(ExpandPlan expand) {
      return List.of(expand.identity() ? IDENTITY : banked(shared, operations(expand)));
    }

    @Override
    public List<FoldKind> cell(CellPlan cell) {
      return cell.multipliers() == 0 ? List.of() : List.of(shared ? SHARED_CELL : OWN_CELL);
    }
  }

  private static FoldKind banked(boolean shared, int operations) {
    if (operations > 1) {
      return shared ? SHARED_FOLDED : OWN_FOLDED;
    }
    return shared ? SHARED : OWN;
  }

  private static int operations(ExpandPlan stage) {
    return stage.contextBlocks() * stage.gateBlocks() * stage.reductionBlocks();
  }

  private static boolean merged(AcceleratorPlan plan, ContractPlan stage) {
    boolean input = stage.side() == Side.INPUT;
    return (input ? plan.forms().input() : plan.forms().hidden())[stage.mode() - 1];
  }
}
