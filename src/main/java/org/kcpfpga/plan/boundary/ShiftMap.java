package org.kcpfpga.plan.boundary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kcpfpga.common.UserError;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.plan.CellPlan;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.plan.Side;
import org.kcpfpga.plan.StageNames;
import org.kcpfpga.rnn.CellKind;

/** The shifts that depend on a model, in the order in which a loadable core is given them. */
public final class ShiftMap {
  public static final String INPUT_ALIGN = "input_align";
  public static final String HIDDEN_ALIGN = "hidden_align";
  public static final String BIAS_ALIGN = "bias_align";
  public static final String PRE_SHIFT = "pre_shift";
  public static final String FORGET_ALIGN = "forget_align";
  public static final String UPDATE_ALIGN = "update_align";
  public static final String STATE_SHIFT = "state_shift";
  public static final String ARGUMENT_SHIFT = "argument_shift";

  private ShiftMap() {}

  /** Stages that round, in the order of the saturation counters, then the cell. */
  public static List<ShiftField> of(Pipeline pipeline) {
    List<ShiftField> fields = new ArrayList<>();
    for (String name : StageNames.names(pipeline)) {
      if (!name.startsWith(CellPlan.NAME)) {
        fields.add(new ShiftField(name, 6, 0));
      }
    }
    CellKind kind = pipeline.cell().kind();
    fields.add(new ShiftField(INPUT_ALIGN, 4, 0));
    if (kind.recurrent()) {
      fields.add(new ShiftField(HIDDEN_ALIGN, 4, 0));
    }
    fields.add(new ShiftField(BIAS_ALIGN, 5, 0));
    fields.add(new ShiftField(PRE_SHIFT, 6, -16));
    if (kind.keepsCell()) {
      fields.add(new ShiftField(FORGET_ALIGN, 4, 0));
      fields.add(new ShiftField(UPDATE_ALIGN, 5, 0));
      fields.add(new ShiftField(STATE_SHIFT, 6, 0));
      fields.add(new ShiftField(ARGUMENT_SHIFT, 6, -16));
    }
    return List.copyOf(fields);
  }

  /**
   * The values of a model's shifts, in the order of {@link #of}.
   *
   * @throws UserError if one does not fit its register
   */
  public static List<Integer> values(Pipeline pipeline, QuantisedModel model) {
    List<ShiftField> fields = of(pipeline);
    List<Integer> values = unchecked(pipeline, model);
    for (int i = 0; i < fields.size(); i++) {
      ShiftField field = fields.get(i);
      int value = values.get(i);
      if (value < field.least() || value > field.most()) {
        throw UserError.at(
            "model: " + field.name(),
            value,
            field.least() + " to " + field.most() + ", as a loadable core can hold");
      }
    }
    return values;
  }

  /** The values of a model's shifts, whether they fit their registers or not. */
  public static List<Integer> unchecked(Pipeline pipeline, QuantisedModel model) {
    Map<String, Integer> all = new LinkedHashMap<>();
    if (model.input() != null) {
      side(all, Side.INPUT, model.input());
    }
    if (model.hidden() != null) {
      side(all, Side.HIDDEN, model.hidden());
    }
    CellScales scales = model.scales();
    all.put(INPUT_ALIGN, scales.joint().inputAlign());
    all.put(HIDDEN_ALIGN, scales.joint().hiddenAlign());
    all.put(BIAS_ALIGN, scales.joint().biasAlign());
    all.put(PRE_SHIFT, scales.joint().preShift());
    all.put(FORGET_ALIGN, scales.pointwise().forgetAlign());
    all.put(UPDATE_ALIGN, scales.pointwise().updateAlign());
    all.put(STATE_SHIFT, scales.pointwise().stateShift());
    all.put(ARGUMENT_SHIFT, scales.pointwise().argumentShift());
    return of(pipeline).stream().map(field -> all.get(field.name())).toList();
  }

  private static void side(Map<String, Integer> all, Side side, QuantisedOperator operator) {
    int modes = operator.shape().modes();
    for (int mode = 1; mode <= modes; mode++) {
      all.put(StageNames.contract(side, mode, mode == modes), operator.contractShift()[mode - 1]);
      all.put(StageNames.expand(side, mode), operator.expandShift()[mode - 1]);
    }
  }
}
