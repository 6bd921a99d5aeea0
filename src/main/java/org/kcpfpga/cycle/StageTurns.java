package org.kcpfpga.cycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.cycle.base.Agenda;
import org.kcpfpga.cycle.base.Turn;
import org.kcpfpga.cycle.stage.ContractStage;
import org.kcpfpga.cycle.stage.ExpandStage;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.MultiplierBank;

/** The turns of contract and expand stages on an agenda, and what each of them does. */
final class StageTurns {
  private final Agenda agenda;

  /** Turns to issue operations on shared banks, by the name of the stage. */
  private final Map<String, Turn> sharing = new HashMap<>();

  /** Turns that share multipliers with the cell. */
  private long withCell;

  /** By the number of the turn. */
  private final ContractStage[] contract = new ContractStage[Long.SIZE];

  private final ExpandStage[] expand = new ExpandStage[Long.SIZE];

  /** Turns of contract stages, and of expand stages to fill and to issue. */
  private long contracts;

  private long fills;
  private long issues;

  StageTurns(List<MultiplierBank> banks, Agenda agenda) {
    this.agenda = agenda;
    for (MultiplierBank bank : banks) {
      if (bank.shared()) {
        long bits = 0;
        for (String name : bank.members()) {
          if (!name.equals(CellPlan.NAME)) {
            Turn turn = agenda.turn();
            sharing.put(name, turn);
            bits |= turn.bit;
          }
        }
        agenda.share(bits);
        withCell |= bank.members().contains(CellPlan.NAME) ? bits : 0;
      }
    }
  }

  /** When the stage of some name issues. */
  Turn issue(String name) {
    Turn shared = sharing.get(name);
    return shared == null ? agenda.turn() : shared;
  }

  /** When an expand stage fills and issues. */
  ExpandStage.Turns expand(String name) {
    return new ExpandStage.Turns(agenda.turn(), issue(name));
  }

  void add(ContractStage stage, Turn turn) {
    contract[turn.number()] = stage;
    contracts |= turn.bit;
  }

  void add(ExpandStage stage, ExpandStage.Turns turns) {
    expand[turns.fill().number()] = stage;
    expand[turns.issue().number()] = stage;
    fills |= turns.fill().bit;
    issues |= turns.issue().bit;
  }

  /** Turns that the cell keeps from the multipliers that it shares. */
  long withCell() {
    return withCell;
  }

  /** Moves the stages that act in cycle {@code now}; in what order is all the same. */
  void move(long acting, long now) {
    for (long left = acting & contracts; left != 0; left &= left - 1) {
      contract[Long.numberOfTrailingZeros(left)].issue(now);
    }
    for (long left = acting & issues; left != 0; left &= left - 1) {
      expand[Long.numberOfTrailingZeros(left)].issue(now);
    }
    for (long left = acting & fills; left != 0; left &= left - 1) {
      expand[Long.numberOfTrailingZeros(left)].fill(now);
    }
  }
}
