package org.kcpfpga.proof.block;

import java.util.ArrayList;
import java.util.List;
import org.kcpfpga.plan.FrontPlan;
import org.kcpfpga.plan.boundary.LoadMap;
import org.kcpfpga.plan.boundary.LoadTarget;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.plan.boundary.ShiftField;
import org.kcpfpga.plan.boundary.ShiftMap;
import org.kcpfpga.proof.Dut;
import org.kcpfpga.proof.Harness;
import org.kcpfpga.proof.Mode;
import org.kcpfpga.proof.Proof;

/**
 * Proofs that what holds the model of a loadable core changes by a load and by nothing else,
 * whatever comes in and whenever reset does. Memories have a single write port, so that of them it
 * is enough that none is written.
 */
final class ModelProofs {
  private static final String GROUP = "model";

  private final Dut subject;

  ModelProofs(Dut subject) {
    this.subject = subject;
  }

  List<Proof> all() {
    if (!subject.plan().design().loadable()) {
      return List.of();
    }
    List<Proof> proofs = new ArrayList<>(List.of(shifts()));
    if (subject.pipeline().systolic()) {
      proofs.add(front(subject.pipeline().front()));
    }
    return proofs;
  }

  /** Shifts are registers of the control port, which also says when a memory is written. */
  private Proof shifts() {
    Harness setting = new Harness().dut(subject, ControlProofs.BLOCK);
    List<String> held = new ArrayList<>();
    for (ShiftField field : ShiftMap.of(subject.pipeline())) {
      String name = "kept_shift_" + field.name();
      setting.probe(name, "dut." + name, field.bits());
      held.add(name);
    }
    List<String> writes = new ArrayList<>();
    for (LoadTarget target : LoadMap.of(subject.pipeline())) {
      if (!target.name().equals(LoadMap.SHIFTS)) {
        writes.add("load_" + target.name());
      }
    }
    setting
        .constant("LOAD_DATA", RegisterMap.LOAD_DATA)
        .probe("low_write", "dut.low_write", 1)
        .probe("write_at_load_data", "dut.write_at_load_data", 1)
        .define("LOADS", "(low_write && write_at_load_data)")
        .define("WRITES", joined(writes));
    return proof(ControlProofs.BLOCK, setting, held);
  }

  private Proof front(FrontPlan plan) {
    Harness setting = new Harness().dut(subject, plan.name());
    List<String> held = new ArrayList<>();
    for (int row = 0; row < plan.lanes(); row++) {
      for (int from = 0; from < plan.columns(); from += plan.arrayTile()) {
        String tile = "row" + row + "_tile" + from / plan.arrayTile();
        for (FrontPlan.Cell cell : plan.cells(from)) {
          String name = "held_" + row + "_" + cell.column();
          String place = "dut." + tile + "." + cell.name(from) + ".held_factors";
          setting.probe(name, place, cell.columns() * plan.folds() * plan.factorBits());
          held.add(name);
        }
      }
    }
    setting.define("LOADS", "load_write").define("WRITES", "1'b0");
    return proof(plan.name(), setting, held);
  }

  private static Proof proof(String block, Harness setting, List<String> held) {
    setting.define("HELD", joined(held));
    return new Proof(block, GROUP, Mode.INDUCTION, 1, GROUP, setting.text());
  }

  private static String joined(List<String> names) {
    return "{" + String.join(", ", names) + "}";
  }
}
