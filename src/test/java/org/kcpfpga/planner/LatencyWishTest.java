package org.kcpfpga.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.AcceleratorPlan;

/** Plans of designs that wish for a latency. */
class LatencyWishTest {
  private static AcceleratorPlan planned(String name, String lanes, int latency)
      throws IOException {
    String text = Files.readString(Path.of("designs", name + ".json"));
    String wish = lanes + ", \"latency\": " + latency;
    Design design = DesignFile.parse("d.json", text.replaceFirst("\"inputLanes\": *\\d+", wish));
    assertThat(design.lanes().latency()).isEqualTo(latency);
    return Planner.plan(design);
  }

  @Test
  void multipliersAreTradedForLatencyAtTheSameInterval() throws IOException {
    AcceleratorPlan plan = planned("ytc-212", "\"inputLanes\": 12", 6000);
    assertThat(plan.cycles().interval()).isEqualTo(4800);
    assertThat(plan.cycles().latency()).isLessThanOrEqualTo(6000);
    assertThat(plan.pipeline().multipliers()).isEqualTo(33);
  }

  /** 28 multipliers, 37 and 70 cycles, as without a wish. */
  @Test
  void aWishThatIsMetChangesNothing() throws IOException {
    AcceleratorPlan plain = Planner.plan(DesignFile.read(Path.of("designs/tiny.json")));
    AcceleratorPlan wished = planned("tiny", "\"inputLanes\": 2", 70);
    assertThat(wished.pipeline()).isEqualTo(plain.pipeline());
    assertThat(wished.hash()).isEqualTo(plain.hash());
  }

  @Test
  void aBudgetIsNotExceeded() {
    assertThatThrownBy(() -> planned("tiny", "\"multipliers\": 1", 400))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "design tiny: latency: 400 (expected: at least 492, the least that was found at 480"
                + " cycles a step, on 1 multipliers)");
  }
}
