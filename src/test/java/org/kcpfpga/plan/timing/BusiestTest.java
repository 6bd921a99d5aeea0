package org.kcpfpga.plan.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.Pipeline;
import org.kcpfpga.planner.Planner;

class BusiestTest {
  private static Occupancy.Row row(String name, String bank, int... cycles) {
    BitSet active = new BitSet();
    for (int cycle : cycles) {
      active.set(cycle);
    }
    return new Occupancy.Row(name, 1, bank, active);
  }

  /** Members of a bank take turns: 2 + 2 of 4 cycles are all of them. */
  @Test
  void membersOfABankCountTogether() {
    Busiest busiest =
        Busiest.of(
            new Occupancy(
                4,
                List.of(
                    row("input", null, 0, 1, 2),
                    row("a", "bank0", 0, 2),
                    row("b", "bank0", 1, 3),
                    row("output", null, 3))));
    assertThat(busiest).isEqualTo(new Busiest("bank0", 1));
    assertThat(busiest.limits()).isTrue();
  }

  @Test
  void ofEquallyBusyPartsTheFirstIsNamed() {
    Busiest busiest =
        Busiest.of(new Occupancy(4, List.of(row("input", null, 1), row("a", null, 2))));
    assertThat(busiest).isEqualTo(new Busiest("input", 0.25));
    assertThat(busiest.limits()).isFalse();
  }

  /** Two in 12 = 6 x 2 at two a cycle: the input never waits. */
  @Test
  void theInputOfTheLinearDesignNeverWaits() {
    Pipeline pipeline = Planner.plan(DesignFile.read(Path.of("designs/linear.json"))).pipeline();
    assertThat(Busiest.of(Timing.occupancy(pipeline, 1 << 12))).isEqualTo(new Busiest("input", 1));
  }
}
