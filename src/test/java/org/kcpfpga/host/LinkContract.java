package org.kcpfpga.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.plan.DesignFile;
import org.kcpfpga.plan.RegisterMap;
import org.kcpfpga.tensor.UserError;

/** What every link to a core must do. */
abstract class LinkContract {
  private static final int STEPS = 25;

  final Deployment deployment =
      RandomDesigns.deployment(DesignFile.read(Path.of("designs/tiny.json")), 9);

  /** A new link to a core of {@link #deployment}. */
  abstract Link link();

  private List<Frame> frames() {
    var inputs = RandomDesigns.inputs(new java.util.SplittableRandom(4), 5, STEPS / 5, 12);
    return Frames.of(deployment, inputs);
  }

  private List<int[]> expected() {
    FixedNetwork network = new FixedNetwork(deployment.quantised());
    List<int[]> all = new ArrayList<>();
    frames().forEach(frame -> all.add(network.step(frame.x(), frame.start())));
    return all;
  }

  private void assertDelivers(Traffic traffic) {
    try (Link link = link()) {
      List<int[]> outputs = link.stream(frames(), traffic).outputs();
      List<int[]> expected = expected();
      assertThat(outputs).hasSize(STEPS);
      for (int step = 0; step < STEPS; step++) {
        assertThat(outputs.get(step)).as("step " + step).isEqualTo(expected.get(step));
      }
    }
  }

  @Test
  void deliversWhatTheFunctionalModelSays() {
    assertDelivers(Traffic.steady(10_000));
  }

  @Test
  void gapsAndStallsDoNotChangeTheResult() {
    assertDelivers(new Traffic(0.7, 0, 1, 10_000));
    assertDelivers(new Traffic(0, 0.9, 2, 10_000));
    assertDelivers(new Traffic(0.5, 0.5, 3, 10_000));
  }

  @Test
  void runsAtTheIntervalOfThePlan() {
    try (Link link = link()) {
      Traffic steady = Traffic.steady(10_000);
      long alone = link.stream(frames().subList(0, 1), steady).stepEnds().get(0);
      assertThat(alone + 1).isEqualTo(deployment.plan().cycles().latency());
      List<Frame> many = new ArrayList<>();
      int lead = deployment.plan().cycles().lead();
      int span = deployment.plan().cycles().period();
      while (many.size() < lead + span + STEPS) {
        many.addAll(frames());
      }
      List<Long> ends = link.stream(many, steady).stepEnds();
      long spent = ends.get(lead + span - 1) - ends.get(lead - 1);
      assertThat((spent + span - 1) / span).isEqualTo(deployment.plan().cycles().interval());
    }
  }

  @Test
  void anOutputThatIsNeverTakenEndsInAnErrorThatNamesTheStream() {
    try (Link link = link()) {
      assertThatThrownBy(() -> link.stream(frames(), new Traffic(0, 1, 1, 500)))
          .isInstanceOf(StreamStalled.class)
          .hasMessageContaining("_axis: stalled for 500 cycles")
          .hasMessageContaining("m_axis delivered 0 of 150");
    }
  }

  @Test
  void anInputThatIsNeverOfferedEndsInAnErrorThatNamesTheStream() {
    try (Link link = link()) {
      assertThatThrownBy(() -> link.stream(frames(), new Traffic(1, 0, 1, 500)))
          .isInstanceOf(StreamStalled.class)
          .hasMessageContaining("s_axis: stalled for 500 cycles");
    }
  }

  @Test
  void theDriverCountsStepsAndClearsCountersBeforeARun() {
    try (Link link = link()) {
      Driver driver = new Driver(deployment, link);
      for (int run = 0; run < 2; run++) {
        Driver.Outcome outcome = driver.run(frames(), Traffic.steady(10_000));
        assertThat(outcome.counters()).containsEntry("steps", STEPS).containsEntry("errors", 0);
        assertThat(outcome.counters().get("busy")).isPositive();
      }
    }
  }

  @Test
  void theDriverRefusesACoreOfAnotherPlan() {
    Deployment other =
        RandomDesigns.deployment(DesignFile.read(Path.of("designs/fashion.json")), 1);
    try (Link link = link()) {
      assertThatThrownBy(() -> new Driver(other, link))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("core: plan hash");
    }
  }

  @Test
  void registersReadBackTheirIdentity() {
    try (Link link = link()) {
      assertThat(link.read(RegisterMap.IDENTITY)).isEqualTo(RegisterMap.IDENTITY_VALUE);
      assertThat(link.read(RegisterMap.VERSION)).isEqualTo(RegisterMap.VERSION_VALUE);
    }
  }
}
