package org.kcpfpga.cycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.cycle.base.Requantiser;
import org.kcpfpga.cycle.base.Target;
import org.kcpfpga.cycle.cell.CellMath;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.boundary.ShiftField;
import org.kcpfpga.plan.boundary.ShiftMap;

/** The shifts of stages and cell, a word each in the order of {@link ShiftMap}. */
public final class Shifts implements Target {
  private final List<ShiftField> fields;
  private final int bits;
  private final Map<String, Requantiser> stages;
  private final CellMath cell;

  /** Values by name. */
  private final Map<String, Integer> values = new HashMap<>();

  /** {@code stages}: those that round, by name. */
  Shifts(Pipeline pipeline, QuantisedModel model, Map<String, Requantiser> stages, CellMath cell) {
    this.fields = ShiftMap.of(pipeline);
    this.bits = fields.stream().mapToInt(ShiftField::bits).max().orElseThrow();
    this.stages = stages;
    this.cell = cell;
    stages.forEach((name, stage) -> values.put(name, stage.shift()));
    CellScales scales = model.scales();
    values.put(ShiftMap.INPUT_ALIGN, scales.joint().inputAlign());
    values.put(ShiftMap.HIDDEN_ALIGN, scales.joint().hiddenAlign());
    values.put(ShiftMap.BIAS_ALIGN, scales.joint().biasAlign());
    values.put(ShiftMap.PRE_SHIFT, scales.joint().preShift());
    values.put(ShiftMap.FORGET_ALIGN, scales.pointwise().forgetAlign());
    values.put(ShiftMap.UPDATE_ALIGN, scales.pointwise().updateAlign());
    values.put(ShiftMap.STATE_SHIFT, scales.pointwise().stateShift());
    values.put(ShiftMap.ARGUMENT_SHIFT, scales.pointwise().argumentShift());
  }

  @Override
  public int entries() {
    return 1;
  }

  @Override
  public int bits() {
    return bits;
  }

  @Override
  public long get(int word, int entry) {
    ShiftField field = fields.get(word);
    return values.get(field.name()) - field.least() & mask(field);
  }

  @Override
  public void set(int word, int entry, long value) {
    ShiftField field = fields.get(word);
    int shift = field.least() + ((int) value & mask(field));
    values.put(field.name(), shift);
    Requantiser stage = stages.get(field.name());
    if (stage == null) {
      cell.scales = scales();
    } else {
      stage.shift(shift);
    }
  }

  private static int mask(ShiftField field) {
    return (1 << field.bits()) - 1;
  }

  private CellScales scales() {
    return new CellScales(
        new CellScales.Joint(
            values.get(ShiftMap.INPUT_ALIGN),
            values.get(ShiftMap.HIDDEN_ALIGN),
            values.get(ShiftMap.BIAS_ALIGN),
            values.get(ShiftMap.PRE_SHIFT)),
        new CellScales.Pointwise(
            values.get(ShiftMap.FORGET_ALIGN),
            values.get(ShiftMap.UPDATE_ALIGN),
            values.get(ShiftMap.STATE_SHIFT),
            values.get(ShiftMap.ARGUMENT_SHIFT),
            cell.scales.pointwise().hiddenShift()));
  }
}
