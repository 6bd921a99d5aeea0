package org.kcpfpga.plan.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.planner.Planner;

class BusiestTest {
  private static Busiest busiest(Design design) {
    AcceleratorPlan plan = Planner.plan(design);
    return Busiest.of(plan.pipeline(), plan.cycles().interval());
  }

  private static Design tiny() {
    return DesignFile.read(Path.of("designs/tiny.json"));
  }

  /** A single multiplier does the 480 multiplications of tiny in 480 cycles. */
  @Test
  void membersOfABankCountTogether() {
    Busiest busiest = busiest(tiny().withMultipliers(1));
    assertThat(busiest).isEqualTo(new Busiest("bank0", 1));
    assertThat(busiest.limits()).isTrue();
  }

  /** Two in 12 = 6 x 2 at two a cycle: the input never waits, nor do others, which come later. */
  @Test
  void ofEquallyBusyPartsTheFirstIsNamed() {
    assertThat(busiest(DesignFile.read(Path.of("designs/linear.json"))))
        .isEqualTo(new Busiest("input", 1));
  }

  @Test
  void aRecurrenceLimitsNoPart() {
    assertThat(busiest(tiny()).limits()).isFalse();
  }
}
