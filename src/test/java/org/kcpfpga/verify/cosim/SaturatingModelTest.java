package org.kcpfpga.verify.cosim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.fixed.QuantisedModel;
import org.kcpfpga.fixed.QuantisedOperator;
import org.kcpfpga.image.Deployment;
import org.kcpfpga.verify.coverage.ContractDesigns;

class SaturatingModelTest {
  @Test
  void factorsAnywhereInTheirRangeChangeNothingButTheImages() {
    Deployment loud = SaturatingModel.of(ContractDesigns.tiny(false));
    EmittedDesign before = Emitter.emit(loud.core());
    EmittedDesign after =
        Emitter.emit(SaturatingModel.wide(loud, 0.5, new SplittableRandom(1)).core());
    List<String> differ =
        before.verilog().keySet().stream()
            .filter(file -> !before.verilog().get(file).equals(after.verilog().get(file)))
            .toList();
    // which holds their checksum
    assertThat(differ).containsExactly("tiny_control_port.v");
    assertThat(after.images()).isNotEqualTo(before.images());
  }

  @Test
  void allFactorsBehindTheFrontCanStandAtAnEdge() {
    Deployment tiny = ContractDesigns.tiny(false);
    QuantisedModel edges = SaturatingModel.wide(tiny, 1, new SplittableRandom(1)).quantised();
    QuantisedOperator input = edges.input();
    int last = input.shape().modes() - 1;
    assertThat(input.v()[last]).isEqualTo(tiny.quantised().input().v()[last]);
    List<int[]> others = new ArrayList<>(Arrays.asList(input.v()).subList(0, last));
    others.addAll(Arrays.asList(input.u()));
    others.addAll(Arrays.asList(edges.hidden().u()));
    others.addAll(Arrays.asList(edges.hidden().v()));
    assertThat(others)
        .hasSize(4 * input.shape().modes() - 1)
        .allSatisfy(mode -> assertThat(Arrays.stream(mode)).allMatch(f -> f == -128 || f == 127));
  }
}
