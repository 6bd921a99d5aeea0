package org.kcpfpga.rtl;

import java.util.Map;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.boundary.LoadMap;
import org.kcpfpga.plan.boundary.LoadTarget;
import org.kcpfpga.rtl.base.StageBlock;
import org.kcpfpga.rtl.control.LoadPort;

/** Connects the control port of a loadable core with all that keeps a part of the model. */
final class LoadWiring {
  private final Pipeline pipeline;
  private final LoadPort control;
  private final Map<String, StageBlock> stages;

  /** {@code stages}: by name. */
  LoadWiring(Core core, LoadPort control, Map<String, StageBlock> stages) {
    this.pipeline = core.pipeline();
    this.control = control;
    this.stages = stages;
  }

  void connect() {
    LoadMap.of(pipeline).stream()
        .map(LoadTarget::name)
        .filter(name -> !name.equals(LoadMap.SHIFTS))
        .forEach(this::memory);
    stages.values().forEach(this::shifts);
  }

  private void memory(String target) {
    StageBlock stage = stages.get(target.equals(LoadMap.BIAS) ? CellPlan.NAME : target);
    stage.load().connect(control.memory(target));
  }

  private void shifts(StageBlock stage) {
    stage.shifts().forEach((name, shift) -> shift.drive(control.shift(name)));
  }
}
