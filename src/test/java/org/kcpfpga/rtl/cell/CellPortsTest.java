package org.kcpfpga.rtl.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.hdl.verilog.Verilog;
import org.kcpfpga.image.Core;
import org.kcpfpga.plan.StageNames;

/** Ports that some cells have and others have not. */
class CellPortsTest {

  @Test
  void anLstmHasAllButWhatLoadsAModel() {
    Cell cell = cell("tiny");
    assertThat(cell.hidden().data().width()).isPositive();
    assertThat(cell.window().write().data().width()).isPositive();
    assertThat(cell.bank().operands().products().width()).isPositive();
    assertThat(cell.clips()).containsOnlyKeys(StageNames.PRE, StageNames.STATE, StageNames.HIDDEN);
    assertThat(cell.shifts()).isEmpty();
    isRefused(cell::load, "tiny_cell: no load");
  }

  @Test
  void aLinearCellSaysWhatItHasNot() {
    Cell cell = cell("linear");
    assertThat(cell.clips()).containsOnlyKeys(StageNames.HIDDEN);
    isRefused(cell::hidden, "linear_cell: no hidden sums");
    isRefused(cell::toHidden, "linear_cell: no hidden side");
    isRefused(cell::window, "linear_cell: no states");
    isRefused(cell::bank, "linear_cell: no bank");
  }

  private static void isRefused(ThrowingCallable call, String what) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(what + " (expected: a part of this block)");
  }

  private static Cell cell(String design) {
    Core core =
        RandomDesigns.deployment(DesignFile.read(Path.of("designs", design + ".json")), 1).core();
    AtomicReference<Cell> made = new AtomicReference<>();
    Verilog.emit(
        () -> {
          made.set(new Cell(core));
          return made.get();
        });
    return made.get();
  }
}
