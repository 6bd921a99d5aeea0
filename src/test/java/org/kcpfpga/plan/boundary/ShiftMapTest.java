package org.kcpfpga.plan.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.design.DesignTexts;
import org.kcpfpga.fixed.CellScales;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.planner.Planner;

/** The shifts of a loadable core: their order, and what their registers can hold. */
class ShiftMapTest {
  private static final Design DESIGN =
      DesignFile.parse("d.json", DesignTexts.with("\"rom\"", "\"loadable\""));
  private static final Pipeline PIPELINE = Planner.plan(DESIGN).pipeline();

  /**
   * Every shift another number, and 99 where there is nothing to shift.
   *
   * @param front shift behind the contraction of the input's last mode
   * @param preShift of the cell
   */
  private static QuantisedModel model(int front, int preShift) {
    return new QuantisedModel(
        DESIGN.cell(),
        DESIGN.bits(),
        new QuantisedModel.Fractions(0, 0, 0),
        operator(DESIGN.input(), new int[] {1, front}, new int[] {3, 99}),
        operator(DESIGN.hidden(), new int[] {4, 5}, new int[] {6, 99}),
        new int[24],
        null,
        new CellScales(
            new CellScales.Joint(7, 8, 9, preShift),
            new CellScales.Pointwise(11, 12, 13, -14, 99)));
  }

  private static QuantisedOperator operator(OperatorShape shape, int[] contract, int[] expand) {
    return new QuantisedOperator(
        shape, null, null, contract, expand, new int[2], new int[2], new boolean[2]);
  }

  @Test
  void everyStageThatRoundsHasAShiftThenTheCell() {
    assertThat(ShiftMap.of(PIPELINE))
        .containsExactly(
            new ShiftField("input_front", 6, 0),
            new ShiftField("input_contract1", 6, 0),
            new ShiftField("input_expand1", 6, 0),
            new ShiftField("hidden_expand1", 6, 0),
            new ShiftField("hidden_contract2", 6, 0),
            new ShiftField("hidden_contract1", 6, 0),
            new ShiftField("input_align", 4, 0),
            new ShiftField("hidden_align", 4, 0),
            new ShiftField("bias_align", 5, 0),
            new ShiftField("pre_shift", 6, -16),
            new ShiftField("forget_align", 4, 0),
            new ShiftField("update_align", 5, 0),
            new ShiftField("state_shift", 6, 0),
            new ShiftField("argument_shift", 6, -16));
    assertThat(ShiftMap.values(PIPELINE, model(2, -10)))
        .isEqualTo(List.of(2, 1, 3, 6, 5, 4, 7, 8, 9, -10, 11, 12, 13, -14));
  }

  @Test
  void whatARegisterCannotHoldIsRefusedButStillListed() {
    // 6 bits from 0 on, and from -16 on
    assertThat(ShiftMap.values(PIPELINE, model(63, -16))).startsWith(63).contains(-16);
    assertThat(ShiftMap.values(PIPELINE, model(0, 47))).startsWith(0).contains(47);
    refused(
        model(64, 0), "model: input_front: 64 (expected: 0 to 63, as a loadable core can hold)");
    refused(
        model(0, 48), "model: pre_shift: 48 (expected: -16 to 47, as a loadable core can hold)");
    refused(
        model(0, -17), "model: pre_shift: -17 (expected: -16 to 47, as a loadable core can hold)");
    assertThat(ShiftMap.unchecked(PIPELINE, model(64, 0))).startsWith(64);
  }

  private static void refused(QuantisedModel model, String message) {
    assertThatThrownBy(() -> ShiftMap.values(PIPELINE, model))
        .isInstanceOf(UserError.class)
        .hasMessage(message);
  }

  /** A linear cell has one operator, and neither state nor hidden side. */
  @Test
  void aLinearCellHasTheShiftsOfItsInputAlone() {
    Design design = DesignFile.parse("d.json", DesignTexts.LINEAR);
    QuantisedModel model =
        new QuantisedModel(
            design.cell(),
            design.bits(),
            new QuantisedModel.Fractions(0, 0, 0),
            operator(design.input(), new int[] {1, 2}, new int[] {0, 99}),
            null,
            new int[6],
            null,
            new CellScales(
                new CellScales.Joint(7, 0, 9, 10), new CellScales.Pointwise(0, 0, 0, 0, 0)));
    Pipeline pipeline = Planner.plan(design).pipeline();
    // mode 1 has rows = R = 2: a full A, whose U = I rounds nothing
    assertThat(ShiftMap.of(pipeline).stream().map(ShiftField::name))
        .containsExactly(
            "input_front", "input_contract1", "input_align", "bias_align", "pre_shift");
    assertThat(ShiftMap.values(pipeline, model)).containsExactly(2, 1, 7, 9, 10);
  }
}
