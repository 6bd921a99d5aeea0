package org.kcpfpga.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kcpfpga.emit.EmittedDesign;
import org.kcpfpga.emit.Emitter;
import org.kcpfpga.host.Deployment;

class LoudModelTest {
  @Test
  void factorsAnywhereInTheirRangeChangeNothingButTheImages() {
    Deployment loud = LoudModel.of(ContractDesigns.tiny(false));
    EmittedDesign before = Emitter.emit(loud.core());
    EmittedDesign after = Emitter.emit(LoudModel.wide(loud, 0.5, new SplittableRandom(1)).core());
    List<String> differ =
        before.verilog().keySet().stream()
            .filter(file -> !before.verilog().get(file).equals(after.verilog().get(file)))
            .toList();
    // which holds their checksum
    assertThat(differ).containsExactly("tiny_control_port.v");
    assertThat(after.images()).isNotEqualTo(before.images());
  }
}
