package org.kcpfpga.plan.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.Stage;
import org.kcpfpga.planner.Planner;

class OccupancyTest {
  @ParameterizedTest
  @ValueSource(strings = {"tiny", "linear", "fashion", "timit", "shd", "ytc-212"})
  void aStageMovesAsOftenAsItsWorkTakesAndABankServesOneAtATime(String name) {
    AcceleratorPlan plan = Planner.plan(DesignFile.read(Path.of("designs", name + ".json")));
    Occupancy occupancy = Timing.occupancy(plan.pipeline(), Long.MAX_VALUE);
    int steps = plan.cycles().period();
    assertThat(occupancy.cycles())
        .isBetween(
            (int) (steps * (plan.cycles().interval() - 1)) + 1,
            (int) (steps * plan.cycles().interval()));
    List<Stage> stages = plan.pipeline().stages();
    assertThat(occupancy.rows()).hasSize(stages.size() + 2);
    Map<String, long[]> users = new HashMap<>();
    for (int i = 0; i < stages.size(); i++) {
      Occupancy.Row row = occupancy.rows().get(i + 1);
      assertThat(row.name()).isEqualTo(stages.get(i).name());
      if (!row.name().equals(plan.pipeline().cell().name())) {
        assertThat(row.active().cardinality())
            .as(row.name())
            .isEqualTo((int) (steps * stages.get(i).cycles()));
        long[] bank = users.computeIfAbsent(row.bank(), b -> new long[occupancy.cycles()]);
        row.active().stream().forEach(cycle -> bank[cycle]++);
      }
    }
    users.remove(null);
    users.forEach((bank, used) -> assertThat(Arrays.stream(used).max()).as(bank).hasValue(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void aLongStepIsCutOff(int most) {
    AcceleratorPlan plan = Planner.plan(DesignFile.read(Path.of("designs/tiny.json")));
    Occupancy occupancy = Timing.occupancy(plan.pipeline(), most);
    assertThat(occupancy.cycles()).isEqualTo(most);
    occupancy.rows().forEach(row -> assertThat(row.active().length()).isLessThanOrEqualTo(most));
  }
}
