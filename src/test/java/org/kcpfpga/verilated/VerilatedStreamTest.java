package org.kcpfpga.verilated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kcpfpga.common.UserError;
import org.kcpfpga.verilated.StreamResult.Status;
import org.kcpfpga.verilated.build.Toys;
import org.kcpfpga.verilated.build.VerilatedFailure;
import org.kcpfpga.verilated.build.VerilatedOptions;
import org.kcpfpga.verilated.build.VerilatedSource;

@Tag("slow")
class VerilatedStreamTest {
  private static final VerilatedSource TOY = Toys.toy(VerilatedOptions.CHECKED);

  private static void assertPlusOne(StreamResult result, int count, int frame, String what) {
    assertThat(result.status()).as(what).isEqualTo(Status.DONE);
    assertThat(result.accepted()).as(what).isEqualTo(count);
    assertThat(result.outputs().size()).as(what).isEqualTo(count);
    for (int b = 0; b < count; b++) {
      for (int w = 0; w < 3; w++) {
        assertThat(result.outputs().data(b, w)).as(what).isEqualTo(10 * b + w + 1);
      }
      assertThat(result.outputs().last(b)).as(what).isEqualTo((b + 1) % frame == 0);
    }
    assertThat(result.lastStamps()).as(what).hasSize(count / frame).isSorted();
  }

  @Test
  void aSteadyStreamTakesOneCycleABeat() {
    try (VerilatedModel model = VerilatedModel.build(TOY)) {
      model.reset();
      StreamResult result = model.stream(StreamRequest.steady(Toys.beats(12, 4), 12, 50));
      assertPlusOne(result, 12, 4, "steady");
      // A beat taken in cycle c is in the FIFO in c + 1 and at the output in c + 2.
      assertThat(result.firstAccepted()).isZero();
      assertThat(result.lastStamps()).isEqualTo(List.of(5L, 9L, 13L));
      assertThat(result.lastOutput()).isEqualTo(13);
      assertThat(result.cycles()).isEqualTo(14);
      assertThat(model.cycles()).isEqualTo(VerilatedModel.RESET_CYCLES + 14);
    }
  }

  @Test
  void valuesAndOrderSurviveGapsAndStalls() {
    int runs = 0;
    try (VerilatedModel model = VerilatedModel.build(TOY)) {
      model.reset();
      for (double gap : new double[] {0, 0.3, 0.9}) {
        for (double stall : new double[] {0, 0.3, 0.9}) {
          for (long seed = 1; seed <= 5; seed++) {
            StreamRequest request =
                new StreamRequest(Toys.beats(60, 5), 60, gap, stall, seed, 2000);
            assertPlusOne(
                model.stream(request), 60, 5, "gap " + gap + " stall " + stall + " seed " + seed);
            runs++;
          }
        }
      }
    }
    assertThat(runs).isEqualTo(45);
  }

  @Test
  void gapsAndStallsFollowTheSeedAndCostCycles() {
    assertThat(cycles(0.5, 3)).isEqualTo(cycles(0.5, 3)).isNotEqualTo(cycles(0.5, 4));
    assertThat(cycles(0.5, 3)).isBetween(300L, 700L);
    assertThat(cycles(0, 3)).isEqualTo(202);
  }

  private static long cycles(double gap, long seed) {
    try (VerilatedModel model = VerilatedModel.build(TOY)) {
      model.reset();
      return model.stream(new StreamRequest(Toys.beats(200, 5), 200, gap, 0, seed, 100)).cycles();
    }
  }

  @Test
  void aDesignThatStopsTakingIsReportedAsStalled() {
    try (VerilatedModel model = VerilatedModel.build(TOY)) {
      model.reset();
      Beats beats = Toys.beats(2, 2).add(new int[] {0xDEAD0003, 0, 0}, false, 0);
      beats.add(new int[] {9, 9, 9}, true, 0);
      StreamResult result = model.stream(StreamRequest.steady(beats, 4, 40));
      assertThat(result.status()).isEqualTo(Status.STALLED);
      assertThat(result.accepted()).isEqualTo(3);
      assertThat(result.outputs().size()).isBetween(1, 2);
      assertThat(result.cycles()).isEqualTo(result.lastOutput() + 1 + 40);
    }
  }

  @Test
  void waitingForABeatTooManyIsStalledAndABeatTooManyIsSeen() {
    try (VerilatedModel model = VerilatedModel.build(TOY)) {
      model.reset();
      StreamResult more = model.stream(StreamRequest.steady(Toys.beats(3, 3), 4, 30));
      assertThat(more.status()).isEqualTo(Status.STALLED);
      assertThat(more.outputs().size()).isEqualTo(3);
      StreamResult fewer = model.stream(StreamRequest.steady(Toys.beats(9, 3), 2, 30));
      assertThat(fewer.status()).isEqualTo(Status.DONE);
      assertThat(fewer.accepted()).isEqualTo(9);
      assertThat(fewer.outputs().size()).isEqualTo(7);
    }
  }

  @Test
  void nothingToDoTakesNoCycle() {
    try (VerilatedModel model = VerilatedModel.build(TOY)) {
      StreamResult result = model.stream(StreamRequest.steady(new Beats(3), 0, 5));
      assertThat(result.cycles()).isZero();
      assertThat(result.firstAccepted()).isEqualTo(-1);
      assertThat(result.outputs().size()).isZero();
    }
  }

  @Test
  void anOutputThatChangesWhileStalledIsAFailure() {
    try (VerilatedModel model = VerilatedModel.build(Toys.rude())) {
      model.reset();
      Beats beats = new Beats(1).add(new int[] {7}, true, 0).add(new int[] {8}, true, 0);
      assertThatThrownBy(() -> model.stream(new StreamRequest(beats, 90, 0, 0.5, 1, 50)))
          .isInstanceOf(VerilatedFailure.class)
          .hasMessageStartingWith("m_axis: changed while stalled, in cycle ");
      assertThat(model.printed()).contains("seven");
    }
  }

  @Test
  void beatsOfTheWrongWidthAreTheCallersMistake() {
    try (VerilatedModel model = VerilatedModel.build(TOY)) {
      assertThatThrownBy(() -> model.stream(StreamRequest.steady(new Beats(2), 0, 5)))
          .isInstanceOf(UserError.class)
          .hasMessage("words of a beat: 2 (expected: 3, as s_axis_tdata has)");
    }
    assertThatThrownBy(() -> new StreamRequest(new Beats(3), 0, 1.5, 0, 1, 5))
        .hasMessage("gap: 1.5 (expected: 0 to 1)");
  }
}
