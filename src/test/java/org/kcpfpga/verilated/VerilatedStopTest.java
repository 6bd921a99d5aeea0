package org.kcpfpga.verilated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kcpfpga.verilated.build.Toys;
import org.kcpfpga.verilated.build.VerilatedFailure;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.kcpfpga.verilated.build.VerilatedSource;

@Tag("slow")
class VerilatedStopTest {
  private static final StreamRequest FATAL = request(0xDEAD0001);
  private static final StreamRequest ASSERTION = request(0xDEAD0002);

  private static StreamRequest request(int magic) {
    return StreamRequest.steady(Toys.magic(magic), 1, 50);
  }

  @Test
  void aFatalBecomesAnExceptionWithFileLineAndMessage() {
    try (VerilatedModel model = VerilatedModel.build(Toys.toy(VerilatedOptions.FAST))) {
      model.reset();
      assertThatThrownBy(() -> model.stream(FATAL))
          .isInstanceOf(VerilatedFailure.class)
          .hasMessageMatching("cycle 4: .*toy\\.v:\\d+: .*planted fatal.*");
    }
  }

  @Test
  void anAssertionFiresWhenChecked() {
    try (VerilatedModel model = VerilatedModel.build(Toys.toy(VerilatedOptions.CHECKED))) {
      model.reset();
      assertThatThrownBy(() -> model.stream(ASSERTION))
          .isInstanceOf(VerilatedFailure.class)
          .hasMessageMatching("cycle 4: .*toy\\.v:\\d+: .*planted assertion.*");
    }
  }

  @Test
  void anAssertionIsLeftOutWhenFast() {
    try (VerilatedModel model = VerilatedModel.build(Toys.toy(VerilatedOptions.FAST))) {
      model.reset();
      assertThat(model.stream(ASSERTION).status()).isEqualTo(StreamResult.Status.DONE);
    }
  }

  @Test
  void aStoppedModelStaysStoppedAndOthersGoOn() {
    VerilatedSource source = Toys.toy(VerilatedOptions.CHECKED);
    try (VerilatedModel broken = VerilatedModel.build(source);
        VerilatedModel healthy = VerilatedModel.build(source)) {
      broken.reset();
      healthy.reset();
      assertThatThrownBy(() -> broken.stream(FATAL)).hasMessageContaining("planted fatal");
      assertThatThrownBy(() -> broken.readRegister(0)).hasMessageContaining("planted fatal");
      assertThatThrownBy(broken::reset).hasMessageContaining("planted fatal");
      assertThat(healthy.stream(request(1)).outputs().data(0, 0)).isEqualTo(2);
    }
  }

  @Test
  void runStopsTooAndNamesTheCycle() {
    try (VerilatedModel model = VerilatedModel.build(Toys.toy(VerilatedOptions.CHECKED))) {
      model.reset();
      int words = model.inputs().words();
      int[] in = new int[20 * words];
      for (int c = 0; c < 20; c++) {
        in[c * words + model.inputs().offset("aresetn")] = 1;
      }
      in[10 * words + model.inputs().offset("s_axis_tvalid")] = 1;
      in[10 * words + model.inputs().offset("s_axis_tdata")] = 0xDEAD0001;
      assertThatThrownBy(() -> model.run(20, in, new int[20 * model.outputs().words()]))
          .hasMessageStartingWith("cycle 14: ");
    }
  }

  @Test
  void wavesAreWrittenWhenBuiltIn(@TempDir Path folder) throws Exception {
    Path vcd = folder.resolve("toy.vcd");
    VerilatedOptions traced = VerilatedOptions.CHECKED.withTrace();
    try (VerilatedModel model = VerilatedModel.build(Toys.toy(traced))) {
      model.trace(vcd);
      model.reset();
      model.stream(request(1));
    }
    assertThat(Files.readString(vcd)).contains("$timescale", "m_axis_tdata [95:0]", "\n#40\n");
    try (VerilatedModel model = VerilatedModel.build(Toys.toy(VerilatedOptions.CHECKED))) {
      assertThatThrownBy(() -> model.trace(vcd))
          .hasMessage("trace: not built in (expected: options with trace)");
    }
  }
}
