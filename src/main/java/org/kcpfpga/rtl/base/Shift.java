package org.kcpfpga.rtl.base;

import java.util.List;
import org.kcpfpga.hdl.Bits;
import org.kcpfpga.hdl.Block;
import org.kcpfpga.hdl.Signed;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.boundary.ShiftField;
import org.kcpfpga.plan.boundary.ShiftMap;

/**
 * A shift: a number, or what a register of a loadable core holds.
 *
 * @param value the number of the model
 * @param register where it is kept; null if it is wired in
 * @param port input of the block that brings the register
 */
public record Shift(int value, ShiftField register, String port) {

  /** The shift by which a stage rounds. */
  public static Shift ofStage(Core core, String stage) {
    return of(core, stage, "shift");
  }

  /** A shift of the cell, by its name in {@link ShiftMap}. */
  public static Shift ofCell(Core core, String name) {
    return of(core, name, name);
  }

  private static Shift of(Core core, String name, String port) {
    List<ShiftField> fields = ShiftMap.of(core.pipeline());
    List<Integer> values = ShiftMap.unchecked(core.pipeline(), core.model());
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        boolean loadable = core.plan().design().loadable();
        return new Shift(values.get(i), loadable ? fields.get(i) : null, port);
      }
    }
    throw new IllegalArgumentException("no shift " + name);
  }

  /** A shift that is the same for every model. */
  public static Shift constant(int value) {
    return new Shift(value, null, null);
  }

  /** Declares the input that brings the register; null where there is none. */
  public Bits input(Block block) {
    return register == null ? null : block.input(port, register.bits());
  }

  /** The greatest value. */
  public int most() {
    return register == null ? value : register.most();
  }

  /** The greatest shift to the left. */
  int left() {
    return Math.max(0, register == null ? -value : -register.least());
  }

  /** The shift to the right of a number. */
  int right() {
    return Math.max(0, value);
  }

  /** value * 2^shift; {@code held} is the register. */
  public Signed align(Signed token, Bits held) {
    return register == null ? token.shiftLeft(value) : token.shiftLeft(held);
  }

  /** floor((acc + 2^(shift-1)) / 2^shift), below 0 an exact left shift; {@code held} as above. */
  public Signed round(Signed sum, Bits held) {
    return register == null
        ? sum.roundShift(value)
        : sum.shiftLeft(-register.least()).roundShift(held);
  }
}
