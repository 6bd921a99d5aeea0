package org.kcpfpga.verilated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.verilated.build.Toys;
import org.kcpfpga.verilated.build.VerilatedFailure;
import org.kcpfpga.verilated.build.VerilatedOptions;

@Tag("slow")
class VerilatedRegisterTest {
  private VerilatedModel model;

  @BeforeEach
  void create() {
    model = VerilatedModel.build(Toys.toy(VerilatedOptions.CHECKED));
    model.reset();
  }

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void whatIsWrittenIsReadBack() {
    model.writeRegister(0, 0x01020304);
    model.writeRegister(4, -1);
    model.writeRegister(8, Integer.MIN_VALUE);
    assertThat(model.readRegister(0)).isEqualTo(0x01020304);
    assertThat(model.readRegister(4)).isEqualTo(-1);
    assertThat(model.readRegister(8)).isEqualTo(Integer.MIN_VALUE);
  }

  @Test
  void aCounterShowsWhatTheStreamDid() {
    model.stream(StreamRequest.steady(Toys.beats(6, 3), 6, 50));
    assertThat(model.readRegister(12)).isEqualTo(6);
    Beats restart = new Beats(3).add(new int[3], false, 1).add(new int[3], true, 0);
    model.stream(StreamRequest.steady(restart, 2, 50));
    assertThat(model.readRegister(12)).as("tuser restarts the count").isEqualTo(2);
  }

  @Test
  void registersCanBeReadWhileBeatsAreUnderWay() {
    StreamResult first = model.stream(StreamRequest.steady(Toys.beats(4, 2), 1, 50));
    assertThat(model.readRegister(12)).isEqualTo(4);
    StreamResult rest =
        model.stream(StreamRequest.steady(new Beats(3), 4 - first.outputs().size(), 50));
    assertThat(rest.outputs().data(rest.outputs().size() - 1, 0)).isEqualTo(31);
  }

  @Test
  void anErrorAnswerIsAFailureThatTheModelSurvives() {
    assertThatThrownBy(() -> model.writeRegister(0x40, 1))
        .isInstanceOf(VerilatedFailure.class)
        .hasMessage("s_axil write 0x40: response 2 (expected: 0)");
    assertThatThrownBy(() -> model.readRegister(0x44))
        .hasMessage("s_axil read 0x44: response 2 (expected: 0)");
    model.writeRegister(4, 5);
    assertThat(model.readRegister(4)).isEqualTo(5);
  }

  @Test
  void noAnswerWithinAThousandCyclesIsAFailure() {
    long before = model.cycles();
    assertThatThrownBy(() -> model.readRegister(0xFC))
        .isInstanceOf(VerilatedFailure.class)
        .hasMessage("s_axil read 0xfc: no s_axil_arready within 1000 cycles");
    assertThat(model.cycles() - before).isEqualTo(1000);
  }

  @Test
  void aDesignWithoutTheseChannelsSaysSo() {
    try (VerilatedModel widths = VerilatedModel.build(Toys.widths())) {
      assertThatThrownBy(() -> widths.readRegister(0)).hasMessage("s_axil_arready: no such pin");
      assertThatThrownBy(widths::reset).hasMessage("aresetn: no such pin");
      assertThatThrownBy(() -> widths.stream(StreamRequest.steady(new Beats(1), 0, 1)))
          .hasMessage("s_axis_tdata: no such pin");
    }
  }
}
