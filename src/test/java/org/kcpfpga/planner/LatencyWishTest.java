package org.kcpfpga.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.timing.Timing;

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

  /** Twelve for the products of the front, eight each for its last expand stage and the cell. */
  @ParameterizedTest
  @CsvSource({"6000, multipliers, 29", "5300, multipliers, 40", "5300, packed, 28"})
  void multipliersAreTradedForLatencyAtTheSameInterval(int latency, String front, int multipliers)
      throws IOException {
    String lanes = "\"front\": \"" + front + "\", \"inputLanes\": 12";
    AcceleratorPlan plan = planned("ytc-212", lanes, latency);
    assertThat(plan.cycles().interval()).isEqualTo(4800);
    assertThat(plan.cycles().latency()).isLessThanOrEqualTo(latency);
    assertThat(plan.pipeline().multipliers()).isEqualTo(multipliers);
    assertThat(plan.cycles()).isEqualTo(Timing.of(plan.pipeline()));
  }

  /** Full matrices on h leave its expansion no product; its contraction comes after all others. */
  @Test
  void whatTheOutputWaitsForGoesFirst() throws IOException {
    AcceleratorPlan plan = planned("tiny", "\"multipliers\": 1", 400);
    assertThat(plan.forms().hidden()).containsExactly(true, true);
    assertThat(plan.pipeline().banks()).hasSize(1);
    List<String> members = plan.pipeline().banks().get(0).members();
    assertThat(members.subList(members.size() - 2, members.size()))
        .containsExactly("hidden_contract2", "hidden_contract1");
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
    assertThatThrownBy(() -> planned("tiny", "\"multipliers\": 1", 200))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "design tiny: latency: 200 (expected: at least 304, the least that was found at 480"
                + " cycles a step, on 1 multipliers)");
  }
}
