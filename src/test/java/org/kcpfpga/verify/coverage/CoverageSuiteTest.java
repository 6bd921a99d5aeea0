package org.kcpfpga.verify.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.design.Design;
import org.kcpfpga.design.DesignFile;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.plan.AcceleratorPlan;
import org.kcpfpga.plan.StreamPlan;
import org.kcpfpga.planner.Planner;
import org.kcpfpga.rnn.CellKind;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verify.cosim.StallPattern;
import org.kcpfpga.verilated.build.VerilatedOptions;

/** The cores of {@code kcp coverage}, which the planner and the random designs can change. */
@Tag("slow")
class CoverageSuiteTest {
  private static final List<CoverageSuite.Subject> ALL =
      CoverageSuite.subjects(named("tiny"), named("linear"), true, 1);

  /** As many seeds are looked at for what is missing. */
  private static final long SEEDS = 2000;

  private static Design named(String name) {
    return DesignFile.read(Path.of("designs", name + ".json"));
  }

  /** What a core shows, whatever its model and traffic. */
  private record Shown(CellKind cell, FoldKind fold, boolean interleaved) {
    boolean reachable() {
      FunctionalBins.Bin any =
          new FunctionalBins.Bin(cell, fold, StallPattern.NONE, false, interleaved);
      return any.unreachable() == null;
    }
  }

  private static Set<Shown> shown(Design design) {
    Set<Shown> all = new HashSet<>();
    for (FoldKind fold : FoldKind.of(Planner.plan(design)).keySet()) {
      all.add(new Shown(design.cell(), fold, design.sequences() > 1));
    }
    return all;
  }

  @Test
  void everyCombinationThatAPlanDecidesIsThere() {
    Set<Shown> missing = new HashSet<>();
    for (CellKind cell : CellKind.plainKinds()) {
      for (FoldKind fold : FoldKind.values()) {
        missing.add(new Shown(cell, fold, false));
        missing.add(new Shown(cell, fold, true));
      }
    }
    missing.removeIf(one -> !one.reachable());
    ALL.forEach(subject -> missing.removeAll(shown(subject.design())));
    assertThat(missing).as(() -> "seeds that have them: " + seeds(missing)).isEmpty();
  }

  /** Seeds to be added to the suite where the planner or the random designs have changed. */
  private static List<Long> seeds(Set<Shown> missing) {
    Set<Shown> rest = new HashSet<>(missing);
    List<Long> found = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS && !rest.isEmpty(); seed++) {
      boolean one = rest.removeAll(shown(CoverageSuite.random(seed, 1)));
      boolean two = rest.removeAll(shown(CoverageSuite.random(seed, 2)));
      if (one || two) {
        found.add(seed);
      }
    }
    return found;
  }

  @Test
  void togglesAreCountedInTheSixSmallestOf100Cores() {
    assertThat(ALL.size()).isEqualTo(100);
    assertThat(ALL.subList(0, 6))
        .allMatch(subject -> subject.coverage() == VerilatedOptions.Coverage.TOGGLES);
    assertThat(ALL.subList(6, 100))
        .allMatch(subject -> subject.coverage() == VerilatedOptions.Coverage.LINES);
  }

  /**
   * A line is known by its text, so that the one core covers what the other cannot reach, if only
   * its front has to wait.
   */
  @Test
  void aGearboxThatSplitsBeatsStandsInTwoCores() {
    List<AcceleratorPlan> plans = ALL.stream().map(s -> Planner.plan(s.design())).toList();
    List<AcceleratorPlan> split =
        plans.stream().filter(p -> !waits(p) && stream(p).beatUnits() > 1).toList();
    List<AcceleratorPlan> waiting = plans.stream().filter(CoverageSuiteTest::waits).toList();
    assertThat(split.size()).isEqualTo(26);
    assertThat(waiting.size()).isEqualTo(26);
    for (int i = 0; i < split.size(); i++) {
      AcceleratorPlan second = waiting.get(i);
      assertThat(second.cycles().interval()).isGreaterThanOrEqualTo(2 * second.inputBound());
      assertThat(second.pipeline().systolic()).isTrue();
      assertThat(stream(second))
          .usingRecursiveComparison()
          .ignoringFields("size")
          .isEqualTo(stream(split.get(i)));
    }
    // the GRU's
    assertThat(gearbox(waiting.get(0))).contains("lands_at3").isEqualTo(gearbox(split.get(0)));
  }

  private static boolean waits(AcceleratorPlan plan) {
    return plan.design().name().equals("waits");
  }

  private static StreamPlan stream(AcceleratorPlan plan) {
    return plan.pipeline().stream();
  }

  private static String gearbox(AcceleratorPlan plan) {
    Design design = plan.design();
    Model model = Model.random(design.cell(), design.input(), design.hidden(), 0, 1);
    Tensor samples = Tensor.zeros(1, 1, design.inSize());
    EmittedDesign core = Emitter.emit(Deployment.of(design, model, samples).core());
    String text = core.verilog().get(design.name() + "_gearbox.v");
    // the comment breaks where the name lets it
    String code = text.replaceAll("(?m)^ *//.*$", "");
    return code.replace(design.name(), "core").replaceAll("\\s+", " ");
  }
}
