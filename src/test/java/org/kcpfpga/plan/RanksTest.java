package org.kcpfpga.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;

/** Register ranks by level. */
class RanksTest {
  private static final Ranks PLAIN = Ranks.of(0);
  private static final Ranks RANKED = Ranks.of(1);

  /** Level 0: issue, product, sum. Level 1: a rank of operands between issue and product. */
  @Test
  void levelsOfAMultiplication() {
    assertThat(PLAIN.product()).isEqualTo(1);
    assertThat(PLAIN.sum()).isEqualTo(3);
    assertThat(RANKED.product()).isEqualTo(2);
    assertThat(RANKED.sum()).isEqualTo(4);
  }

  /** 32 products make five levels: two, two, and one in front of the rank of the sum. */
  @ParameterizedTest
  @CsvSource({
    // products, accumulated, level 0, level 1
    "1, false, 0, 0",
    "2, false, 0, 0",
    "4, false, 0, 0",
    "5, false, 0, 1",
    "16, false, 0, 1",
    "32, false, 0, 2",
    "1, true, 0, 0",
    "2, true, 1, 1",
    "4, true, 1, 1",
    "8, true, 1, 1",
    "9, true, 1, 2",
  })
  void ranksOfATree(int products, boolean accumulated, int plain, int ranked) {
    assertThat(PLAIN.tree(products, accumulated)).isEqualTo(plain);
    assertThat(RANKED.tree(products, accumulated)).isEqualTo(ranked);
  }

  /** By hand in CellScheduleTest: o * tanh(c') of an LSTM comes from three products in a row. */
  @Test
  void aCellTakesARankMoreForEveryProductInARow() {
    int latent = BitWidths.MAX;
    CellSchedule plain = CellSchedule.of(CellKind.LSTM, latent, 8, PLAIN);
    CellSchedule ranked = CellSchedule.of(CellKind.LSTM, latent, 8, RANKED);
    assertThat(ranked.interval()).isEqualTo(plain.interval());
    // a gate, f c or i g, tanh(c'), o tanh(c')
    assertThat(ranked.latency()).isEqualTo(plain.latency() + 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear", "ytc-212", "ucf11", "ucf11-r4", "ucf50", "shd"})
  void anInputBoundCoreKeepsItsInterval(String name) {
    AcceleratorPlan plain = plan(name, 0);
    AcceleratorPlan ranked = plan(name, 1);
    assertThat(ranked.cycles().interval()).isEqualTo(plain.cycles().interval());
    assertThat(ranked.hash()).isNotEqualTo(plain.hash());
  }

  private static AcceleratorPlan plan(String name, int level) {
    Design design = DesignFile.read(Path.of("designs", name + ".json"));
    return Planner.plan(design.withPipeline(level));
  }
}
