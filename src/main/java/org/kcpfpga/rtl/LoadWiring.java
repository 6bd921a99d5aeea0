package org.kcpfpga.rtl;

import java.util.Map;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.boundary.LoadMap;
import org.kcpfpga.plan.boundary.LoadTarget;
import org.kcpfpga.plan.boundary.ShiftField;
import org.kcpfpga.plan.boundary.ShiftMap;
import org.kcpfpga.rtl.control.ControlPort;
import org.kcpfpga.rtl.stage.Front;

/** Connects the control port of a loadable core with all that keeps a part of the model. */
final class LoadWiring {
  private final Pipeline pipeline;
  private final ControlPort control;
  private final Map<String, Block> stages;

  /** {@code stages}: by name. */
  LoadWiring(Core core, ControlPort control, Map<String, Block> stages) {
    this.pipeline = core.pipeline();
    this.control = control;
    this.stages = stages;
  }

  void connect() {
    LoadMap.of(pipeline).stream()
        .filter(target -> !target.name().equals(LoadMap.SHIFTS))
        .forEach(this::memory);
    ShiftMap.of(pipeline).forEach(this::shift);
  }

  private void memory(LoadTarget target) {
    String name = target.name();
    Block stage = stages.get(name.equals(LoadMap.BIAS) ? CellPlan.NAME : name);
    stage.bool("load_write").drive(control.bool("load_" + name));
    stage.bits("load_word").drive(control.bits("load_word").wrapTo(target.wordBits()));
    // the chain of the front has no addresses
    if (!(stage instanceof Front)) {
      int width = Bits.indexWidth(target.words());
      stage.bits("load_address").drive(control.bits("load_address").wrapTo(width));
    }
  }

  private void shift(ShiftField field) {
    Bits shift = control.bits("shift_" + field.name());
    Block stage = stages.get(field.name());
    if (stage == null) {
      stages.get(CellPlan.NAME).bits(field.name()).drive(shift);
    } else {
      stage.bits("shift").drive(shift);
    }
  }
}
