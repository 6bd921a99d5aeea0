package org.kcpfpga.cycle;

import org.kcpfpga.cycle.base.Agenda;
import org.kcpfpga.cycle.base.Gearbox;
import org.kcpfpga.cycle.base.StreamStage;
import org.kcpfpga.cycle.cell.CellStage;
import org.kcpfpga.cycle.stage.ContractStage;
import org.kcpfpga.cycle.stage.ExpandStage;
import org.kcpfpga.cycle.stage.FrontStage;

/** The stages of a core, in stream order. */
record CycleStages(
    Entry entry,
    Agenda agenda,
    StageTurns turns,
    ContractStage[] contract,
    ExpandStage[] expand,
    CellStage cell) {

  /** The first stage that expands the input, which commits steps. */
  ExpandStage commit() {
    return expand[0];
  }

  /** What x goes through first; {@code front} is null where there is no systolic array. */
  record Entry(StreamStage stream, Gearbox gearbox, FrontStage front) {}
}
