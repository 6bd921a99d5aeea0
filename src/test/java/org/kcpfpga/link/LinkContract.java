package org.kcpfpga.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kcpfpga.RandomDesigns;
import org.kcpfpga.common.UserError;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.design.Implementation;
import org.kcpfpga.design.Lanes;
import org.kcpfpga.fixed.BitWidths;
import org.kcpfpga.fixed.FixedNetwork;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.kcp.OperatorShape;
import org.kcpfpga.plan.boundary.RegisterMap;
import org.kcpfpga.rnn.CellKind;

/** What every link to a core must do. */
abstract class LinkContract {
  static final int STEPS = 25;

  final Deployment deployment =
      RandomDesigns.deployment(DesignFile.read(Path.of("designs/tiny.json")), 9);

  /** A new link to a core. */
  public abstract Link link(Deployment deployed);

  public final Link link() {
    return link(deployment);
  }

  final List<Frame> frames() {
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
  void theDriverCountsStepsAndClearsCountersBeforeARun() {
    try (Link link = link()) {
      Driver driver = new Driver(deployment, link);
      for (int run = 0; run < 2; run++) {
        Driver.Outcome outcome = driver.run(frames(), Traffic.steady(10_000));
        assertThat(outcome.counters())
            .containsEntry("steps", (long) STEPS)
            .containsEntry("errors", 0L);
        assertThat(outcome.counters().get("busy")).isPositive();
        // a window may be refused, and reading it steps it
        assertThat(outcome.counters())
            .containsKey("checksum")
            .doesNotContainKeys("sequence", "state_data", "hidden_data", "load_data");
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
      assertThat(link.read(RegisterMap.VERSION)).isEqualTo(RegisterMap.MAJOR << 16);
    }
  }

  /** A small core of any kind with two sequences where it has a state. */
  private static Design small(CellKind cell, boolean loadable) {
    OperatorShape input =
        new OperatorShape(new int[] {3, 4}, new int[] {2 * cell.gates(), 2}, 2, new int[] {2, 2});
    int[] rows = {2 * cell.gates(), 2};
    OperatorShape hidden =
        cell.recurrent() ? new OperatorShape(new int[] {2, 2}, rows, 1, new int[] {2, 2}) : null;
    int sequences = cell.recurrent() ? 2 : 1;
    BitWidths bits = new BitWidths(8, 8, 14, 14);
    Implementation built = Implementation.DEFAULT.withLoadable(loadable);
    return new Design("small", cell, input, hidden, Lanes.of(2, 2), bits, sequences, built);
  }

  private static List<Frame> frames(Deployment deployed, long seed, int count, int slot) {
    SplittableRandom r = new SplittableRandom(seed);
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames.add(new Frame(r.ints(deployed.model().inSize(), -128, 128).toArray(), i == 0, slot));
    }
    return frames;
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU", "RNN"})
  void aSequenceGoesOnWhereItWasStopped(CellKind cell) {
    Deployment deployed = RandomDesigns.deployment(small(cell, false), 3);
    List<Frame> all = frames(deployed, 5, 8, 0);
    try (Link whole = link(deployed);
        Link parts = link(deployed)) {
      List<int[]> expected = new Driver(deployed, whole).run(all, Traffic.steady(5000)).hidden();
      Driver driver = new Driver(deployed, parts);
      List<int[]> head = driver.run(all.subList(0, 5), Traffic.steady(5000)).hidden();
      CoreState state = driver.state(0, head.get(4));
      // another stream goes through the core meanwhile, and the first one goes on in the other slot
      driver.run(frames(deployed, 6, 3, 0), Traffic.steady(5000));
      driver.resume(1, state);
      List<Frame> tail = all.subList(5, 8).stream().map(f -> new Frame(f.x(), false, 1)).toList();
      List<int[]> rest = driver.run(tail, Traffic.steady(5000)).hidden();
      for (int step = 5; step < 8; step++) {
        assertThat(rest.get(step - 5)).as("step " + step).isEqualTo(expected.get(step));
      }
      assertThat(driver.state(1, rest.get(2)).c()).hasSize(cell.keepsCell() ? 4 : 0);
    }
  }

  @Test
  void aStateOfAnotherSizeIsRefused() {
    Deployment deployed = RandomDesigns.deployment(small(CellKind.GRU, false), 3);
    try (Link link = link(deployed)) {
      Driver driver = new Driver(deployed, link);
      assertThatThrownBy(() -> driver.resume(0, new CoreState(new int[5], new long[0])))
          .isInstanceOf(UserError.class)
          .hasMessage("state: h: 5 values (expected: 4 values)");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"LSTM", "GRU", "RNN", "LINEAR"})
  void aLoadableCoreIsGivenEveryModelOfItsDesign(CellKind cell) {
    Design design = small(cell, true);
    Deployment first = RandomDesigns.deployment(design, 3);
    try (Link link = link(first)) {
      for (long seed : new long[] {3, 4, 3}) {
        Deployment deployed = RandomDesigns.deployment(design, seed);
        List<Frame> frames = frames(deployed, seed, 4, 0);
        FixedNetwork network = new FixedNetwork(deployed.quantised());
        List<int[]> hidden = new Driver(deployed, link).run(frames, Traffic.steady(5000)).hidden();
        for (int step = 0; step < 4; step++) {
          assertThat(hidden.get(step))
              .as("model %d, step %d", seed, step)
              .isEqualTo(network.step(frames.get(step).x(), step == 0));
        }
      }
    }
  }

  @Test
  void aModelThatIsOnceLoadedIsNotLoadedAgain() {
    Deployment deployed = RandomDesigns.deployment(small(CellKind.LSTM, true), 3);
    List<Integer> written = new ArrayList<>();
    try (Link link = new Recorded(link(deployed), written)) {
      new Driver(deployed, link);
      assertThat(written).contains(RegisterMap.LOAD_DATA);
      written.clear();
      new Driver(deployed, link);
      assertThat(written).isEmpty();
    }
  }

  @Test
  void aLoadThatGoesWrongOnTheWayIsNoticed() {
    Deployment deployed = RandomDesigns.deployment(small(CellKind.RNN, true), 3);
    try (Link link = new Tampered(link(deployed), 7)) {
      assertThatThrownBy(() -> new Driver(deployed, link))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("core: model checksum");
    }
  }

  @Test
  void aCoreWithAnotherModelInItsRomIsRefused() {
    Design design = small(CellKind.LINEAR, false);
    try (Link link = link(RandomDesigns.deployment(design, 3))) {
      assertThatThrownBy(() -> new Driver(RandomDesigns.deployment(design, 4), link))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("core: model checksum");
    }
  }

  @Test
  void anAccessThatTheCoreRefusesIsNamed() {
    try (Link link = link()) {
      assertThatThrownBy(() -> link.write(0xFFC, 1))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("core: write of register 0xffc: refused");
      assertThatThrownBy(() -> link.read(0xFFC))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("core: read of register 0xffc: refused");
      assertThat(link.read(RegisterMap.IDENTITY)).isEqualTo(RegisterMap.IDENTITY_VALUE);
    }
  }

  /** A link that keeps which registers are written. */
  private static final class Recorded extends Passing {
    private final List<Integer> written;

    Recorded(Link link, List<Integer> written) {
      super(link);
      this.written = written;
    }

    @Override
    public void write(int address, int value) {
      written.add(address);
      super.write(address, value);
    }
  }

  /** A link that flips one bit of one word of a load. */
  private static final class Tampered extends Passing {
    private int left;

    Tampered(Link link, int word) {
      super(link);
      this.left = word;
    }

    @Override
    public void write(int address, int value) {
      boolean now = address == RegisterMap.LOAD_DATA && left-- == 0;
      super.write(address, now ? value ^ 1 : value);
    }
  }

  /** A link in front of another. */
  private abstract static class Passing implements Link {
    private final Link link;

    Passing(Link link) {
      this.link = link;
    }

    @Override
    public Transfer stream(List<Frame> frames, Traffic traffic) {
      return link.stream(frames, traffic);
    }

    @Override
    public int read(int address) {
      return link.read(address);
    }

    @Override
    public void write(int address, int value) {
      link.write(address, value);
    }

    @Override
    public void close() {
      link.close();
    }
  }
}
