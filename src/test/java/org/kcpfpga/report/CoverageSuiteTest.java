package org.kcpfpga.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.host.Deployment;
import org.kcpfpga.plan.Design;
import org.kcpfpga.plan.DesignFile;
import org.kcpfpga.rnn.Model;
import org.kcpfpga.tensor.Tensor;
import org.kcpfpga.verilated.VerilatedOptions;

/** The cores of {@code kcp coverage}, as the README lists them. */
class CoverageSuiteTest {
  private static final List<CoverageSuite.Subject> ALL =
      CoverageSuite.subjects(named("tiny"), named("linear"), true, 1);

  private static Design named(String name) {
    return DesignFile.read(Path.of("designs", name + ".json"));
  }

  @Test
  void thereAreFiftyCoresAndTogglesAreCountedInSix() {
    Map<VerilatedOptions.Coverage, Long> counts =
        ALL.stream()
            .collect(Collectors.groupingBy(CoverageSuite.Subject::coverage, Collectors.counting()));
    assertThat(counts)
        .containsOnly(
            Map.entry(VerilatedOptions.Coverage.TOGGLES, 6L),
            Map.entry(VerilatedOptions.Coverage.LINES, 44L));
    assertThat(ALL.stream().filter(s -> s.design().name().equals("random"))).hasSize(42);
  }

  /** A line is known by its text, so that the one core covers what the other cannot reach. */
  @ParameterizedTest
  @CsvSource({"wide_beats, 356", "odd_beats, 563"})
  void twoCoresHaveTheGearboxesOfTwoRandomOnes(String name, long seed) {
    CoverageSuite.Subject own = only(s -> s.design().name().equals(name));
    CoverageSuite.Subject random = only(s -> s.seed() == seed);
    assertThat(gearbox(own.design())).contains("lands_at3").isEqualTo(gearbox(random.design()));
  }

  private static CoverageSuite.Subject only(Predicate<CoverageSuite.Subject> which) {
    List<CoverageSuite.Subject> found = ALL.stream().filter(which).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private static String gearbox(Design design) {
    Model model = Model.random(design.cell(), design.input(), design.hidden(), 0, 1);
    Tensor samples = Tensor.zeros(1, 1, design.inSize());
    EmittedDesign core = Emitter.emit(Deployment.of(design, model, samples).core());
    return core.verilog().get(design.name() + "_gearbox.v").replace(design.name(), "core");
  }
}
